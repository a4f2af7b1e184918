import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STANDARD_THRESHOLDS } from '../../../functions/screening/domain/hit.ts';
import type { ListEntry } from '../../../functions/screening/domain/list-entry.ts';
import { findMatches, indexNames } from '../../../functions/screening/domain/matching/name-index.ts';
import { scoreMatch } from '../../../functions/screening/domain/matching/score-match.ts';
import { compareNames } from '../../../functions/screening/domain/names/compare-names.ts';
import { normalizeName } from '../../../functions/screening/domain/names/normalize-name.ts';

const IVANOV: ListEntry = {
  id: '13',
  kind: 'person',
  names: [{ text: 'Sergei Ivanov' }, { text: 'Серге́й Иванов' }, { text: 'Abu Test', weak: true }],
  births: ['1965-03-12'],
  countries: ['RU'],
};
const find = (subject: Parameters<typeof findMatches>[1], from = 0) =>
  findMatches(indexNames([IVANOV]), subject, from)[0];

describe('the score', () => {
  it('explains itself: the name, the words, what else there is', () => {
    expect(find({ name: 'IVANOV, Sergei', bornOn: '1965-03-12', country: 'DE' })).toMatchObject({
      score: 100,
      explanation: {
        listedName: 'Sergei Ivanov',
        nameScore: 100,
        pairs: [
          { word: 'ivanov', listed: 'ivanov', similarity: 1 },
          { word: 'sergei', listed: 'sergei', similarity: 1 },
        ],
        adjustments: [
          { fact: 'birthdate-matches', points: 5 },
          { fact: 'country-differs', points: -3 },
        ],
      },
    });
  });

  it.each([
    [{ name: 'Sergei Ivanov', bornOn: '1965' }, 100],
    [{ name: 'Sergei Ivanov', bornOn: '1966-01-01' }, 100],
    [{ name: 'Sergei Ivanov', bornOn: '1990' }, 89],
    [{ name: 'Sergei Ivanov', bornOn: '1990-01-01', country: 'DE' }, 86],
    [{ name: 'Abu Test' }, 96],
    // All that can be said against it: a weak name, another year, another country.
    [{ name: 'Abu Test', bornOn: '1990', country: 'DE' }, STANDARD_THRESHOLDS.possibleFrom],
    [{ name: 'Nobody Else' }, undefined],
  ])('%j scores %s', (subject, score) => {
    expect(find(subject, 1)?.score).toBe(score);
  });

  it('keeps an identical name above the standard bound, whatever contradicts it', () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true, min: new Date('1900-01-01'), max: new Date('2020-01-01') }),
        (date) => {
          const bornOn = date.toISOString().slice(0, 10);
          expect(find({ name: 'Sergei Ivanov', bornOn, country: 'DE' })?.score).toBeGreaterThanOrEqual(
            STANDARD_THRESHOLDS.possibleFrom,
          );
        },
      ),
      { numRuns: 50 },
    );
  });
});

const syllable = fc.constantFrom('ka', 'ra', 'mo', 'vi', 'le', 'no', 'ta', 'si', 'al', 'ek', 'gaz', 'prom');
const word = fc.array(syllable, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));

describe('the index', () => {
  it('finds what comparing with every name finds: nobody is missed', () => {
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 30 }),
        text,
        fc.integer({ min: 50, max: 100 }),
        (names, name, from) => {
          const entries = names.map(
            (listed, at): ListEntry => ({ id: `e${at}`, kind: 'unknown', names: [{ text: listed }] }),
          );
          const tokens = normalizeName(name);
          const all = entries.flatMap((entry) => {
            const [listed] = entry.names;
            if (!listed) return [];
            const compared = compareNames(tokens, normalizeName(listed.text));
            const match = scoreMatch({ name }, entry, listed, compared);
            return match.score >= from ? [[entry.id, match.score]] : [];
          });
          const found = findMatches(indexNames(entries), { name }, from).map(({ entry, score }) => [
            entry.id,
            score,
          ]);
          expect(found.toSorted()).toEqual(all.toSorted());
        },
      ),
      { numRuns: 300 },
    );
  });
});
