import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maturities, termOf } from '../../../functions/reporting/domain/maturities.ts';
import { openForeign, revalue, valueAt } from '../../../functions/reporting/domain/revaluation.ts';

const ASOF = '2026-12-31';

describe('remaining terms (§268 Abs. 4 and 5, §285 Nr. 1a HGB)', () => {
  it.each([
    ['2026-03-01', 'upToOneYear'],
    ['2027-12-31', 'upToOneYear'],
    ['2028-01-01', 'oneToFiveYears'],
    ['2031-12-31', 'oneToFiveYears'],
    ['2032-01-01', 'overFiveYears'],
  ])('due on %s: %s', (due, term) => {
    expect(termOf(due, ASOF)).toBe(term);
  });

  it('come from due dates, from accounts that are named after them, and are else unknown', () => {
    const shown = [
      { id: 'A.B.II.1', account: '10000', amountMinor: 1_000n, isShortTerm: false },
      { id: 'A.B.II.1', account: '0997', amountMinor: -30n, isShortTerm: false },
      { id: 'P.C.2', account: '0650', amountMinor: 500n, isShortTerm: false },
      { id: 'P.C.2', account: '1200', amountMinor: 70n, isShortTerm: true },
      { id: 'P.C.8', account: '1700', amountMinor: 9n, isShortTerm: false },
    ];
    const items = [
      { account: '10000', dueDate: '2027-01-15', amountMinor: 600n },
      { account: '10000', dueDate: '2029-01-15', amountMinor: 390n },
    ];
    expect(maturities(shown, items, 'SKR03', ASOF)).toEqual([
      {
        id: 'A.B.II.1',
        totalMinor: 970n,
        terms: { upToOneYear: 600n, oneToFiveYears: 360n, overFiveYears: 0n, unknown: 10n },
      },
      {
        id: 'P.C.2',
        totalMinor: 570n,
        terms: { upToOneYear: 70n, oneToFiveYears: 0n, overFiveYears: 500n, unknown: 0n },
      },
      {
        id: 'P.C.8',
        totalMinor: 9n,
        terms: { upToOneYear: 0n, oneToFiveYears: 0n, overFiveYears: 0n, unknown: 9n },
      },
    ]);
  });
});

describe('revaluation (§256a HGB)', () => {
  const usd = (foreignMinor: bigint, bookMinor: bigint, dueDate?: string) => ({
    id: '2026-1-1',
    account: foreignMinor > 0n ? '10000' : '70000',
    currency: 'USD',
    foreignMinor,
    bookMinor,
    ...(dueDate ? { dueDate } : {}),
  });
  const of = (position: ReturnType<typeof usd>, rate: string) => {
    const { adjustmentMinor, leftOut } = revalue(position, rate, ASOF, 'EUR');
    return [adjustmentMinor, leftOut];
  };

  it('values at the rate, in units of the foreign currency for one euro', () => {
    expect(valueAt(110_000n, 'USD', '1.10', 'EUR')).toBe(100_000n);
    expect(valueAt(-163_500n, 'JPY', '163.5', 'EUR')).toBe(-100_000n);
    expect(valueAt(1n, 'USD', '3', 'EUR')).toBe(0n);
  });

  it('books gains and losses on what is due within a year', () => {
    expect(of(usd(110_000n, 90_000n, '2027-06-30'), '1.10')).toEqual([10_000n, undefined]);
    expect(of(usd(110_000n, 105_000n, '2027-06-30'), '1.10')).toEqual([-5_000n, undefined]);
    expect(of(usd(-110_000n, -105_000n, '2027-06-30'), '1.10')).toEqual([5_000n, undefined]);
    expect(of(usd(110_000n, 90_000n), '1.10')).toEqual([10_000n, undefined]);
  });

  it('books losses only on what is due later: assets not above their cost, debts not below', () => {
    expect(of(usd(110_000n, 90_000n, '2028-01-01'), '1.10')).toEqual([0n, 'unrealised-gain']);
    expect(of(usd(110_000n, 105_000n, '2028-01-01'), '1.10')).toEqual([-5_000n, undefined]);
    expect(of(usd(-110_000n, -105_000n, '2028-01-01'), '1.10')).toEqual([0n, 'unrealised-gain']);
    expect(of(usd(-110_000n, -90_000n, '2028-01-01'), '1.10')).toEqual([-10_000n, undefined]);
  });

  it('what is open of a foreign amount is what is open of its item', () => {
    expect(openForeign(110_000n, 100_000n, 100_000n)).toBe(110_000n);
    expect(openForeign(110_000n, 100_000n, 25_000n)).toBe(27_500n);
    expect(openForeign(-110_000n, -100_000n, -25_000n)).toBe(-27_500n);
  });

  it('property: book value and adjustment are the value, unless a gain is left out', () => {
    const minor = fc.bigInt({ min: 1n, max: 10n ** 12n });
    const due = fc.constantFrom(undefined, '2027-01-01', '2030-01-01');
    fc.assert(
      fc.property(
        minor,
        minor,
        fc.boolean(),
        due,
        fc.integer({ min: 1, max: 99_999 }),
        (a, b, isDebt, dueDate, rate) => {
          const sign = isDebt ? -1n : 1n;
          const made = revalue(usd(sign * a, sign * b, dueDate), (rate / 10_000).toFixed(4), ASOF, 'EUR');
          if (made.leftOut) expect(made.valueMinor > made.bookMinor && dueDate === '2030-01-01').toBe(true);
          else expect(made.bookMinor + made.adjustmentMinor).toBe(made.valueMinor);
        },
      ),
    );
  });
});
