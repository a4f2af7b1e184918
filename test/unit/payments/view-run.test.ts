import { describe, expect, it } from 'vitest';
import { MAX_LEFT_OUT_SHOWN, viewRun } from '../../../functions/payments/handlers/view-run.ts';
import type { PaymentRunRow } from '../../../functions/payments/table.ts';

const RUN: PaymentRunRow = {
  company: 'acme',
  id: 'pay_01JDC5M6Z0R7W5V0G3N1Q8T2XK',
  kind: 'transfer',
  state: 'proposed',
  executionDate: '2026-11-26',
  payUntil: '2026-11-26',
  nextRunOn: '2026-11-27',
  collect: 'partner',
  urgent: false,
  minimumMinor: 0n,
  orderer: {
    name: 'A',
    iban: 'DE89370400440532013000',
    transitAccount: '1360',
    batchBooking: true,
    preNotificationDays: 14,
  },
  payments: 0,
  approvalId: 'apr_1',
  proposedBy: 'anna',
  proposedAt: '2026-11-25T12:00:00.000Z',
  changedBy: [],
  version: 1,
};

describe('a run in an answer', () => {
  it('counts all that is left out, and shows as much as an answer holds', () => {
    const one = {
      itemId: '2026-1-1',
      account: '70000',
      reason: 'no-iban',
      detail: 'No IBAN is known.',
    } as const;
    const view = viewRun(
      RUN,
      [],
      Array.from({ length: MAX_LEFT_OUT_SHOWN + 1 }, () => one),
      { today: '2026-06-15' },
    );
    expect([view.leftOutCount, view.leftOut.length]).toEqual([MAX_LEFT_OUT_SHOWN + 1, MAX_LEFT_OUT_SHOWN]);
    expect(JSON.stringify(view).length).toBeLessThan(2_000_000);
  });
});
