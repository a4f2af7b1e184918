import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartAccounts } from '../../../functions/ledger/domain/charts/charts.ts';
import { statementPlaceOf } from '../../../functions/ledger/reader.ts';
import { cashFlow, type MovedBalance } from '../../../functions/reporting/domain/cash-flow.ts';
import { specialAccountReader } from '../../../functions/reporting/domain/cash-flow-lines.ts';

type Chart = 'SKR03' | 'SKR04';

function moved(
  chart: Chart,
  account: string,
  openingMinor: bigint,
  debitsMinor: bigint,
  creditsMinor: bigint,
): MovedBalance {
  return {
    ...statementPlaceOf(chart, 4, account),
    account,
    debitMinor: openingMinor + debitsMinor - creditsMinor,
    openingMinor,
    debitsMinor,
    creditsMinor,
  };
}

/** Balances that entries `[debit, credit, amount]` leave on SKR03. */
function booked(entries: readonly (readonly [debit: string, credit: string, amountMinor: bigint])[]) {
  const sums = new Map<string, [bigint, bigint]>();
  const add = (account: string, side: 0 | 1, amountMinor: bigint) => {
    const sum = sums.get(account) ?? [0n, 0n];
    sum[side] += amountMinor;
    sums.set(account, sum);
  };
  for (const [debit, credit, amountMinor] of entries) {
    add(debit, 0, amountMinor);
    add(credit, 1, amountMinor);
  }
  return [...sums].map(([account, [debits, credits]]) => moved('SKR03', account, 0n, debits, credits));
}

const told = (lines: readonly { id: string; amountMinor: bigint }[]) =>
  Object.fromEntries(lines.flatMap(({ id, amountMinor }) => (amountMinor === 0n ? [] : [[id, amountMinor]])));
const specialOf = specialAccountReader('SKR03');

describe('cash flow (DRS 21, indirect)', () => {
  it('is what was paid: a year counted by hand', () => {
    const flow = cashFlow(
      booked([
        ['1200', '0800', 50_000n], // capital paid in
        ['1200', '0631', 20_000n], // loan taken up
        ['0631', '1200', 5_000n], // part of it paid back
        ['2100', '1200', 700n], // interest paid
        ['0420', '1200', 12_000n], // furniture bought
        ['4830', '0420', 3_000n], // depreciation
        ['2315', '0420', 1_000n], // book value of what was sold
        ['1200', '8829', 1_600n], // and its price
        ['10000', '8400', 30_000n], // sales
        ['1200', '10000', 18_000n], // of which paid
        ['3400', '70000', 9_000n], // purchases, unpaid
        ['4990', '0970', 400n], // a provision
        ['2200', '0963', 800n], // corporation tax, not paid yet
        ['2200', '1200', 250n], // and what was paid in advance
        ['1360', '1200', 100n], // cash in transit stays in the fund
        ['1200', '2600', 60n], // dividend received
      ]),
      specialOf,
    );
    expect(told(flow.lines)).toEqual({
      result: 16_510n,
      depreciation: 3_000n,
      provisions: 400n,
      'working-assets': -12_000n,
      'working-liabilities': 9_000n,
      'disposal-result': -600n,
      interest: 700n,
      'investment-income': -60n,
      'tax-expense': 1_050n,
      'tax-paid': -250n,
      operating: 17_750n,
      'tangible-disposals': 1_600n,
      'tangible-acquisitions': -12_000n,
      'dividends-received': 60n,
      investing: -10_340n,
      'equity-in': 50_000n,
      'loans-in': 20_000n,
      'loans-out': -5_000n,
      'interest-paid': -700n,
      financing: 64_300n,
      'fund-change': 71_710n,
    });
    expect(flow).toMatchObject({ differenceMinor: 0n, unassigned: [], fundClosingMinor: 71_710n });
    expect(flow.fund.map(({ account }) => account).sort()).toEqual(['1200', '1360']);
  });

  it('profits that go out are dividends, withdrawals are not; moving reserves is no payment', () => {
    const flow = cashFlow(
      booked([
        ['0868', '1200', 900n],
        ['0860', '0846', 300n],
        ['1800', '1200', 40n],
      ]),
      specialOf,
    );
    expect(told(flow.lines)).toMatchObject({ 'dividends-paid': -900n, 'equity-out': -40n, financing: -940n });
  });

  it('an effect of exchange rates on the fund leaves the operating part', () => {
    const flow = cashFlow(booked([['1200', '2660', 70n]]), specialOf, 70n);
    expect(told(flow.lines)).toEqual({ result: 70n, 'non-cash': -70n, exchange: 70n });
    expect(flow.differenceMinor).toBe(0n);
  });

  it('says the difference, and which accounts make it', () => {
    const flow = cashFlow(booked([['1200', '1999', 500n]]), specialOf);
    expect(flow).toMatchObject({
      differenceMinor: 500n,
      unassigned: [{ account: '1999', amountMinor: -500n }],
    });
  });

  it.each(['SKR03', 'SKR04'] as const)(
    'property: on %s the lines are the change of the fund, whatever was booked',
    (chart) => {
      const accounts = chartAccounts(chart)
        .filter(({ position }) => position !== undefined)
        .map(({ number }) => number);
      const any = fc.array(
        fc.tuple(
          fc.constantFrom(...accounts, '10000', '70000'),
          fc.bigInt({ min: -999n, max: 99_999n }),
          fc.bigInt({ min: 0n, max: 99_999n }),
        ),
        { maxLength: 30 },
      );
      fc.assert(
        fc.property(any, fc.bigInt({ min: -50n, max: 50n }), (random, exchangeMinor) => {
          const cash = chart === 'SKR03' ? '1000' : '1600';
          const sums = new Map<string, MovedBalance>();
          let rest = 0n;
          for (const [account, debits, credits] of random) {
            const before = sums.get(account);
            sums.set(
              account,
              moved(
                chart,
                account,
                7n,
                (before?.debitsMinor ?? 0n) + debits,
                (before?.creditsMinor ?? 0n) + credits,
              ),
            );
            rest += credits - debits;
          }
          const before = sums.get(cash);
          sums.set(
            cash,
            moved(chart, cash, 7n, (before?.debitsMinor ?? 0n) + rest, before?.creditsMinor ?? 0n),
          );
          const flow = cashFlow([...sums.values()], specialAccountReader(chart), exchangeMinor);
          expect(flow).toMatchObject({ differenceMinor: 0n, unassigned: [] });
        }),
      );
    },
  );
});
