import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  fiscalYearBounds,
  fiscalYearOf,
  monthPeriodOf,
  periodBounds,
} from '../../../functions/ledger/domain/fiscal-year.ts';
import { addDays, calendarDate, daysBetween } from '../../../shared/kernel/calendar-date.ts';

const anyStart = fc.integer({ min: 1, max: 12 }).map((month) => `${String(month).padStart(2, '0')}-01`);
const anyDay = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays('1950-01-01', days));

test.each([
  ['2027-03-15', '07-01', 2026, 9],
  ['2026-07-01', '07-01', 2026, 1],
  ['2026-06-30', '07-01', 2025, 12],
  ['2026-01-01', '01-01', 2026, 1],
  ['2026-12-31', '01-01', 2026, 12],
  ['2024-02-29', '03-01', 2023, 12],
])('%s lies, with a start of %s, in year %i, period %i', (date, start, year, period) => {
  expect([fiscalYearOf(date, start), monthPeriodOf(date, start)]).toEqual([year, period]);
});

test('a day lies in its year and in its period, and periods lie side by side', () => {
  fc.assert(
    fc.property(anyDay, anyStart, (date, start) => {
      const year = fiscalYearOf(date, start);
      const bounds = fiscalYearBounds(year, start);
      expect(bounds.from <= date && date <= bounds.to).toBe(true);
      expect(fiscalYearBounds(year + 1, start).from).toBe(addDays(bounds.to, 1));
      expect([365, 366]).toContain(daysBetween(bounds.from, bounds.to) + 1);
      const period = periodBounds(year, monthPeriodOf(date, start), start);
      expect(period.from <= date && date <= period.to).toBe(true);
      let next = bounds.from;
      for (let number = 1; number <= 12; number += 1) {
        const { from, to } = periodBounds(year, number, start);
        expect(from).toBe(next);
        next = addDays(to, 1);
      }
      expect(next).toBe(addDays(bounds.to, 1));
    }),
  );
});

test('opening and closing periods stand on the first and the last day', () => {
  expect(periodBounds(2026, 0, '07-01')).toEqual({ from: '2026-07-01', to: '2026-07-01' });
  expect(periodBounds(2026, 13, '07-01')).toEqual({ from: '2027-06-30', to: '2027-06-30' });
  expect(periodBounds(2023, 12, '03-01').to).toBe(calendarDate(2024, 2, 29));
});
