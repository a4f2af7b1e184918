import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letterCounts, sharedLetters } from '../../../functions/screening/domain/matching/letter-counts.ts';
import { compareNames } from '../../../functions/screening/domain/names/compare-names.ts';
import {
  jaro,
  jaroWinkler,
  jaroWinklerBound,
} from '../../../functions/screening/domain/names/jaro-winkler.ts';
import { normalizeName } from '../../../functions/screening/domain/names/normalize-name.ts';

const word = fc.string({ unit: fc.constantFrom(...'abcdehiklmnorstuvy'), minLength: 1, maxLength: 12 });
const name = fc.oneof(
  fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' ')),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc
    .array(
      fc.constantFrom(
        'Müller',
        'GmbH',
        '& Co. KG',
        'S.A.',
        'Sp. z o.o.',
        'ООО',
        'Газпром',
        'Αθήνα',
        'Qa’ida',
        'von',
        'o',
        'z',
        'sp',
        'al',
        'Öe',
        'aee',
        'schtsch',
        'wXy',
        'gesellschaft mit',
        'beschränkter Haftung',
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join(' ')),
);
const similarity = (one: string, other: string) =>
  compareNames(normalizeName(one), normalizeName(other)).similarity;

describe('Jaro and Jaro-Winkler', () => {
  it.each([
    // Winkler (1990, 1994) and the papers that repeat his tables; Jaro first.
    ['martha', 'marhta', 0.944, 0.961],
    ['dixon', 'dicksonx', 0.767, 0.813],
    ['dwayne', 'duane', 0.822, 0.84],
    ['jellyfish', 'smellyfish', 0.896, 0.896],
    ['abc', 'xyz', 0, 0],
    ['', 'abc', 0, 0],
    ['', '', 1, 1],
  ])('%s and %s: %d, %d', (one, other, expectedJaro, expected) => {
    expect(jaro(one, other)).toBeCloseTo(expectedJaro, 3);
    expect(jaroWinkler(one, other)).toBeCloseTo(expected, 3);
  });

  it('is symmetric, within 0 and 1, 1 for the same, and below its bound', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        const value = jaroWinkler(one, other);
        expect(value).toBe(jaroWinkler(other, one));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(jaroWinkler(one, one)).toBe(1);
        const shared = sharedLetters(letterCounts(one), letterCounts(other));
        expect(value).toBeLessThanOrEqual(jaroWinklerBound(one.length, other.length, shared) + 1e-9);
      }),
      { numRuns: 500 },
    );
  });
});

describe('normalized names', () => {
  it.each([
    ['Müller Handels GmbH & Co. KG', 'muler handels'],
    ['MUELLER HANDELS', 'muler handels'],
    ['Straße des 17. Juni AG', 'strase 17 iuni'],
    ['Al-Qa’ida', 'qaida'],
    ['G.m.b.H. Köhler', 'kohler'],
    ['Fabryka Sp. z o.o.', 'fabrika'],
    ['ООО «Газпром экспорт»', 'gazprom eksport'],
    ['Владимир Владимирович', 'vladimir vladimirovich'],
    ['Αλέξανδρος Παπαδόπουλος', 'aleksandros papadopoulos'],
    ['Łukasz Øst', 'lukasz ost'],
    ['José Núñez', 'iose nunez'],
    ['中国银行', '中国银行'],
    ['AG', 'ag'],
    ['  ', ''],
    ['Tschaikowskij', 'chaikovski'],
    ['Chaikovsky', 'chaikovski'],
    ['Mohammed', 'mohamed'],
    ['Meyer Gesellschaft mit beschränkter Haftung', 'meier'],
  ])('%s', (given, expected) => {
    expect(normalizeName(given).join(' ')).toBe(expected);
  });

  it('change no more when they are normalized again', () => {
    fc.assert(
      fc.property(name, (given) => {
        const once = normalizeName(given);
        expect(normalizeName(once.join(' '))).toEqual(once);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('names compared', () => {
  it('is symmetric, within 0 and 1, and 1 for the same name', () => {
    fc.assert(
      fc.property(name, name, (one, other) => {
        const value = similarity(one, other);
        expect(value).toBeCloseTo(similarity(other, one), 9);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        if (normalizeName(one).length > 0) expect(similarity(one, one)).toBe(1);
      }),
      { numRuns: 500 },
    );
  });

  it('takes no notice of the order of words, of case and of legal forms', () => {
    const words = fc.uniqueArray(word, { minLength: 1, maxLength: 5 });
    const form = fc.constantFrom('GmbH', 'AG', 'Ltd.', 'OOO', 'S.A.', '');
    fc.assert(
      fc.property(words, form, fc.infiniteStream(fc.nat(1000)), (given, legal, chance) => {
        fc.pre(normalizeName(`${given.join(' ')} telling`).length === given.length + 1);
        const shuffled = given.toSorted(() => (Number(chance.next().value) % 2 ? 1 : -1));
        expect(similarity(given.join(' '), `${shuffled.join(' ').toUpperCase()} ${legal}`)).toBe(1);
      }),
    );
  });

  it.each([
    ['Vladimir Putin', 'Vladimir Vladimirovich PUTIN', 0.85, 0.9],
    ['Peter Schmidt', 'Peter Schmitt', 0.95, 1],
    ['Hans Müller', 'Hans Meier', 0, 0.5],
    ['Gaz Prom', 'Gazprom OOO', 1, 1],
    ['Deutschebank', 'Deutsche Bank AG', 1, 1],
    ['Ali Yilmaz', 'Ali', 0, 0.75],
    ['Delta Trading GmbH', 'Alpha Trading Company', 0, 0.7],
    ['Sergej Iwanow', 'Sergey Ivanov', 1, 1],
  ])('%s and %s: from %d to %d', (one, other, least, most) => {
    expect(similarity(one, other)).toBeGreaterThanOrEqual(least);
    expect(similarity(one, other)).toBeLessThanOrEqual(most);
  });
});
