import { expect, test } from 'vitest';
import { balanceOf, sumBalances } from '../../../functions/ledger/domain/balances.ts';
import type { AccountPeriod } from '../../../functions/ledger/domain/fold.ts';

const state = (
  account: string,
  period: number,
  debits: Record<string, bigint>,
  credits = {},
): AccountPeriod => ({
  account,
  period,
  through: 9,
  debits,
  credits,
  lines: 0,
  recent: [],
});

const PERIODS = [
  state('8400', 1, {}, { 1: 10n, 31: 5n }),
  state('1200', 0, { 1: 100n }),
  state('1200', 1, { 1: 10n, 31: 5n }),
  state('1200', 2, { 10: 7n }, { 11: 2n }),
  state('1200', 13, {}, { 31: 120n }),
];
const bank = (asOf: string | undefined, includeClosing = false, fiscalYearStart = '01-01') => {
  const scope = { fiscalYear: 2026, fiscalYearStart, asOf, includeClosing };
  const found = sumBalances(PERIODS, scope).find(({ account }) => account === '1200');
  return found && balanceOf(found);
};

test.each([
  ['2026-01-01', 110n],
  ['2026-01-30', 110n],
  ['2026-01-31', 115n],
  ['2026-02-09', 115n],
  ['2026-02-10', 122n],
  ['2026-02-28', 120n],
  ['2026-12-31', 120n],
  [undefined, 120n],
])('as of %s the balance is %s: whole months before, days within', (asOf, balance) => {
  expect(bank(asOf)).toBe(balance);
});

test('closing entries count when they are asked for, and only at the end of the year', () => {
  expect(bank(undefined, true)).toBe(0n);
  expect(bank('2026-12-31', true)).toBe(0n);
  expect(bank('2026-12-30', true)).toBe(120n);
});

test('months follow the fiscal year: period 1 of a year that begins in July is July', () => {
  expect(bank('2026-07-01', false, '07-01')).toBe(110n);
  expect(bank('2026-08-10', false, '07-01')).toBe(122n);
  expect(bank('2027-06-30', true, '07-01')).toBe(0n);
});

test('accounts come in the order of their numbers', () => {
  const scope = { fiscalYear: 2026, fiscalYearStart: '01-01', includeClosing: false };
  expect(sumBalances(PERIODS, scope)).toEqual([
    { account: '1200', debitMinor: 122n, creditMinor: 2n },
    { account: '8400', debitMinor: 0n, creditMinor: 15n },
  ]);
});
