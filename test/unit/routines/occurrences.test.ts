import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePosting, missingFields } from '../../../functions/routines/domain/complete-posting.ts';
import {
  fillPlaceholders,
  unknownPlaceholders,
} from '../../../functions/routines/domain/fill-placeholders.ts';
import { occurrencesBetween } from '../../../functions/routines/domain/occurrences.ts';
import { addDays, isCalendarDate } from '../../../shared/kernel/calendar-date.ts';

describe('occurrences', () => {
  it.each([
    [
      'the last day of every month, leap years too',
      { start: '2024-01-15', everyMonths: 1, dayOfMonth: 31 },
      ['2024-01-31', '2024-02-29', '2024-03-31'],
    ],
    [
      'after a short month the day is the wished one again',
      { start: '2026-01-30', everyMonths: 1, dayOfMonth: 30 },
      ['2026-01-30', '2026-02-28', '2026-03-30'],
    ],
    [
      'the first such day on or after the start',
      { start: '2026-01-15', everyMonths: 3, dayOfMonth: 1 },
      ['2026-02-01', '2026-05-01', '2026-08-01'],
    ],
    [
      'once a year',
      { start: '2026-12-31', everyMonths: 12, dayOfMonth: 31 },
      ['2026-12-31', '2027-12-31', '2028-12-31'],
    ],
    [
      'no further than the end',
      { start: '2026-01-01', end: '2026-02-28', everyMonths: 1, dayOfMonth: 1 },
      ['2026-01-01', '2026-02-01'],
    ],
  ])('%s', (_, rule, expected) => {
    expect(occurrencesBetween(rule, undefined, '2100-01-01', 3)).toEqual(expected);
  });

  it('are ordered, in range, and the same however one asks for them: all at once or after each other', () => {
    const rule = fc.record({
      start: fc.integer({ min: 0, max: 4_000 }).map((days) => addDays('2020-01-01', days)),
      everyMonths: fc.integer({ min: 1, max: 12 }),
      dayOfMonth: fc.integer({ min: 1, max: 31 }),
    });
    fc.assert(
      fc.property(rule, (wish) => {
        const all = occurrencesBetween(wish, undefined, '2099-12-31', 30);
        const single: string[] = [];
        while (single.length < 30) {
          const [next] = occurrencesBetween(wish, single.at(-1), '2099-12-31', 1);
          if (next === undefined) break;
          single.push(next);
        }
        expect(single).toEqual(all);
        expect(all).toEqual([...new Set(all)].toSorted());
        expect(all.every((day) => isCalendarDate(day) && day >= wish.start)).toBe(true);
      }),
    );
  });
});

describe('placeholders', () => {
  it('are year, month and the name of the month in the language of the company', () => {
    const text = 'Miete {monthName} {year} ({month})';
    expect(fillPlaceholders(text, '2026-03-01', 'de')).toBe('Miete März 2026 (03)');
    expect(fillPlaceholders(text, '2026-03-01', 'en')).toBe('Miete March 2026 (03)');
    expect(unknownPlaceholders('{year} {day} {}')).toEqual(['day', '']);
  });
});

describe('a template', () => {
  it('gives way to what the request says and names what nobody says', () => {
    const merged = mergePosting({ amount: '1.00', text: 'a' }, { text: 'b', taxCode: undefined });
    expect(merged).toEqual({ amount: '1.00', text: 'b' });
    expect(missingFields(merged).map(({ pointer }) => pointer)).toEqual([
      '/date',
      '/debitAccount',
      '/creditAccount',
    ]);
  });
});
