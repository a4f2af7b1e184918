import { expect, it } from 'vitest';
import { overdueItemOn } from '../../../functions/credit/domain/insurance/overdue-item.ts';

const TERMS = {
  validFrom: '2026-01-01',
  longestCreditDays: 90,
  reportAfterDays: 60,
  warnBeforeDays: 10,
  longTermsSuspend: false,
};
const ITEM = { id: '2026-1-1', date: '2026-01-01', dueDate: '2026-01-31' };

it.each([
  ['2026-01-31', undefined, undefined],
  ['2026-02-01', undefined, 'overdue'],
  ['2026-03-21', undefined, 'overdue'],
  ['2026-03-22', undefined, 'due'],
  ['2026-04-01', undefined, 'due'],
  ['2026-04-02', undefined, 'missed'],
  ['2026-04-02', '2026-04-01', 'reported'],
  ['2026-04-03', '2026-04-02', 'late'],
])('an item that fell due on 31 January is on %s, reported on %s: %s', (on, reported, state) => {
  const report = reported === undefined ? undefined : { on: reported };
  expect(overdueItemOn(ITEM, TERMS, report, on)?.state).toBe(state);
});

it('is reported by the sixtieth day', () => {
  expect(overdueItemOn(ITEM, TERMS, undefined, '2026-02-10')).toEqual({
    state: 'overdue',
    reportBy: '2026-04-01',
    daysOverdue: 10,
  });
});
