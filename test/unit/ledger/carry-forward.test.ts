import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { carryForward, NAMELESS_RESULT } from '../../../functions/ledger/domain/carry-forward.ts';
import { makeChartView } from '../../../functions/ledger/domain/chart-view.ts';

const own = [{ number: '4711', name: 'Income', category: 'income' as const }];
const chartOf = (chart: 'SKR03' | 'SKR04' | 'none', accountLength = 4) =>
  makeChartView({ version: 0, chart, accountLength, language: 'de', own: chart === 'none' ? own : [] });
const skr03 = chartOf('SKR03');
const balance = (account: string, amount: bigint) => ({
  account,
  debitMinor: amount > 0n ? amount : 0n,
  creditMinor: amount < 0n ? -amount : 0n,
});

test('the balance sheet goes on, income and expense become profit or loss carried forward', () => {
  const profit = carryForward([balance('1200', 100n), balance('8400', -100n)], new Map(), skr03, 'SKR03');
  expect([...profit]).toEqual([
    ['1200', 100n],
    ['0860', -100n],
  ]);
  const loss = carryForward([balance('4930', 40n), balance('1200', -40n)], profit, skr03, 'SKR03');
  expect([...loss]).toEqual([
    ['1200', 60n],
    ['0860', -100n],
    ['0868', 40n],
  ]);
});

test('the result stands where the chart says, padded to the company’s length, or without a name', () => {
  const amounts = [balance('120000', 5n), balance('840000', -5n)];
  expect(carryForward(amounts, new Map(), chartOf('SKR03', 6), 'SKR03').get('086000')).toBe(-5n);
  const skr04 = [balance('1800', 5n), balance('4400', -5n)];
  expect(carryForward(skr04, new Map(), chartOf('SKR04'), 'SKR04').get('2970')).toBe(-5n);
  const unnamed = [balance('1000', 5n), balance('4711', -5n)];
  expect(carryForward(unnamed, new Map(), chartOf('none'), 'none').get(NAMELESS_RESULT)).toBe(-5n);
});

test('what sums to zero is carried as what sums to zero, without accounts of zero and without income', () => {
  const amounts = fc.array(
    fc.tuple(fc.constantFrom('1200', '1776', '8400', '4930', '10001', '70001'), fc.bigInt(-99n, 99n)),
  );
  fc.assert(
    fc.property(amounts, amounts, (pairs, before) => {
      const booked = [...pairs, ['1200', -pairs.reduce((sum, [, one]) => sum + one, 0n)] as const];
      const earlier = new Map(before.filter(([account]) => !/^[48]\d{3}$/.test(account)));
      const carriedIn = [...earlier.values()].reduce((sum, one) => sum + one, 0n);
      const carried = carryForward(
        booked.map(([account, amount]) => balance(account, amount)),
        earlier,
        skr03,
        'SKR03',
      );
      expect([...carried.values()].reduce((sum, one) => sum + one, 0n)).toBe(carriedIn);
      for (const [account, amount] of carried) {
        expect(amount).not.toBe(0n);
        expect(['8400', '4930']).not.toContain(account);
      }
    }),
  );
});
