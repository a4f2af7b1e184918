import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyAccountPeriod } from '../../../functions/ledger/domain/fold.ts';
import {
  balancesAt,
  closingBalances,
  movementsOf,
  openingOf,
  type YearSums,
} from '../../../functions/ledger/domain/year-balances.ts';

const period = (account: string, number: number, debits: Record<string, bigint>, credits = {}) => ({
  ...emptyAccountPeriod(account, number),
  debits,
  credits,
});

function yearOf(periods: YearSums['periods'], carried: ReadonlyMap<string, bigint> = new Map()): YearSums {
  return { fiscalYear: 2026, fiscalYearStart: '01-01', periods, carried };
}

describe('a year’s sums', () => {
  const year = yearOf([
    period('1200', 0, { 1: 500n }),
    period('1200', 1, { 10: 100n, 31: 7n }),
    period('1200', 3, { 1: 30n }, { 15: 4n }),
    period('1200', 13, {}, { 31: 900n }),
  ]);

  it('begin with the opening entries, or with what is carried in', () => {
    expect(openingOf(year).get('1200')).toBe(500n);
    expect(openingOf(yearOf([], new Map([['1000', 3n]]))).get('1000')).toBe(3n);
  });

  it('tell what was booked between two days, without opening and closing entries', () => {
    const between = (from: string, to: string) => movementsOf(year, from, to);
    expect(between('2026-01-01', '2026-12-31')).toEqual([
      { account: '1200', debitMinor: 137n, creditMinor: 4n },
    ]);
    expect(between('2026-01-11', '2026-03-01')).toEqual([
      { account: '1200', debitMinor: 37n, creditMinor: 0n },
    ]);
    expect(between('2026-03-15', '2026-03-15')).toEqual([
      { account: '1200', debitMinor: 0n, creditMinor: 4n },
    ]);
    expect(between('2026-04-01', '2026-12-31')).toEqual([]);
  });

  it('end with everything, closing entries too', () => {
    expect(balancesAt(year, '2026-12-31').get('1200')).toBe(633n);
    expect(closingBalances(year)).toEqual([{ account: '1200', debitMinor: 637n, creditMinor: 904n }]);
  });

  it('property: opening and the movements of any two parts of the year are its balance', () => {
    const days = fc.dictionary(
      fc.integer({ min: 1, max: 28 }).map(String),
      fc.bigInt({ min: -99n, max: 999n }),
    );
    const periods = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), days, days), { maxLength: 12 });
    const day = fc.tuple(fc.integer({ min: 1, max: 11 }), fc.integer({ min: 1, max: 28 }));
    fc.assert(
      fc.property(periods, day, (made, [month, at]) => {
        const random = yearOf(
          made.map(([number, debits, credits]) => period('1200', number, debits, credits)),
        );
        const pad = (n: number) => String(n).padStart(2, '0');
        const cut = `2026-${pad(month)}-${pad(at)}`;
        const next = `2026-${pad(at === 28 ? month + 1 : month)}-${pad(at === 28 ? 1 : at + 1)}`;
        const moved = (from: string, to: string) =>
          movementsOf(random, from, to).reduce((sum, row) => sum + row.debitMinor - row.creditMinor, 0n);
        const opening = openingOf(random).get('1200') ?? 0n;
        const parts = moved('2026-01-01', cut) + moved(next, '2026-12-31');
        expect(opening + parts).toBe(balancesAt(random, '2026-12-31').get('1200') ?? 0n);
      }),
    );
  });
});
