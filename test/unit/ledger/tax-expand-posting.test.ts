import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCompanyNumber } from '../../../functions/ledger/domain/account-number.ts';
import { chartAccounts } from '../../../functions/ledger/domain/charts/charts.ts';
import { expandPosting, type Posting } from '../../../functions/ledger/domain/tax/expand-posting.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';

const base: Posting = {
  chart: 'SKR03',
  accountLength: 4,
  amountMinor: 11900n,
  side: 'S',
  account: '10000',
  contraAccount: '8400',
  date: '2026-03-10',
};

/** Lines as people read them: `10000 S 11900`. */
function lines(posting: Partial<Posting>): string[] {
  return expandPosting({ ...base, ...posting }).lines.map(({ account, debitMinor, creditMinor, taxCode }) =>
    [account, debitMinor === undefined ? `H ${creditMinor}` : `S ${debitMinor}`, taxCode ?? '']
      .join(' ')
      .trim(),
  );
}

describe('Automatikkonten', () => {
  test('an account that carries its tax splits by itself, on either side', () => {
    expect(lines({})).toEqual(['10000 S 11900', '8400 H 10000 output-19', '1776 H 1900 output-19']);
    expect(lines({ account: '8400', contraAccount: '10000', side: 'H' })).toEqual([
      '8400 H 10000 output-19',
      '1776 H 1900 output-19',
      '10000 S 11900',
    ]);
    expect(lines({ account: '3400', contraAccount: '70000' })).toEqual([
      '3400 S 10000 input-19',
      '1576 S 1900 input-19',
      '70000 H 11900',
    ]);
  });

  test('the rate follows the service date, not the date of the posting', () => {
    const posting = { amountMinor: 11600n, date: '2021-01-15', serviceDate: '2020-12-31' };
    expect(lines(posting)).toEqual(['10000 S 11600', '8400 H 10000 output-16', '1775 H 1600 output-16']);
    expect(lines({ date: '2020-12-31', serviceDate: '2021-01-01' })).toContain('1776 H 1900 output-19');
  });

  test('two of them in one posting each compute their own tax', () => {
    expect(lines({ account: '8400', contraAccount: '8300', amountMinor: 10700n })).toEqual([
      '8400 S 8992 output-19',
      '1776 S 1708 output-19',
      '8300 H 10000 output-7',
      '1771 H 700 output-7',
    ]);
  });

  test('a key on one is refused, but 40 switches its computation off', () => {
    expect(() => lines({ taxKey: '3' })).toThrow(
      expect.objectContaining({ code: 'ledger.tax-key-on-automatic-account' }),
    );
    expect(lines({ taxKey: '40' })).toEqual(['10000 S 11900', '8400 H 11900 no-automation']);
    expect(lines({ taxKey: '80' })).toEqual(['10000 H -11900', '8400 S -11900 no-automation']);
    expect(lines({ taxKey: '40', contraAccount: '8200' })).toEqual(['10000 S 11900', '8200 H 11900']);
  });

  test('with longer numbers the tax account is as long', () => {
    expect(lines({ accountLength: 6, account: '1000000', contraAccount: '840000' })).toEqual([
      '1000000 S 11900',
      '840000 H 10000 output-19',
      '177600 H 1900 output-19',
    ]);
    expect(lines({ accountLength: 6, account: '1000000', contraAccount: '840001' })).toHaveLength(2);
  });

  test('an account of the company in the range of one does the same', () => {
    expect(lines({ contraAccount: '8405' })).toEqual([
      '10000 S 11900',
      '8405 H 10000 output-19',
      '1776 H 1900 output-19',
    ]);
    expect(lines({ contraAccount: '8420' })).toEqual(['10000 S 11900', '8420 H 11900']);
  });

  test('in SKR04 the same with its own accounts', () => {
    expect(lines({ chart: 'SKR04', contraAccount: '4400' })).toContain('3806 H 1900 output-19');
    expect(lines({ chart: 'SKR04', contraAccount: '4300', amountMinor: 10700n })).toContain(
      '3801 H 700 output-7',
    );
  });

  test('exempt supplies keep their amount and name their place in the VAT return', () => {
    expect(lines({ contraAccount: '8125' })).toEqual(['10000 S 11900', '8125 H 11900 exempt-41']);
  });
});

