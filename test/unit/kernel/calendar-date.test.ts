import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysBetween, isCalendarDate } from '../../../shared/kernel/calendar-date.ts';

const days = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('calendar date', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-4-1', '1899-12-31', '26-01-01'])(
    'refuses %s',
    (text) => {
      expect(isCalendarDate(text)).toBe(false);
    },
  );

  it('knows leap days', () => {
    expect([
      isCalendarDate('2024-02-29'),
      isCalendarDate('2000-02-29'),
      isCalendarDate('2100-02-29'),
    ]).toEqual([true, true, false]);
  });

  it('adding days and counting them agree', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -5000, max: 5000 }), (date, count) => {
        expect(daysBetween(date, addDays(date, count))).toBe(count);
      }),
    );
  });

  it('a month later never leaves the next month', () => {
    expect([
      addMonths('2026-01-31', 1),
      addMonths('2024-01-31', 1),
      addMonths('2026-12-15', 1),
      addMonths('2026-01-15', -1),
    ]).toEqual(['2026-02-28', '2024-02-29', '2027-01-15', '2025-12-15']);
  });
});
