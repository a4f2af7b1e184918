import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTHING_OPEN } from '../../../functions/credit/domain/portfolio/portfolio-row.ts';
import {
  allowanceAccounts,
  allowanceLines,
} from '../../../functions/credit/domain/valuation/allowance-entry.ts';
import { containedTax, netMinor, taxShareOf } from '../../../functions/credit/domain/valuation/net-of-tax.ts';
import {
  differenceMinor,
  digestOf,
  receivablesOf,
  reconcileToLedger,
} from '../../../functions/credit/domain/valuation/reconcile-to-ledger.ts';
import {
  type ValuationTerms,
  type ValuedDebtor,
  valueDebtors,
} from '../../../functions/credit/domain/valuation/value-debtors.ts';
import { type PostedEntry, signedAmount } from '../../../functions/ledger/rules.ts';

const TERMS: ValuationTerms = {
  generalShare: '0.01',
  taxGeneralShare: '0',
  matrix: { notDue: '0.003', '1-30': '0.016', '31-60': '0.036', '61-90': '0.066', over90: '0.106' },
  adjustment: '1',
};
const debtor = (customer: string, netMinor: bigint, more: Partial<ValuedDebtor> = {}): ValuedDebtor => ({
  customer,
  ageing: { ...NOTHING_OPEN, notDue: netMinor },
  netMinor,
  coveredMinor: 0n,
  isPublicBody: false,
  ...more,
});

const anyDebtor = fc
  .record({
    net: fc.bigInt({ min: 0n, max: 10n ** 11n }),
    coveredMinor: fc.bigInt({ min: 0n, max: 10n ** 11n }),
    isPublicBody: fc.boolean(),
    specific: fc.option(
      fc.record({ share: fc.constantFrom('0', '0.333', '0.5', '1'), lasting: fc.boolean() }),
      {
        nil: undefined,
      },
    ),
  })
  .map(({ net, ...more }) => debtor('k', net, more));

describe('the value of receivables', () => {
  it('takes each debtor once, and never more than is owed and not covered', () => {
    fc.assert(
      fc.property(fc.array(anyDebtor, { maxLength: 20 }), (debtors) => {
        const {
          hgb,
          tax,
          debtors: values,
          generalBaseMinor,
          netMinor: net,
          ifrs,
        } = valueDebtors(debtors, TERMS);
        const sum = (of: (one: (typeof values)[number]) => bigint) =>
          values.reduce((total, one) => total + of(one), 0n);
        expect(values).toHaveLength(debtors.length);
        expect(sum((one) => one.netMinor)).toBe(net);
        expect(sum((one) => one.hgbMinor)).toBe(hgb.specificMinor);
        expect(sum((one) => (one.treatment === 'general' ? one.uncoveredMinor : 0n))).toBe(generalBaseMinor);
        for (const one of values) {
          expect(one.hgbMinor <= one.uncoveredMinor && one.uncoveredMinor <= one.netMinor).toBe(true);
          expect(one.taxMinor === 0n || one.taxMinor === one.hgbMinor).toBe(true);
          expect(one.treatment === 'specific' || one.hgbMinor === 0n).toBe(true);
        }
        expect(tax.specificMinor <= hgb.specificMinor).toBe(true);
        expect(ifrs.buckets.reduce((total, one) => total + one.provisionMinor, 0n)).toBe(ifrs.matrixMinor);
      }),
      { numRuns: 60 },
    );
  });

  it('is lower by what is doubtful and by a share of the rest, without what is covered or owed by public bodies', () => {
    const value = valueDebtors(
      [
        debtor('doubtful', 1_000_000n, { coveredMinor: 200_000n, specific: { share: '0.5', lasting: true } }),
        debtor('passing', 100_000n, { specific: { share: '0.2', lasting: false } }),
        debtor('usual', 500_050n),
        debtor('insured', 300_000n, { coveredMinor: 250_000n }),
        debtor('secured', 100n, { coveredMinor: 100n }),
        debtor('town', 900_000n, { isPublicBody: true }),
        debtor('nobody', 0n),
      ],
      TERMS,
    );
    expect(value.debtors.map(({ treatment }) => treatment)).toEqual([
      'specific', 'specific', 'general', 'general', 'covered', 'public', 'nothing-owed',
    ]); // biome-ignore format: a list
    expect(value.hgb).toEqual({ specificMinor: 420_000n, generalMinor: 5_501n });
    expect(value.tax).toEqual({ specificMinor: 400_000n, generalMinor: 0n });
    expect(value.generalBaseMinor).toBe(550_050n);
  });

  it('has the published figures of the provision matrix, and scales by what is expected', () => {
    const ageing = {
      notDue: 1_500_000_000n,
      '1-30': 750_000_000n,
      '31-60': 400_000_000n,
      '61-90': 250_000_000n,
      over90: 100_000_000n,
    };
    const one = debtor('k', 1n, { ageing });
    expect(valueDebtors([one], TERMS).ifrs).toMatchObject({
      matrixMinor: 58_000_000n,
      buckets: [4_500_000n, 12_000_000n, 14_400_000n, 16_500_000n, 10_600_000n].map((provisionMinor) => ({
        provisionMinor,
      })),
    });
    expect(valueDebtors([one], { ...TERMS, adjustment: '1.1' }).ifrs.matrixMinor).toBe(63_800_000n);
  });
});