describe('tax keys', () => {
  test('refer to the account that carries tax, wherever it stands', () => {
    expect(
      lines({ account: '1200', contraAccount: '4940', side: 'H', amountMinor: 2400n, taxKey: '8' }),
    ).toEqual(['1200 H 2400', '4940 S 2243 input-7', '1571 S 157 input-7']);
    expect(lines({ account: '4940', contraAccount: '70000', amountMinor: 2400n, taxKey: '8' })).toEqual([
      '4940 S 2243 input-7',
      '1571 S 157 input-7',
      '70000 H 2400',
    ]);
  });

  test('reach the rates of the time before through 5 and 7', () => {
    expect(lines({ account: '4940', contraAccount: '70000', amountMinor: 11600n, taxKey: '7' })).toContain(
      '1575 S 1600 input-16',
    );
    expect(lines({ account: '4940', contraAccount: '70000', taxKey: '7', date: '2020-08-01' })).toContain(
      '1576 S 1900 input-19',
    );
  });

  test('18 and 19, 91 and 94 owe and deduct the tax on top of the amount', () => {
    const purchase = { account: '4940', contraAccount: '70000', amountMinor: 10000n };
    expect(lines({ ...purchase, taxKey: '94' })).toEqual([
      '4940 S 10000 reverse-charge-19',
      '1577 S 1900 reverse-charge-19',
      '1787 H 1900 reverse-charge-19',
      '70000 H 10000',
    ]);
    expect(lines({ ...purchase, taxKey: '19' })).toContain('1774 H 1900 acquisition-19');
    expect(lines({ ...purchase, taxKey: '18' })).toContain('1572 S 700 acquisition-7');
    expect(lines({ ...purchase, taxKey: '91', chart: 'SKR04', account: '6820' })).toContain(
      '3835 H 700 reverse-charge-7',
    );
  });

  test('95 owes the tax without deducting it: it is a cost', () => {
    expect(lines({ account: '4940', contraAccount: '70000', amountMinor: 10000n, taxKey: '95' })).toEqual([
      '4940 S 11900 reverse-charge-undeducted-19',
      '1787 H 1900 reverse-charge-undeducted-19',
      '70000 H 10000',
    ]);
  });

  test('on two accounts that cannot carry tax are refused', () => {
    expect(() => lines({ account: '10000', contraAccount: '1200', taxKey: '3' })).toThrow(
      expect.objectContaining({ code: 'ledger.tax-key-without-account' }),
    );
  });

  test.each(['10', '31', '50', '90', '98', '99', '102', '501', 'x'])('%s is not known', (taxKey) => {
    expect(() => lines({ contraAccount: '4940', taxKey })).toThrow(
      expect.objectContaining({ code: 'ledger.tax-key-unknown' }),
    );
  });
});

describe('Generalumkehr', () => {
  test('by flag: the sides of the original, negative amounts, the tax as it was', () => {
    expect(lines({ side: 'H', generalReversal: true })).toEqual([
      '10000 S -11900',
      '8400 H -10000 output-19',
      '1776 H -1900 output-19',
    ]);
  });

  test.each([
    ['20', { contraAccount: '8400' }, '8400 H -10000 output-19'],
    ['23', { contraAccount: '8200' }, '8200 H -10000 output-19'],
    ['80', { contraAccount: '8400' }, '8400 H -11900 no-automation'],
    ['69', { contraAccount: '4940', account: '70000', side: 'S' as const }, '4940 S -11900 acquisition-19'],
  ])('by the correction digit of key %s', (taxKey, posting, line) => {
    expect(lines({ side: 'H', ...posting, taxKey })).toContain(line);
  });
});

test('an amount is positive; its side says the direction', () => {
  expect(() => lines({ amountMinor: 0n })).toThrow(
    expect.objectContaining({ code: 'ledger.posting-amount-not-positive' }),
  );
});

describe('whatever the accounts, key, date and amount', () => {
  const postings: fc.Arbitrary<Posting> = fc
    .record({
      chart: fc.constantFrom('SKR03' as const, 'SKR04' as const),
      accountLength: fc.integer({ min: 4, max: 8 }),
      pick: fc.nat(),
      pickContra: fc.nat(),
      person: fc.option(fc.constantFrom('1', '6', '7', '9')),
      amountMinor: fc.bigInt({ min: 1n, max: 10n ** 15n }),
      side: fc.constantFrom('S' as const, 'H' as const),
      taxKey: fc.constantFrom(
        ...' 1 2 3 4 5 6 7 8 9 11 12 13 17 18 19 20 29 40 46 69 80 91 94 95 98'.split(' '),
      ),
      date: fc.constantFrom('2018-02-01', '2020-08-01', '2026-03-10'),
      generalReversal: fc.boolean(),
    })
    .map(({ pick, pickContra, person, ...posting }) => {
      const accounts = chartAccounts(posting.chart);
      const numberAt = (index: number) =>
        toCompanyNumber(accounts[index % accounts.length]?.number ?? '', posting.accountLength);
      const account = person ? `${person}${'0'.repeat(posting.accountLength)}` : numberAt(pick);
      return { ...posting, account, contraAccount: numberAt(pickContra) };
    });

  const signed = ({ debitMinor = 0n, creditMinor = 0n }: { debitMinor?: bigint; creditMinor?: bigint }) =>
    debitMinor - creditMinor;

  test('the lines balance, none is zero, and a personal account takes the gross amount; or it is refused', () => {
    fc.assert(
      fc.property(postings, (posting) => {
        let expanded: ReturnType<typeof expandPosting>;
        try {
          expanded = expandPosting(posting);
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
          return;
        }
        const { lines, generalReversal } = expanded;
        expect(lines.reduce((sum, line) => sum + signed(line), 0n)).toBe(0n);
        for (const { debitMinor, creditMinor } of lines) {
          const amount = debitMinor ?? creditMinor ?? 0n;
          expect(debitMinor === undefined || creditMinor === undefined).toBe(true);
          expect(generalReversal ? amount < 0n : amount > 0n).toBe(true);
        }
        if (posting.account.length > posting.accountLength) {
          const gross = posting.side === 'S' ? posting.amountMinor : -posting.amountMinor;
          expect(lines.filter(({ account }) => account === posting.account).map(signed)).toEqual([gross]);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a Generalumkehr moves every balance exactly as the same posting without the flag', () => {
    fc.assert(
      fc.property(postings, (posting) => {
        const balances = (generalReversal: boolean) => {
          try {
            return expandPosting({ ...posting, generalReversal }).lines.map((line) => [
              line.account,
              signed(line),
            ]);
          } catch {
            return 'refused';
          }
        };
        expect(balances(true)).toEqual(balances(false));
      }),
    );
  });
});
