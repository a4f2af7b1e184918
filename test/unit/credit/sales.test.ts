import { describe, expect, it } from 'vitest';
import {
  packSales,
  salesByMonth,
  salesMinorOf,
  unpackSales,
} from '../../../functions/credit/domain/portfolio/sales.ts';
import type { PostedEntry } from '../../../functions/ledger/rules.ts';

const ACCOUNTS = {
  accountLength: 4,
  isIncome: (account: string) => account.startsWith('8'),
  isOutputTax: (account: string) => account === '1776',
};
const entry = (kind: PostedEntry['kind'], ...lines: (readonly [account: string, minor: bigint])[]) =>
  ({
    kind,
    lines: lines.map(([account, minor]) =>
      minor < 0n ? { account, creditMinor: -minor } : { account, debitMinor: minor },
    ),
  }) as unknown as PostedEntry;
const sold = (...lines: (readonly [string, bigint])[]) => salesMinorOf(entry('regular', ...lines), ACCOUNTS);

describe('sales on account', () => {
  it('are what customers are billed, VAT included; credit notes and cash discounts take away', () => {
    expect(sold(['10000', 11_900n], ['8400', -10_000n], ['1776', -1_900n])).toBe(11_900n);
    expect(sold(['10000', -11_900n], ['8400', 10_000n], ['1776', 1_900n])).toBe(-11_900n);
    expect(sold(['1200', 11_662n], ['8736', 200n], ['1776', 38n], ['10000', -11_900n])).toBe(-238n);
    expect(sold(['10000', 10_000n], ['8125', -10_000n])).toBe(10_000n);
  });

  it('are not money, cash sales, write-offs, purchases or balances carried forward', () => {
    expect(sold(['1200', 11_900n], ['10000', -11_900n])).toBe(0n);
    expect(sold(['1000', 11_900n], ['8400', -10_000n], ['1776', -1_900n])).toBe(0n);
    expect(sold(['2400', 10_000n], ['1776', 1_900n], ['10000', -11_900n])).toBe(0n);
    expect(sold(['3400', 100n], ['70000', -100n])).toBe(0n);
    expect(salesMinorOf(entry('opening', ['10000', 5n], ['8400', -5n]), ACCOUNTS)).toBe(0n);
  });

  it('are kept by day and summed by month, the first up to the day itself', () => {
    const days = new Map([
      ['2026-03-10', 5n],
      ['2026-02-28', -2n],
      ['2026-03-11', 7n],
      ['2026-01-01', 0n],
    ]);
    expect(unpackSales(packSales(days))).toEqual(new Map([...days].filter(([, minor]) => minor !== 0n)));
    expect(unpackSales(packSales(new Map()))).toEqual(new Map());
    expect(salesByMonth(days, '2026-03-10', 2)).toEqual([
      { month: '2026-03', days: 10, minor: 5n },
      { month: '2026-02', days: 28, minor: -2n },
    ]);
  });
});