describe('VAT in an item', () => {
  const ACCOUNTS = {
    accountLength: 4,
    isIncome: () => false,
    isOutputTax: (account: string) => account === '1776',
  };
  const share = (kind: PostedEntry['kind'], ...lines: (readonly [string, bigint])[]) =>
    taxShareOf(
      {
        kind,
        lines: lines.map(([account, minor]) =>
          minor < 0n ? { account, creditMinor: -minor } : { account, debitMinor: minor },
        ),
      },
      ACCOUNTS,
    );

  it('is that of its own entry, and is taken off what is left of it', () => {
    const invoice = share('regular', ['10000', 11_900n], ['8400', -10_000n], ['1776', -1_900n]);
    expect(invoice && netMinor(5_950n, invoice)).toBe(5_000n);
    const credit = share('regular', ['10000', -11_900n], ['8400', 10_000n], ['1776', 1_900n]);
    expect(credit && netMinor(-11_900n, credit)).toBe(-10_000n);
    const free = share('regular', ['10000', 10_000n], ['8125', -10_000n]);
    expect(free && netMinor(10_000n, free)).toBe(10_000n);
  });

  it('is not guessed: of balances carried forward and of what does not fit nothing is known', () => {
    expect(share('opening', ['10000', 11_900n], ['9008', -11_900n])).toBeUndefined();
    expect(share('regular', ['10000', 100n], ['1776', -1_900n], ['1200', 1_800n])).toBeUndefined();
    expect(netMinor(11_900n, containedTax('0.19'))).toBe(10_000n);
    expect(netMinor(107n, containedTax('0.07'))).toBe(100n);
  });
});

