import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartAccounts } from '../../../functions/ledger/domain/charts/charts.ts';
import { statementPlaceOf } from '../../../functions/ledger/reader.ts';
import { bwaFigures, bwaLineReader, percentTimes100Of } from '../../../functions/reporting/domain/bwa.ts';
import { BWA_LINES, bwaRanges } from '../../../functions/reporting/domain/bwa-lines.ts';
import { type PlacedBalance, profitAndLoss } from '../../../functions/reporting/domain/statements.ts';

const CHARTS = ['SKR03', 'SKR04'] as const;
const ON = '2026-03-31';

/** Income and expense accounts of a chart without the appropriation of profit, which is no part of a result. */
function resultAccounts(chart: 'SKR03' | 'SKR04') {
  return chartAccounts(chart).filter(
    ({ category, position }) =>
      (category === 'income' || category === 'expense') && !position?.startsWith('158.'),
  );
}

function placed(chart: 'SKR03' | 'SKR04', amounts: Readonly<Record<string, bigint>>): PlacedBalance[] {
  return Object.entries(amounts).map(([account, debitMinor]) => ({
    ...statementPlaceOf(chart, 4, account),
    account,
    debitMinor,
  }));
}

describe.each(CHARTS)('BWA form 01 on %s', (chart) => {
  it('has ranges that do not overlap, each of a line that adds no others', () => {
    const ranges = bwaRanges(chart, ON);
    expect(ranges.length).toBeGreaterThan(25);
    const overlaps = ranges.filter(([, [from]], at) => at > 0 && from <= (ranges[at - 1]?.[1][1] ?? ''));
    expect(overlaps).toEqual([]);
    expect(ranges.filter(([, [from, to]]) => from > to)).toEqual([]);
    const plain = new Set(BWA_LINES.flatMap(({ id, sums }) => (sums ? [] : [id])));
    expect(new Set(ranges.map(([line]) => line))).toEqual(plain);
  });

  it('takes every income and expense account of the chart on exactly one line, and no other account', () => {
    const lineOf = bwaLineReader(chart, ON);
    const accounts = resultAccounts(chart);
    expect(accounts.length).toBeGreaterThan(250);
    expect(accounts.filter(({ number }) => lineOf(number) === undefined).map(({ number }) => number)).toEqual(
      [],
    );
    const others = chartAccounts(chart).filter(
      ({ category }) => category !== 'income' && category !== 'expense',
    );
    const taken = others.filter(({ number, position }) => position && lineOf(number) !== undefined);
    // Stocks stand among the purchases of SKR03 (3970, 3980); their balances are none of the result.
    expect(taken.map(({ number }) => number)).toEqual(chart === 'SKR03' ? ['3970', '3980'] : []);
  });

  it('property: the result of form 01 and what it cannot place are the result of profit and loss', () => {
    const numbers = resultAccounts(chart).map(({ number }) => number);
    const amounts = fc.dictionary(
      fc.constantFrom(...numbers),
      fc.bigInt({ min: -1_000_000n, max: 1_000_000n }),
    );
    fc.assert(
      fc.property(amounts, (random) => {
        const balances = placed(chart, random);
        const { amounts: told, unassigned } = bwaFigures(balances, bwaLineReader(chart, ON));
        expect(unassigned).toEqual([]);
        expect(told.get('1380')).toBe(profitAndLoss(balances).resultMinor);
      }),
    );
  });
});

describe('lines and sums', () => {
  it('are those that an accountant adds up by hand', () => {
    const { amounts } = bwaFigures(
      placed('SKR03', {
        '8400': -100_000n,
        '8736': 1_000n,
        '8980': -5_000n,
        '3400': 40_000n,
        '3736': -500n,
        '4120': 20_000n,
        '4210': 3_000n,
        '4510': 100n,
        '4530': 900n,
        '4930': 250n,
        '2100': 700n,
        '2650': -50n,
        '2150': 60n,
        '2660': -80n,
        '2735': -400n,
        '4320': 1_500n,
      }),
      bwaLineReader('SKR03', ON),
    );
    const told = Object.fromEntries(amounts);
    expect(told).toMatchObject({
      '1020': 99_000n,
      '1051': 104_000n,
      '1060': -39_500n,
      '1080': 64_500n,
      '1092': 64_500n,
      '1140': -100n,
      '1180': -900n,
      '1280': -24_250n,
      '1300': 40_250n,
      '1320': -760n,
      '1330': 530n,
      neutral: -230n,
      '1345': 40_020n,
      '1355': -1_500n,
      '1380': 38_520n,
    });
  });

  it('an account of one’s own stands where its number says, whatever its length; a number of no line is told', () => {
    const lineOf = bwaLineReader('SKR04', ON);
    expect([lineOf('6312'), lineOf('631500'), lineOf('6990')]).toEqual(['1120', '1120', undefined]);
    const own: PlacedBalance = {
      account: '6990',
      debitMinor: 5n,
      category: 'expense',
      kind: 'general',
      isVat: false,
      bringsForward: false,
    };
    const { unassigned, amounts } = bwaFigures([own], lineOf);
    expect(unassigned).toEqual([{ account: '6990', amountMinor: 5n }]);
    expect(amounts.get('1380')).toBe(0n);
  });

  it('percentages are rounded half away from zero, and none of nothing', () => {
    expect(percentTimes100Of(-39_500n, 104_000n)).toBe(-3798n);
    expect(percentTimes100Of(-24_250n, -24_250n)).toBe(-10_000n);
    expect(percentTimes100Of(5n, 0n)).toBeUndefined();
  });
});
