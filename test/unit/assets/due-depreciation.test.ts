import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Booking, ValuedAsset } from '../../../functions/assets/domain/asset.ts';
import { bookedMovements, scheduleRows, totalRow } from '../../../functions/assets/domain/asset-schedule.ts';
import { addBookings, dueDepreciation } from '../../../functions/assets/domain/due-depreciation.ts';
import { fiscalCalendar, plusMonths } from '../../../functions/assets/domain/months.ts';
import { valueAsset } from '../../../functions/assets/domain/value-asset.ts';

const calendar = fiscalCalendar('01-01');
const months = Array.from({ length: 12 }, (_, index) => plusMonths('2026-01', index));

const asset: ValuedAsset = {
  acquiredOn: '2026-01-10',
  costMinor: 120_000n,
  residualMinor: 0n,
  method: 'straight-line',
  usefulLifeMonths: 24,
  account: '0420',
  position: 'II.3',
  events: [],
};

const step = fc.record({
  cost: fc.bigInt({ min: 1_000n, max: 500_000n }),
  through: fc.constantFrom(...months),
  closedThrough: fc.integer({ min: 0, max: 11 }),
});

describe('whatever is corrected and closed between runs', () => {
  it('a run books all that is due through its month, and the same run again nothing', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        let bookings: Booking[] = [];
        let bookedThrough: string | undefined;
        let closed = 0;
        for (const { cost, through, closedThrough } of steps) {
          closed = Math.max(closed, closedThrough);
          const isOpen = (month: string) => months.indexOf(month) >= closed;
          const now = { ...asset, costMinor: cost };
          const input = { asset: now, calendar, months, isOpen, through };
          const plan = dueDepreciation({ ...input, bookings, bookedThrough });
          expect(plan.due.every(({ month }) => isOpen(month))).toBe(true);
          bookings = addBookings(bookings, plan.due);
          bookedThrough = plan.bookedThrough;
          const again = dueDepreciation({ ...input, bookings, bookedThrough });
          expect([again.due, again.leftMinor, plan.leftMinor]).toEqual([[], 0n, 0n]);
          const reached = through > bookedThrough ? through : bookedThrough;
          const booked = bookings.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
          expect(booked).toBe(valueAsset(now, calendar, reached).accumulatedMinor);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('takes back a correction that a later month had to bear', () => {
    const bookings = [
      { month: '2026-01', amountMinor: 5_100n },
      { month: '2026-11', amountMinor: -100n },
    ];
    const isOpen = (month: string) => month >= '2026-11';
    const input = { asset: { ...asset, costMinor: 122_400n }, bookings, calendar, months, isOpen };
    expect(dueDepreciation({ ...input, through: '2026-01' }).due).toEqual([
      { month: '2026-11', amountMinor: 100n },
    ]);
  });

  it('says what no month can take', () => {
    const input = { asset, bookings: [], calendar, months, through: '2026-03', isOpen: () => false };
    expect(dueDepreciation(input)).toMatchObject({ due: [], leftMinor: 15_000n });
  });
});

describe('the schedule', () => {
  it('closes: opening, movements and end agree for every row and the total', () => {
    const one = fc.record({
      costMinor: fc.bigInt({ min: 100n, max: 10_000_000n }),
      acquired: fc.integer({ min: 0, max: 20 }),
      sold: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
      moved: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
    });
    const day = (offset: number) => `${plusMonths('2025-01', offset)}-15`;
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), (wishes) => {
        const registered = wishes.map(({ costMinor, acquired, sold, moved }) => {
          const acquiredOn = day(acquired);
          const transfer =
            moved === undefined
              ? []
              : ([
                  {
                    id: 't',
                    kind: 'transfer',
                    date: day(acquired + moved),
                    account: '0210',
                    position: 'II.2',
                  },
                ] as const);
          const after = acquired + (moved ?? 0) + (sold ?? 0) + 1;
          const disposal =
            sold === undefined
              ? []
              : ([{ id: 'd', kind: 'disposal', date: day(after), proceedsMinor: 0n }] as const);
          const whole: ValuedAsset = { ...asset, costMinor, acquiredOn, events: [...transfer, ...disposal] };
          const { movements } = valueAsset(whole, calendar, '2026-12');
          const bookings = movements
            .filter(({ kind }) => kind === 'depreciation')
            .map(({ date, accumulatedMinor }) => ({
              month: date.slice(0, 7),
              amountMinor: accumulatedMinor,
            }));
          return { asset: whole, bookings };
        });
        const movements = registered.flatMap((each) => bookedMovements(each, calendar, '2026-12'));
        const rows = [...scheduleRows(movements, '2026-01-01').values()];
        const total = totalRow(rows);
        expect([total.transfersMinor, total.depreciationOnTransfersMinor]).toEqual([0n, 0n]);
        for (const row of [...rows, total]) {
          const cost = row.costOpeningMinor + row.additionsMinor - row.disposalsMinor + row.transfersMinor;
          const depreciation =
            row.depreciationOpeningMinor +
            row.depreciationOfYearMinor -
            row.writeUpsMinor -
            row.depreciationOnDisposalsMinor +
            row.depreciationOnTransfersMinor;
          expect([cost, depreciation]).toEqual([row.costClosingMinor, row.depreciationClosingMinor]);
          expect(row.bookValueClosingMinor).toBe(cost - depreciation);
          expect(row.bookValueClosingMinor >= 0n && row.bookValuePriorMinor >= 0n).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
