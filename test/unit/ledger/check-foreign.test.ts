import { describe, expect, test } from 'vitest';
import { findForeignProblem } from '../../../functions/ledger/domain/check-foreign.ts';
import type { EntryLine } from '../../../functions/ledger/domain/entry.ts';

/** A debit (negative in a Generalumkehr) of so many cents, and what it was abroad in that currency's minor units. */
function problemOf(debitMinor: bigint, amountMinor: bigint, currency: string, rate: string) {
  const line: EntryLine = { account: '1200', debitMinor, foreign: { currency, amountMinor, rate } };
  return findForeignProblem(line, 'EUR');
}

describe('a foreign amount is what the line was, by its rate', () => {
  test.each([
    ['exact', 100000n, 108230n, 'USD', '1.0823'],
    ['rounded to the cent', 748n, 1200n, 'JPY', '160.5'],
    ['rounded away to nothing but one cent', 1n, 1n, 'USD', '1.0823'],
    ['at a rate of few digits: 0.9 stands for 0.85 to 0.95', 100000n, 86000n, 'GBP', '0.9'],
    ['with three decimals', 100000n, 333000n, 'KWD', '0.333'],
    ['without decimals, large', 100000n, 27_350_000n, 'VND', '27350'],
    ['in a Generalumkehr', -100000n, -108230n, 'USD', '1.0823'],
    ['a little off, as other programs round', 100000n, 110000n, 'USD', '1.0823'],
  ])('%s', (_case, debit, foreign, currency, rate) => {
    expect(problemOf(debit, foreign, currency, rate)).toBeUndefined();
  });

  test.each([
    [
      'the rate turned around',
      100000n,
      85000n,
      'GBP',
      '1.1765',
      /at the rate 1\.1765; the rate is units of GBP/,
    ],
    ['a decimal slipped', 100000n, 1082300n, 'USD', '1.0823', /is no USD/],
    ['amounts exchanged', 108230n, 100000n, 'USD', '1.0823', /is no USD/],
    ['yen with decimals', 748n, 120000n, 'JPY', '160.5', /is no JPY/],
    ['six percent off', 100000n, 114800n, 'USD', '1.0823', /is no USD/],
    ['another sign', 100000n, -108230n, 'USD', '1.0823', /another sign/],
    ['another sign, turned around', -100000n, 108230n, 'USD', '1.0823', /another sign/],
    ['nothing', 100000n, 0n, 'USD', '1.0823', /zero/],
    ['the currency of the books', 100000n, 100000n, 'EUR', '1', /currency of the books/],
  ])('not: %s', (_case, debit, foreign, currency, rate, problem) => {
    expect(problemOf(debit, foreign, currency, rate)).toMatch(problem);
  });

  test('a line without one has no problem', () => {
    expect(findForeignProblem({ account: '1200', creditMinor: 1n }, 'EUR')).toBeUndefined();
  });
});
