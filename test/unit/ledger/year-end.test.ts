import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { carryForward } from '../../../functions/ledger/domain/carry-forward.ts';
import { isCarriedForward, makeChartView } from '../../../functions/ledger/domain/chart-view.ts';
import type { NewEntry } from '../../../functions/ledger/domain/entry.ts';
import {
  type Balances,
  openResult,
  planClosing,
  planOpening,
  yearEndEntries,
} from '../../../functions/ledger/domain/year-end.ts';
import { carryAccounts, resultAccounts } from '../../../functions/ledger/domain/year-end-accounts.ts';

const BOOKS = { chartName: 'SKR03', accountLength: 4, language: 'de' } as const;
const chart = makeChartView({ version: 0, chart: 'SKR03', accountLength: 4, language: 'de', own: [] });
const results = resultAccounts({ chart, ...BOOKS }, undefined);
const carry = carryAccounts({ chart, ...BOOKS }, undefined);
const FORM = { fiscalYear: 2026, fiscalYearStart: '01-01', language: 'de' } as const;

const ACCOUNTS = ['1200', '0800', '1776', '8400', '3400', '4930', '10001', '10002', '70001', '0860', '0868'];
const someAccount = fc.constantFrom(...ACCOUNTS);
/** A balanced pair of amounts. */
const posting = fc.tuple(someAccount, someAccount, fc.bigInt({ min: 1n, max: 10n ** 12n }));
type Postings = readonly (readonly [string, string, bigint])[];

function book(balances: Balances, postings: Postings): Map<string, bigint> {
  const sums = new Map(balances);
  for (const [debit, credit, amount] of postings) {
    sums.set(debit, (sums.get(debit) ?? 0n) + amount);
    sums.set(credit, (sums.get(credit) ?? 0n) - amount);
  }
  return sums;
}

function bookEntries(balances: Balances, entries: readonly NewEntry[]): Map<string, bigint> {
  const sums = new Map(balances);
  for (const { lines } of entries) {
    expect(lines.length).toBeGreaterThanOrEqual(2);
    expect(lines.length).toBeLessThanOrEqual(500);
    let total = 0n;
    for (const { account, debitMinor = 0n, creditMinor = 0n } of lines) {
      sums.set(account, (sums.get(account) ?? 0n) + debitMinor - creditMinor);
      expect(debitMinor + creditMinor).toBeGreaterThan(0n);
      total += debitMinor - creditMinor;
    }
    expect(total).toBe(0n);
  }
  return sums;
}

function close(before: Balances, now: Balances): NewEntry[] {
  return yearEndEntries(planClosing(before, now, chart, results), { kind: 'closing', ...FORM });
}

function carriedInto(balances: Balances): Balances {
  const booked = [...balances].map(([account, amount]) => ({ account, debitMinor: amount, creditMinor: 0n }));
  return carryForward(booked, new Map(), chart, 'SKR03');
}

function open(balances: Balances, opened: Balances): NewEntry[] {
  const steps = planOpening(carriedInto(balances), opened, chart, carry);
  return yearEndEntries(steps, { kind: 'opening', ...FORM });
}

const nonZero = (balances: Balances) => [...balances].filter(([, amount]) => amount !== 0n).sort();
const withoutPassing = (balances: Balances) =>
  nonZero(balances).filter(([account]) => !carry.passing.has(account));

test('closing empties income and expense, the opening repeats the balance sheet, and both repeat nothing', () => {
  fc.assert(
    fc.property(fc.array(posting, { maxLength: 30 }), fc.array(posting, { maxLength: 10 }), (early, late) => {
      const first = book(new Map(), early);
      const firstClosing = close(first, first);
      // Entries that come after the first closing; the second run closes the rest.
      const before = book(first, late);
      const between = book(bookEntries(first, firstClosing), late);
      const closed = bookEntries(between, close(before, between));
      expect(openResult(closed, chart).size).toBe(0);
      expect(close(before, closed)).toEqual([]);
      for (const [account, amount] of before) {
        const isResult = account === results.profit || account === results.loss;
        if (isCarriedForward(chart.find(account)) && !isResult) expect(closed.get(account)).toBe(amount);
      }

      // The next year may have been opened before the late entries came.
      const tooEarly = bookEntries(new Map(), open(first, new Map()));
      const opened = bookEntries(tooEarly, open(closed, tooEarly));
      expect(withoutPassing(opened)).toEqual(nonZero(closed));
      expect(open(closed, opened)).toEqual([]);
      let passing = 0n;
      for (const account of carry.passing) passing += opened.get(account) ?? 0n;
      expect(passing).toBe(0n);
    }),
  );
});

test('each kind of account is carried against its own, and many accounts make several entries', () => {
  const customers = Array.from({ length: 1_200 }, (_, index): [string, bigint] => [
    String(10_000 + index),
    5n,
  ]);
  const balances = new Map([...customers, ['1200', 100n], ['70000', -100n], ['0800', -6_000n]] as const);
  const entries = open(balances, new Map());
  expect(entries.map(({ lines }) => [lines.length, lines.at(-1)])).toEqual([
    [3, { account: '9000', debitMinor: 5_900n }],
    [500, { account: '9008', creditMinor: 2_495n }],
    [500, { account: '9008', creditMinor: 2_495n }],
    [203, { account: '9008', creditMinor: 1_010n }],
    [2, { account: '9009', debitMinor: 100n }],
  ]);
});

test('a profit and a loss stand on accounts of their own; an own chart names them', () => {
  const profit = new Map([
    ['1200', 100n],
    ['8400', -100n],
  ] as const);
  const loss = new Map([
    ['1200', -40n],
    ['4930', 40n],
  ] as const);
  expect(close(profit, profit)[0]?.lines.at(-1)).toEqual({ account: '0860', creditMinor: 100n });
  expect(close(loss, loss)[0]?.lines.at(-1)).toEqual({ account: '0868', debitMinor: 40n });
  const own = { chart, chartName: 'none' } as const;
  expect(() => resultAccounts(own, undefined)).toThrow(/must name/);
  expect(() => carryAccounts(own, undefined)).toThrow(/must name/);
  expect(() => resultAccounts(own, '8400')).toThrow(/no general ledger account of the balance sheet/);
});
