import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysIn } from '../../../functions/tickets/domain/figures/days.ts';
import {
  hindranceOf,
  isCorrespondence,
  planArticle,
  withoutAddress,
} from '../../../functions/tickets/domain/privacy/plan.ts';
import {
  closedLongEnough,
  letterKeptUntil,
  retentionMonths,
} from '../../../functions/tickets/domain/privacy/retention.ts';
import { ARTICLE_KINDS } from '../../../functions/tickets/domain/ticket/events.ts';

const { dayOf } = daysIn('Europe/Berlin');
const letter = { kind: 'message', isPublic: true, at: '2020-05-05T10:00:00.000Z' } as const;
const plan = (article: Parameters<typeof planArticle>[0], today: string, isLetters = true) =>
  planArticle(article, 'all', isLetters, today, dayOf);

describe('commercial letters are kept for six years from the end of their year', () => {
  it.each([
    ['2020-05-05', '2026-12-31'],
    ['2020-01-01', '2026-12-31'],
    ['2020-12-31', '2026-12-31'],
    ['2021-01-01', '2027-12-31'],
  ])('of %s until %s', (on, until) => expect(letterKeptUntil(on)).toBe(until));

  it('one of May 2020 is blocked on the last day of 2026, and goes on 1 January 2027', () => {
    expect(plan(letter, '2026-12-31')).toEqual({ what: 'blocked', until: '2026-12-31' });
    expect(plan(letter, '2027-01-01')).toEqual({ what: 'redacted' });
  });

  it('counts the year where the company sits, and of a copy the year of what was copied', () => {
    const newYear = { ...letter, at: '2020-12-31T23:30:00.000Z' };
    expect(plan(newYear, '2024-01-01')).toEqual({ what: 'blocked', until: '2027-12-31' });
    const copy = { ...letter, at: '2023-03-01T10:00:00.000Z', origin: { at: letter.at } };
    expect(plan(copy, '2024-01-01')).toEqual({ what: 'blocked', until: '2026-12-31' });
  });

  it('notes, calls and what is internal are no letters; nor is anything in other tickets', () => {
    for (const kind of ['note', 'phone'] as const)
      expect(plan({ ...letter, kind }, '2021-01-01')).toEqual({ what: 'redacted' });
    expect(plan({ ...letter, isPublic: false }, '2021-01-01')).toEqual({ what: 'redacted' });
    expect(plan(letter, '2021-01-01', false)).toEqual({ what: 'redacted' });
  });

  it('what a person has said of a ticket goes before its category', () => {
    expect(isCorrespondence({ category: 'complaint' }, undefined, ['complaint'])).toBe(true);
    expect(isCorrespondence({ category: 'complaint' }, { isBusinessLetter: false }, ['complaint'])).toBe(
      false,
    );
    expect(isCorrespondence({ category: undefined }, { isBusinessLetter: true }, [])).toBe(true);
  });
});

describe('what stands against it', () => {
  it('is a hold, and that the ticket is not closed', () => {
    expect(hindranceOf({ state: 'closed' }, undefined)).toBeUndefined();
    expect(hindranceOf({ state: 'resolved' }, {})).toBe('open');
    expect(hindranceOf({ state: 'closed' }, { hold: { reason: 'x' } })).toBe('hold');
    expect(hindranceOf({ state: 'open' }, { hold: { reason: 'x' } })).toBe('hold');
  });
});

describe('retention', () => {
  it('is that of the category, else the standard one, else none', () => {
    expect(retentionMonths({ retentionMonths: 3 }, { standardMonths: 24 })).toBe(3);
    expect(retentionMonths({}, { standardMonths: 24 })).toBe(24);
    expect(retentionMonths(undefined, {})).toBeUndefined();
  });
  it.each([
    ['2026-11-26', 24, '2024-11-26'],
    ['2026-05-31', 3, '2026-02-28'],
  ])('on %s words are due that were closed %i months ago or before, %s', (today, months, day) =>
    expect(closedLongEnough(today, months)).toBe(day),
  );
});

it('of one person of several only their own words go, and the address of all others', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ARTICLE_KINDS),
      fc.boolean(),
      fc.constantFrom('ann@example.com', 'bob@example.com', undefined),
      (kind, isPublic, email) => {
        const article = { kind, isPublic, at: letter.at, ...(email && { from: { email } }) };
        const { what } = planArticle(article, { email: 'ann@example.com' }, false, '2026-01-01', dayOf);
        expect(what).toBe(email === 'ann@example.com' ? 'redacted' : 'kept');
      },
    ),
    { numRuns: 40 },
  );
  expect(withoutAddress('Write to Ann+x@Example.com, not annax@example.com.', 'ann+x@example.com')).toBe(
    'Write to [...], not annax@example.com.',
  );
});