describe('the entry of an allowance', () => {
  const of = (specificMinor: bigint, generalMinor: bigint) => ({ specificMinor, generalMinor });

  it('books the difference only, balances, and leads from any standing to what is wanted', () => {
    const minor = fc.bigInt({ min: 0n, max: 10n ** 9n });
    fc.assert(
      fc.property(
        minor,
        minor,
        minor,
        minor,
        fc.constantFrom('SKR03' as const, 'SKR04' as const),
        (a, b, c, d, chart) => {
          const lines = allowanceLines(chart, 4, of(a, b), of(c, d));
          expect(lines.reduce((sum, line) => sum + signedAmount(line), 0n)).toBe(0n);
          const accounts = allowanceAccounts(chart, 4);
          const moved = (account: string) =>
            lines
              .filter((line) => line.account === account)
              .reduce((sum, line) => sum - signedAmount(line), 0n);
          expect(a + moved(accounts.specificMinor)).toBe(c);
          expect(b + moved(accounts.generalMinor)).toBe(d);
          expect(allowanceLines(chart, 4, of(c, d), of(c, d))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('adds what is lost and releases what is not any more, on the accounts of either chart', () => {
    expect(allowanceLines('SKR03', 4, of(0n, 50n), of(100n, 20n))).toEqual([
      { account: '2451', debitMinor: 100n },
      { account: '0998', creditMinor: 100n },
      { account: '0996', debitMinor: 30n },
      { account: '2730', creditMinor: 30n },
    ]);
    expect(allowanceLines('SKR04', 6, of(100n, 0n), of(0n, 20n)).map(({ account }) => account)).toEqual([
      '124600', '492300', '692000', '124800',
    ]); // biome-ignore format: a list
  });
});

describe('what is valued beside the ledger', () => {
  const items = (itemsMinor: bigint, advancesMinor = 0n) => ({ itemsMinor, advancesMinor });

  it('takes the accounts of customers and the collective account, as long as the company has them', () => {
    const balances = new Map([
      ['1400', 1n], ['1200', 2n], ['10000', 3n], ['69999', 4n], ['70000', 5n], ['10001', 0n],
    ]); // biome-ignore format: a list
    expect([...receivablesOf(balances, 'SKR03', 4).keys()]).toEqual(['1400', '10000', '69999']);
    expect([...receivablesOf(balances, 'SKR04', 4).keys()]).toEqual(['1200', '10000', '69999']);
    const long = new Map([['140000', 1n], ['10000', 2n], ['1000000', 3n]]); // biome-ignore format: a list
    expect([...receivablesOf(long, 'SKR03', 6).keys()]).toEqual(['140000', '1000000']);
  });

  it('agrees account by account: two differences that cancel out are two', () => {
    const open = new Map([['10000', items(100n)], ['10001', items(50n, 7n)], ['10002', items(-5n)]]); // biome-ignore format: a list
    const ledger = new Map([['10000', 90n], ['10001', 67n], ['10002', -5n]]); // biome-ignore format: a list
    const found = reconcileToLedger(open, ledger);
    expect(found).toMatchObject({ itemsMinor: 145n, advancesMinor: 7n, ledgerMinor: 152n, differing: 2 });
    expect(differenceMinor(found)).toBe(0n);
    expect(found.accounts.map((one) => [one.account, differenceMinor(one)])).toEqual([
      ['10000', 10n],
      ['10001', -10n],
    ]);
  });

  it('sees any account that differs, on either side, and names at most a hundred', () => {
    const sums = fc.dictionary(fc.integer({ min: 10_000, max: 10_020 }).map(String), fc.bigInt(-3n, 3n));
    fc.assert(
      fc.property(sums, sums, (open, ledger) => {
        const found = reconcileToLedger(
          new Map(Object.entries(open).map(([account, minor]) => [account, items(minor)])),
          new Map(Object.entries(ledger)),
        );
        const accounts = new Set([...Object.keys(open), ...Object.keys(ledger)]);
        const differing = [...accounts].filter((one) => (open[one] ?? 0n) !== (ledger[one] ?? 0n));
        expect(found.accounts.map(({ account }) => account)).toEqual(differing.sort());
        expect(found.accounts.reduce((sum, one) => sum + differenceMinor(one), 0n)).toBe(
          differenceMinor(found),
        );
      }),
      { numRuns: 60 },
    );
    const many = new Map(Array.from({ length: 150 }, (_, at) => [String(10_000 + at), 1n]));
    const { differing, accounts } = reconcileToLedger(new Map(), many);
    expect([differing, accounts.length]).toEqual([150, 100]);
  });

  it('knows balances again by their digest, whatever their order, and without those that are zero', () => {
    const balances = new Map([['10000', 1n], ['10001', -2n]]); // biome-ignore format: a list
    const same = new Map([['10001', -2n], ['10002', 0n], ['10000', 1n]]); // biome-ignore format: a list
    expect(digestOf(same)).toBe(digestOf(balances));
    expect(digestOf(new Map([...balances, ['10000', 2n]]))).not.toBe(digestOf(balances));
  });
});
