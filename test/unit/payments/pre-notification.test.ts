import { describe, expect, it } from 'vitest';
import {
  lateDebits,
  notifyBy,
  preNotificationState,
} from '../../../functions/payments/domain/pre-notification.ts';

const LAST = notifyBy('2026-06-30', 14);

describe('telling payers of their debits', () => {
  it('is due 14 days before, or as agreed', () => {
    expect([LAST, notifyBy('2026-03-01', 1)]).toEqual(['2026-06-16', '2026-02-28']);
  });

  it.each([
    [undefined, '2026-06-16', 'to-be-told'],
    [undefined, '2026-06-17', 'late'],
    ['2026-06-16', '2026-07-01', 'told'],
    ['2026-06-17', '2026-06-17', 'late'],
  ])('told on %s, today %s: %s', (notifiedOn, today, state) => {
    expect(preNotificationState({ notifiedOn }, LAST, today)).toBe(state);
  });

  it('those that were not told in time are found', () => {
    const debits = [
      { number: 1, notifiedOn: '2026-06-10' },
      { number: 2, notifiedOn: '2026-06-20' },
      { number: 3 },
    ];
    expect(lateDebits(debits, LAST, '2026-06-20').map(({ payment }) => payment)).toEqual([2, 3]);
    expect(lateDebits(debits.slice(2), LAST, '2026-06-10')).toEqual([]);
  });
});
