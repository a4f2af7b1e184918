import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartAccounts } from '../../../functions/ledger/domain/charts/charts.ts';
import { statementPlaceOf } from '../../../functions/ledger/reader.ts';
import { sizeOn } from '../../../functions/reporting/domain/size-class.ts';
import { BALANCE_LINES, INCOME_LINES } from '../../../functions/reporting/domain/statement-lines.ts';
import {
  balanceSheet,
  isShown,
  type PlacedBalance,
  profitAndLoss,
} from '../../../functions/reporting/domain/statements.ts';

/** Balances of SKR03 accounts, debit positive, in cents. */
function placed(amounts: Readonly<Record<string, bigint>>): PlacedBalance[] {
  return Object.entries(amounts).map(([account, debitMinor]) => ({
    ...statementPlaceOf('SKR03', 4, account),
    account,
    debitMinor,
  }));
}

const told = (lines: readonly { id: string; amountMinor: bigint }[]) =>
  Object.fromEntries(lines.flatMap(({ id, amountMinor }) => (amountMinor === 0n ? [] : [[id, amountMinor]])));

describe('lines of the law', () => {
  it('every place that a chart names has a line', () => {
    const ids = new Set([...BALANCE_LINES, ...INCOME_LINES].map(({ id }) => id));
    const places = (['SKR03', 'SKR04'] as const)
      .flatMap(chartAccounts)
      .flatMap(({ position }) => position ?? []);
    expect(places.length).toBeGreaterThan(500);
    expect(places.filter((position) => !ids.has(position))).toEqual([]);
  });

  it('smaller companies show less of them, and lose nothing', () => {
    expect(['A.A', 'A.A.I', 'A.A.I.1'].map((id) => isShown(id, 'micro'))).toEqual([true, false, false]);
    expect(['A.A', 'A.A.I', 'A.A.I.1'].map((id) => isShown(id, 'small'))).toEqual([true, true, false]);
    expect(BALANCE_LINES.every(({ id }) => isShown(id, 'large'))).toBe(true);
  });
});

describe('balance sheet', () => {
  it('puts accounts that changed sign on the other side, nets VAT, and shows the result in equity', () => {
    const sheet = balanceSheet(
      placed({
        '1200': -5_000n,
        '10000': -300n,
        '10001': 1_000n,
        '70000': 200n,
        '70001': -700n,
        '1576': 190n,
        '1776': -380n,
        '0800': -100n,
        '8400': -2_000n,
        '4930': 7_090n,
      }),
    );
    expect(told(sheet.lines)).toEqual({
      'A.B': 1_200n,
      'A.B.II': 1_200n,
      'A.B.II.1': 1_000n,
      'A.B.II.4': 200n,
      'A.deficit': 4_990n,
      'P.A.I': 100n,
      'P.A.V': -5_090n,
      'P.A.deficit': 4_990n,
      'P.C': 6_190n,
      'P.C.2': 5_000n,
      'P.C.4': 700n,
      'P.C.8': 490n,
    });
    expect(sheet.assetsMinor).toBe(sheet.liabilitiesMinor);
  });

  it('leaves out what brings balances forward, when it is zero together', () => {
    expect(balanceSheet(placed({ '9000': 500n, '9008': -700n, '9009': 200n })).unassigned).toEqual([]);
    expect(balanceSheet(placed({ '9000': 500n, '9008': -700n })).unassigned).toHaveLength(2);
  });

  it('keeps allowances among the receivables, and accounts of one’s own in sight', () => {
    const sheet = balanceSheet(placed({ '1400': 1_000n, '0998': -100n, '1999': -900n }));
    expect(told(sheet.lines)['A.B.II.1']).toBe(900n);
    expect(sheet.unassigned).toEqual([{ account: '1999', amountMinor: -900n }]);
    expect(sheet.assetsMinor - sheet.liabilitiesMinor).toBe(900n);
  });

  it('property: whatever the balances of balanced books are, assets are equity and liabilities', () => {
    const numbers = chartAccounts('SKR03')
      .filter(({ position }) => position !== undefined)
      .map(({ number }) => number);
    const account = fc.oneof(
      fc.constantFrom(...numbers),
      fc.constantFrom('10000', '10001', '70000', '70001'),
    );
    const amounts = fc.dictionary(account, fc.bigInt({ min: -1_000_000n, max: 1_000_000n }), { minKeys: 1 });
    fc.assert(
      fc.property(amounts, (random) => {
        const total = Object.values(random).reduce((sum, amount) => sum + amount, 0n);
        const { '0800': before = 0n, ...others } = random;
        const rest = total - before;
        const sheet = balanceSheet(placed({ ...others, '0800': -rest }));
        expect(sheet.assetsMinor).toBe(sheet.liabilitiesMinor);
        const { resultMinor } = profitAndLoss(placed(others));
        const appropriated = told(profitAndLoss(placed(others)).lines)['158.5'];
        expect(told(sheet.lines)['P.A.V'] ?? 0n).toBe(appropriated ?? resultMinor);
      }),
    );
  });
});

describe('profit and loss', () => {
  it('adds up to the result before and after other taxes, accounts without a place included', () => {
    const own: PlacedBalance = {
      account: '4999',
      debitMinor: 5n,
      category: 'expense',
      kind: 'general',
      isVat: false,
      bringsForward: false,
    };
    const { lines, resultMinor, unassigned } = profitAndLoss([
      ...placed({
        '8400': -1_000n,
        '8736': 20n,
        '3400': 300n,
        '4930': 100n,
        '2100': 10n,
        '4320': 50n,
        '4510': 7n,
      }),
      own,
    ]);
    expect(told(lines)).toEqual({
      '1': 980n,
      '5a': -300n,
      '8': -100n,
      '13': -10n,
      '14': -50n,
      '15': 515n,
      '16': -7n,
      '17': 508n,
    });
    expect(resultMinor).toBe(508n);
    expect(unassigned).toEqual([{ account: '4999', amountMinor: 5n }]);
  });
});

describe('size classes', () => {
  const euros = (millions: number) => BigInt(Math.round(millions * 100_000_000));
  const on = (fiscalYearStart: string, total: number, revenue: number, employees: number) =>
    sizeOn({
      fiscalYearStart,
      balanceSheetTotalMinor: euros(total),
      revenueMinor: euros(revenue),
      employees,
    });

  it.each([
    ['2024-01-01', 0.45, 0.9, 500, 'micro'],
    ['2024-01-01', 0.46, 0.91, 1, 'small'],
    ['2024-01-01', 7.5, 15, 500, 'small'],
    ['2024-01-01', 7.6, 10, 51, 'medium'],
    ['2023-12-31', 7.4, 14.9, 1, 'medium'],
    ['2024-01-01', 25, 50, 250, 'medium'],
    ['2024-01-01', 26, 51, 1, 'large'],
    ['2015-01-01', 1, 1, 1, undefined],
  ] as const)('%s: %d, %d Mio, %d is %s', (start, total, revenue, employees, size) => {
    expect(on(start, total, revenue, employees)).toBe(size);
  });
});
