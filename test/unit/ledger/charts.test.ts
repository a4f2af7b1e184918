import { describe, expect, test } from 'vitest';
import {
  automaticAccountCovering,
  type ChartAccount,
  type ChartName,
  COLLECTIVE_ACCOUNTS,
  chartAccount,
  chartAccounts,
} from '../../../functions/ledger/domain/charts/charts.ts';
import { taxAccountsOf } from '../../../functions/ledger/domain/tax/tax-accounts.ts';
import type { TaxKind } from '../../../functions/ledger/domain/tax/tax-rule.ts';

const CHARTS: readonly ChartName[] = ['SKR03', 'SKR04'];
const SOURCES = 'tkgodnlbhr';

const ASSETS = /^A\.(A\.(I\.[1-4]|II\.[1-4]|III\.[1-6])|B\.(I\.[1-4]|II\.[1-4]|III\.[12]|IV)|[CDE])$/;
const LIABILITIES = /^P\.(B\.[1-3]|C\.[1-8]|[DE])$/;
const EQUITY = /^P\.A\.(I|II|III\.[1-4]|IV|V)$/;
const INCOME = /^([1-4]|9|1[01]|14|16|158\.(1|2|3[a-d]))$/;
const EXPENSE = /^(5[ab]|6[ab]|7[ab]|8|1[2-4]|16|158\.(1|4[a-d]))$/;

const POSITIONS: Readonly<Record<ChartAccount['category'], RegExp>> = {
  asset: ASSETS,
  liability: LIABILITIES,
  equity: EQUITY,
  income: INCOME,
  expense: EXPENSE,
};

const DATE = /^20\d\d-\d\d-\d\d$/;

describe.each(CHARTS)('every row of %s', (chart) => {
  const accounts = chartAccounts(chart);

  test('has a number of four digits, once, in order', () => {
    const numbers = accounts.map((account) => account.number);
    expect(numbers.filter((number) => !/^\d{4}$/.test(number))).toEqual([]);
    expect(numbers).toEqual([...new Set(numbers)].sort());
    expect(numbers.length).toBeGreaterThan(540);
  });

  test('has names in both languages, and no two accounts the same', () => {
    for (const name of ['nameDe', 'nameEn'] as const) {
      const names = accounts.map((account) => account[name]);
      expect(names.filter((text) => text.trim() !== text || text === '')).toEqual([]);
      expect(names.filter((text, index) => names.indexOf(text) !== index)).toEqual([]);
    }
  });

  test('stands in a place of the statements that fits its category', () => {
    const misplaced = accounts.filter(
      ({ category, position, number }) =>
        !(position === undefined ? number.startsWith('9') : POSITIONS[category].test(position)),
    );
    expect(misplaced).toEqual([]);
  });

  test('names its sources', () => {
    const unsourced = accounts.filter(
      ({ confirmedBy }) => confirmedBy.length === 0 || confirmedBy.some((code) => !SOURCES.includes(code)),
    );
    expect(unsourced).toEqual([]);
  });

  test('is on the balance sheet when it collects tax, and never computes tax as well', () => {
    for (const account of accounts.filter(({ taxFunction }) => taxFunction)) {
      expect(['asset', 'liability']).toContain(account.category);
      expect(account.automatic).toBeUndefined();
    }
  });

  test('knows its tax by names and numbers that exist', () => {
    const rates = ['standard', 'reduced', 0, 500, 1600];
    for (const { automatic, automaticThrough, taxFunction, vatReturnKz, validFrom, validTo } of accounts) {
      if (automaticThrough !== undefined)
        expect([automatic !== undefined, /^\d\d$/.test(automaticThrough)]).toEqual([true, true]);
      if (validTo !== undefined) expect(validTo).toMatch(DATE);
      if (automatic) expect(rates).toContain(automatic.rate);
      if (taxFunction?.rate !== undefined) expect([500, 700, 1600, 1900]).toContain(taxFunction.rate);
      if (vatReturnKz !== undefined) expect(vatReturnKz).toMatch(/^\d\d$/);
      if (validFrom !== undefined) expect(validFrom).toMatch(DATE);
    }
  });

  test.each<[TaxKind, number]>(
    (
      [
        'output',
        'output-eu',
        'input',
        'acquisition',
        'vehicle-acquisition',
        'reverse-charge',
        'reverse-charge-undeducted',
      ] as const
    ).flatMap((kind) => [1900, 700, 1600, 500].map((rate): [TaxKind, number] => [kind, rate])),
  )('finds the accounts for %s tax at %i in the chart, each collecting that', (kind, rate) => {
    const { input, output } = taxAccountsOf(chart, kind, rate) ?? {};
    expect(input ?? output).toBeDefined();
    for (const number of [input, output].filter((account) => account !== undefined)) {
      const collected = chartAccount(chart, number)?.taxFunction;
      expect(collected?.collects).toContain(number === input ? 'input' : 'output');
      expect([rate, undefined]).toContain(collected?.rate);
    }
  });

  test('includes the collective accounts of customers and vendors', () => {
    const { customers, vendors } = COLLECTIVE_ACCOUNTS[chart];
    expect(chartAccount(chart, customers)?.position).toBe('A.B.II.1');
    expect(chartAccount(chart, vendors)?.position).toBe('P.C.4');
  });
});

test('rows are dated: an account of 2023 is not there in 2022', () => {
  expect(chartAccount('SKR03', '8290', '2022-12-31')).toBeUndefined();
  expect(chartAccount('SKR03', '8290', '2023-01-01')?.vatReturnKz).toBe('87');
  expect(chartAccount('SKR03', '8290')).toBeDefined();
});

test('an account that the edition of 2026 no longer has ends with 2025, in the chart concerned', () => {
  expect(chartAccount('SKR03', '8600', '2025-12-31')).toBeDefined();
  expect(chartAccount('SKR03', '8600', '2026-01-01')).toBeUndefined();
  expect(chartAccount('SKR03', '2010', '2026-01-01')).toBeUndefined();
  expect(chartAccount('SKR03', '2150', '2026-01-01')).toBeDefined();
});

test('the range of an Automatikkonto covers accounts of the company, but no account of the chart', () => {
  expect(automaticAccountCovering('SKR03', '8401')?.number).toBe('8400');
  expect(automaticAccountCovering('SKR03', '8409')?.number).toBe('8400');
  expect(automaticAccountCovering('SKR03', '8420')).toBeUndefined();
  expect(automaticAccountCovering('SKR03', '8400')).toBeUndefined();
  expect(automaticAccountCovering('SKR04', '4626')?.number).toBe('4620');
});

test('leading zeros belong to the number', () => {
  expect(chartAccount('SKR03', '0027')?.nameEn).toBe('Software');
  expect(chartAccount('SKR03', '27')).toBeUndefined();
});

test('a stock corporation finds what it needs in both charts', () => {
  const needs =
    'Gezeichnetes Kapital|Kapitalrücklage|Gesetzliche Rücklage|Andere Gewinnrücklagen|Gewinnvortrag';
  for (const need of needs.split('|')) {
    for (const chart of CHARTS) {
      expect(chartAccounts(chart).filter(({ nameDe }) => nameDe.startsWith(need)).length).toBeGreaterThan(0);
    }
  }
});
