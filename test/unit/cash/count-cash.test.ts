import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedTotal, decideCount } from '../../../functions/cash/domain/count-cash.ts';
import { sumDays } from '../../../functions/cash/domain/day-sums.ts';

const BOOK = {
  account: '1000',
  startDate: '2026-06-01',
  balanceMinor: 110_00n,
  lastNumber: 3,
  lastDate: '2026-06-10',
  ended: false,
};
const DATE = '2026-06-10';

describe('a total', () => {
  it('is that of the denominations', () => {
    const denominations = [
      { valueMinor: 50_00n, pieces: 2 },
      { valueMinor: 2_00n, pieces: 5 },
      { valueMinor: 1n, pieces: 0 },
    ];
    expect(countedTotal({ date: DATE, denominations }, 'EUR')).toBe(110_00n);
    expect(countedTotal({ date: DATE, denominations, totalMinor: 110_00n }, 'EUR')).toBe(110_00n);
    expect(() => countedTotal({ date: DATE, denominations, totalMinor: 110_01n }, 'EUR')).toThrow(
      'add up to 110.00',
    );
  });

  it.each([
    [{ date: DATE }, 'Say the total'],
    [{ date: DATE, denominations: [{ valueMinor: 25_00n, pieces: 1 }] }, 'no coin or note of 25.00'],
    [
      {
        date: DATE,
        denominations: [
          { valueMinor: 1_00n, pieces: 1 },
          { valueMinor: 1_00n, pieces: 2 },
        ],
      },
      'counted twice',
    ],
  ])('refuses what cannot be one (%#)', (wish, reason) =>
    expect(() => countedTotal(wish, 'EUR')).toThrow(reason),
  );

  it('knows the notes of the euro only', () =>
    expect(countedTotal({ date: DATE, denominations: [{ valueMinor: 25n, pieces: 4 }] }, 'USD')).toBe(100n));
});

describe('a count', () => {
  const decide = (countedMinor: bigint, bookDifference: boolean) =>
    decideCount(BOOK, DATE, countedMinor, { today: DATE, bookDifference });

  it('closes the day where it agrees or its difference is booked, and only then', () => {
    expect(decide(110_00n, false)).toEqual({
      bookMinor: 110_00n,
      differenceMinor: 0n,
      bookedMinor: 0n,
      closes: true,
    });
    expect(decide(109_00n, false)).toMatchObject({ differenceMinor: -1_00n, bookedMinor: 0n, closes: false });
    expect(decide(109_00n, true)).toMatchObject({
      differenceMinor: -1_00n,
      bookedMinor: -1_00n,
      closes: true,
    });
  });

  it('is of no day that is closed, past or still to come', () => {
    const closed = { ...BOOK, closedThrough: DATE };
    const wish = { today: '2026-06-12', bookDifference: false };
    expect(() => decideCount(closed, DATE, 0n, wish)).toThrow('that day is closed');
    expect(() => decideCount(BOOK, '2026-06-09', 0n, wish)).toThrow('number 3, is of 2026-06-10');
    expect(() => decideCount(BOOK, '2026-06-13', 0n, wish)).toThrow('future');
  });

  it('leaves what was counted as the balance once its difference is booked', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 9n }),
        fc.bigInt({ min: 0n, max: 10n ** 9n }),
        (booked, counted) => {
          const wish = { today: DATE, bookDifference: true };
          const { bookedMinor, closes } = decideCount({ ...BOOK, balanceMinor: booked }, DATE, counted, wish);
          expect([booked + bookedMinor, closes]).toEqual([counted, true]);
        },
      ),
    );
  });
});

describe('the days', () => {
  it('begin with what the day before left, and show their last count', () => {
    const movements = [
      { date: '2026-06-01', amountMinor: 50_00n },
      { date: '2026-06-01', amountMinor: -20_00n },
      { date: '2026-06-03', amountMinor: -5_00n },
    ];
    const count = (date: string, countedMinor: bigint) => ({
      date,
      countedMinor,
      bookMinor: 30_00n,
      closes: true,
    });
    const days = sumDays(100_00n, movements, [count('2026-06-02', 1n), count('2026-06-02', 130_00n)]);
    expect(days).toMatchObject([
      {
        date: '2026-06-01',
        openingMinor: 100_00n,
        receiptsMinor: 50_00n,
        expensesMinor: 20_00n,
        closingMinor: 130_00n,
        rows: 2,
      },
      {
        date: '2026-06-02',
        openingMinor: 130_00n,
        closingMinor: 130_00n,
        rows: 0,
        count: { countedMinor: 130_00n },
      },
      { date: '2026-06-03', openingMinor: 130_00n, closingMinor: 125_00n, rows: 1 },
    ]);
  });
});
