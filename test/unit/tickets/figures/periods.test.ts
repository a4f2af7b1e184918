import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type Periods,
  periodsBefore,
  periodsOf,
} from '../../../../functions/tickets/domain/figures/periods.ts';
import { addDays } from '../../../../shared/kernel/calendar-date.ts';

const Day = fc.integer({ min: 0, max: 4_000 }).map((days) => addDays('2019-11-15', days));

/** How often a day lies in the periods. */
function times(day: string, periods: readonly Periods[]): number {
  return periods.filter(({ from, to }) => {
    const name = from.startsWith('M') ? `M#${day.slice(0, 7)}` : `D#${day}`;
    return from <= name && name <= to;
  }).length;
}

it('every day of a range lies in one period, and none outside in any', () => {
  fc.assert(
    fc.property(Day, fc.integer({ min: 0, max: 800 }), Day, (from, length, day) => {
      const to = addDays(from, length);
      const isWithin = day >= from && day <= to;
      expect(times(day, periodsOf(from, to))).toBe(isWithin ? 1 : 0);
      expect(times(day, periodsBefore(from))).toBe(day < from ? 1 : 0);
    }),
  );
});

it('whole months are read as months', () => {
  expect(periodsOf('2026-01-01', '2026-12-31')).toEqual([{ from: 'M#2026-01', to: 'M#2026-12' }]);
  expect(periodsOf('2026-01-31', '2026-03-01')).toEqual([
    { from: 'D#2026-01-31', to: 'D#2026-01-31' },
    { from: 'M#2026-02', to: 'M#2026-02' },
    { from: 'D#2026-03-01', to: 'D#2026-03-01' },
  ]);
});
