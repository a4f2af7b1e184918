import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartAccounts } from '../../../functions/ledger/domain/charts/charts.ts';
import { statementPlaceOf } from '../../../functions/ledger/reader.ts';
import {
  type CostCentreAmount,
  costCentreResults,
  costCentreSums,
} from '../../../functions/reporting/domain/cost-centres.ts';
import {
  type FunctionRule,
  functionRuleProblems,
  splitAmount,
} from '../../../functions/reporting/domain/cost-functions.ts';
import { costOfSales } from '../../../functions/reporting/domain/cost-of-sales.ts';
import { profitAndLoss } from '../../../functions/reporting/domain/statements.ts';

const placeOne = (account: string, debitMinor = 0n) => ({
  ...statementPlaceOf('SKR03', 4, account),
  account,
  debitMinor,
});
const place = (balances: Iterable<readonly [string, bigint]>) =>
  Array.from(balances, ([account, debitMinor]) => placeOne(account, debitMinor));

const RESULT_ACCOUNTS = chartAccounts('SKR03')
  .filter(({ category }) => category === 'income' || category === 'expense')
  .map(({ number }) => number);

const anyAmounts: fc.Arbitrary<CostCentreAmount[]> = fc
  .array(
    fc.tuple(
      fc.constantFrom(...RESULT_ACCOUNTS),
      fc.constantFrom('', '100', '200', 'Lager'),
      fc.bigInt({ min: -100_000n, max: 100_000n }),
    ),
    { maxLength: 40 },
  )
  .map((lines) => {
    const sums = costCentreSums();
    for (const [account, costCentre, debitMinor] of lines) sums.add(account, costCentre, debitMinor);
    return sums.list();
  });

function wholeOf(amounts: readonly CostCentreAmount[]) {
  const sums = new Map<string, bigint>();
  for (const { account, debitMinor } of amounts) sums.set(account, (sums.get(account) ?? 0n) + debitMinor);
  return profitAndLoss(place(sums));
}

const told = (lines: readonly { id: string; amountMinor: bigint }[]) =>
  Object.fromEntries(lines.flatMap(({ id, amountMinor }) => (amountMinor === 0n ? [] : [[id, amountMinor]])));

describe('cost centres', () => {
  it('each have a profit and loss; what names none comes last', () => {
    const sums = costCentreSums();
    sums.add('8400', '200', -1_000n);
    sums.add('4930', '', 30n);
    sums.add('4930', '100', 100n);
    sums.add('4930', '100', 5n);
    const results = costCentreResults(sums.list(), place);
    expect(results.map(({ costCentre, resultMinor }) => [costCentre, resultMinor])).toEqual([
      ['100', -105n],
      ['200', 1_000n],
      ['', -30n],
    ]);
  });

  it('property: together they are the profit and loss of the company, line by line', () => {
    fc.assert(
      fc.property(anyAmounts, (amounts) => {
        const results = costCentreResults(amounts, place);
        const whole = wholeOf(amounts);
        expect(results.reduce((sum, { resultMinor }) => sum + resultMinor, 0n)).toBe(whole.resultMinor);
        for (const { id, amountMinor } of whole.lines.filter((line) => !line.id.startsWith('158.'))) {
          const parts = results.flatMap(({ lines }) => lines.filter((line) => line.id === id));
          expect(parts.reduce((sum, line) => sum + line.amountMinor, 0n)).toBe(amountMinor);
        }
      }),
    );
  });
});

const RULES: readonly FunctionRule[] = [
  { costCentres: ['100'], accounts: ['4100-4199'], shares: { production: 10_000 } },
  { costCentres: ['100'], shares: { administration: 10_000 } },
  { accounts: ['4600-4799'], shares: { distribution: 10_000 } },
  { accounts: ['4210'], shares: { production: 3_333, distribution: 3_333, administration: 3_334 } },
];

describe('cost of sales', () => {
  it('splits expenses by function: the first rule that takes them, else their nature, else line 7 and a finding', () => {
    const amounts: CostCentreAmount[] = [
      { account: '8400', costCentre: '', debitMinor: -100_000n },
      { account: '3400', costCentre: '', debitMinor: 40_000n },
      { account: '8980', costCentre: '', debitMinor: -2_000n },
      { account: '4120', costCentre: '100', debitMinor: 10_000n },
      { account: '4930', costCentre: '100', debitMinor: 500n },
      { account: '4600', costCentre: '', debitMinor: 700n },
      { account: '4210', costCentre: '', debitMinor: 100n },
      { account: '4120', costCentre: '', debitMinor: 3_000n },
      { account: '2100', costCentre: '100', debitMinor: 50n },
      { account: '4510', costCentre: '', debitMinor: 9n },
    ];
    const made = costOfSales(amounts, placeOne, RULES);
    expect(told(made.lines)).toEqual({
      '1': 100_000n,
      '2': -48_033n,
      '3': 51_967n,
      '4': -733n,
      '5': -534n,
      '7': -3_000n,
      '12': -50n,
      '14': 47_650n,
      '15': -9n,
      '16': 47_641n,
    });
    expect(made.unmapped).toEqual([{ account: '4120', costCentre: '', debitMinor: 3_000n }]);
  });

  it('property: the result is that of the total-cost format, whatever the rules', () => {
    const shares = fc.constantFrom(
      { production: 10_000 },
      { production: 3_333, other: 6_667 },
      { distribution: 1, administration: 9_999 },
    );
    const rule = fc.record({
      accounts: fc.constantFrom(['4000-4999'], ['2000-2999', '4930']),
      costCentres: fc.constantFrom(undefined, ['100'], ['200', '']),
      shares,
    });
    fc.assert(
      fc.property(anyAmounts, fc.array(rule, { maxLength: 3 }), (amounts, rules) => {
        expect(costOfSales(amounts, placeOne, rules).resultMinor).toBe(wholeOf(amounts).resultMinor);
      }),
    );
  });

  it('splits lose nothing: the largest share takes what rounding leaves', () => {
    expect(Object.fromEntries(splitAmount(-100n, { production: 3_333, other: 6_667 }))).toEqual({
      production: -33n,
      other: -67n,
    });
    expect(Object.fromEntries(splitAmount(1n, { production: 5_000, other: 5_000 }))).toEqual({
      production: 0n,
      other: 1n,
    });
  });

  it('refuses rules that name nothing, do not add up, or count backwards', () => {
    const problems = functionRuleProblems([
      { shares: { other: 10_000 } },
      { accounts: ['4199-4100'], shares: { other: 9_000 } },
      { costCentres: ['100'], shares: { production: 2_500, other: 7_500 } },
    ]);
    expect(problems.map(({ pointer }) => pointer)).toEqual([
      '/rules/0',
      '/rules/1/shares',
      '/rules/1/accounts/0',
    ]);
  });
});
