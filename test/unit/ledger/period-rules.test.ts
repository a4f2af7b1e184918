import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PeriodState } from '../../../functions/ledger/domain/journal-head.ts';
import {
  changedPeriods,
  closePeriod,
  closeYear,
  isYearClosed,
  reopenPeriod,
} from '../../../functions/ledger/domain/period-rules.ts';

const OPEN = Array.from({ length: 14 }, (): PeriodState => 'open');
const anyStates = fc.array(fc.constantFrom<PeriodState>('open', 'closed'), { minLength: 14, maxLength: 14 });
const anyPeriod = fc.integer({ min: 0, max: 13 });

/** What came of it: the new states or the refusal's code. */
function attempt(run: () => PeriodState[]): PeriodState[] | string {
  try {
    return run();
  } catch (error) {
    return (error as { code: string }).code;
  }
}

test('the opening period is closed by itself, a month only after the months before', () => {
  expect(changedPeriods(OPEN, closePeriod(OPEN, 0, false))).toEqual([0]);
  expect(changedPeriods(OPEN, closePeriod(OPEN, 1, false))).toEqual([1]);
  expect(attempt(() => closePeriod(OPEN, 2, false))).toBe('ledger.period-order');
  expect(changedPeriods(OPEN, closePeriod(OPEN, 13, true))).toHaveLength(13);
  expect(isYearClosed(closeYear(OPEN))).toBe(true);
});

test('closing leaves no month open before it, and reopening it gives back all but that', () => {
  fc.assert(
    fc.property(anyStates, anyPeriod, fc.boolean(), (states, period, includingEarlier) => {
      const closed = attempt(() => closePeriod(states, period, includingEarlier));
      if (typeof closed === 'string') {
        expect(closed).toBe(states[period] === 'closed' ? 'ledger.period-state' : 'ledger.period-order');
        return;
      }
      expect(closed.slice(1, period).every((state) => state === 'closed')).toBe(true);
      expect(closed.slice(period + 1)).toEqual(states.slice(period + 1));
      const reopened = reopenPeriod(closed, period);
      expect(changedPeriods(closed, reopened)).toEqual([period]);
    }),
  );
});
