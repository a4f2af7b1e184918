import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEntry } from '../../../functions/ledger/domain/parse-entry.ts';
import { type PostingText, postingToEntry } from '../../../functions/ledger/domain/parse-posting.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';

const SKR03 = { currency: 'EUR', chart: 'SKR03', accountLength: 4 } as const;
const SALE: PostingText = {
  date: '2026-03-10',
  amount: '119.00',
  debitAccount: '10000',
  creditAccount: '8400',
  documentNumber: 'RE-1',
  text: 'Sale',
};

function linesOf(posting: Partial<PostingText>, books: Parameters<typeof postingToEntry>[1] = SKR03) {
  const entry = postingToEntry({ ...SALE, ...posting }, books);
  if (entry instanceof DomainError) throw entry;
  return entry.lines.map(({ account, debit, credit, taxCode }) =>
    [account, debit ?? `-${credit}`, taxCode].filter((part) => part !== undefined).join(' '),
  );
}

function problemOf(posting: Partial<PostingText>, books: Parameters<typeof postingToEntry>[1] = SKR03) {
  const refused = postingToEntry({ ...SALE, ...posting }, books);
  if (!(refused instanceof DomainError)) throw new Error('it was taken');
  return [refused.code, ...(refused.details.errors ?? []).map(({ pointer }) => pointer)];
}

describe('a posting becomes an entry', () => {
  it('Automatikkonto: tax without a key', () => {
    expect(linesOf({})).toEqual(['10000 119.00', '8400 -100.00 output-19', '1776 -19.00 output-19']);
  });

  it('input tax by key, on the account that carries it', () => {
    expect(linesOf({ debitAccount: '4930', creditAccount: '70000', taxCode: '9' })).toEqual([
      '4930 100.00 input-19',
      '1576 19.00 input-19',
      '70000 -119.00',
    ]);
  });

  it('the service date decides the rate: 16 % in the second half of 2020', () => {
    const lines = linesOf({ date: '2021-01-05', serviceDate: '2020-12-30', amount: '116.00' });
    expect(lines).toEqual(['10000 116.00', '8400 -100.00 output-16', '1775 -16.00 output-16']);
    expect(linesOf({ date: '2021-01-05', amount: '119.00' })[1]).toBe('8400 -100.00 output-19');
  });

  it('intra-community acquisition and §13b: on top, owed and deducted', () => {
    expect(linesOf({ debitAccount: '3425', creditAccount: '70000', amount: '100.00' })).toEqual([
      '3425 100.00 acquisition-19',
      '1574 19.00 acquisition-19',
      '1774 -19.00 acquisition-19',
      '70000 -100.00',
    ]);
    const services = linesOf({
      debitAccount: '4900',
      creditAccount: '70000',
      amount: '100.00',
      taxCode: '94',
      reverseChargeCase: '7',
    });
    expect(services[1]).toBe('1577 19.00 reverse-charge-19-case-7');
  });

  it('longer account numbers: the chart’s with zeros on the right', () => {
    const lines = linesOf(
      { debitAccount: '1000000', creditAccount: '440000' },
      { currency: 'EUR', chart: 'SKR04', accountLength: 6 },
    );
    expect(lines[2]).toBe('380600 -19.00 output-19');
  });

  it('the due date stands on the personal account, the cost centre on income and expense', () => {
    const entry = postingToEntry({ ...SALE, dueDate: '2026-04-09', costCentre: 'K1', partner: 'DE1' }, SKR03);
    if (entry instanceof DomainError) throw entry;
    expect(entry.lines.map(({ dueDate, costCentre, partner }) => [dueDate, costCentre, partner])).toEqual([
      ['2026-04-09', undefined, 'DE1'],
      [undefined, 'K1', 'DE1'],
      [undefined, undefined, undefined],
    ]);
  });
});

describe('a posting is refused', () => {
  it.each<[string, Partial<PostingText>, string[]]>([
    ['amount zero', { amount: '0.00' }, ['ledger.invalid-posting', '/amount']],
    ['negative', { amount: '-1.00' }, ['ledger.invalid-posting', '/amount']],
    ['three decimals', { amount: '1.001' }, ['ledger.invalid-posting', '/amount']],
    ['no such day', { serviceDate: '2026-02-30' }, ['ledger.invalid-posting', '/serviceDate']],
    ['no account', { debitAccount: '12' }, ['ledger.invalid-posting', '/debitAccount']],
    ['same accounts', { debitAccount: '8400' }, ['ledger.invalid-posting', '/creditAccount']],
    [
      'a due date nobody has',
      { debitAccount: '1200', dueDate: '2026-04-01' },
      ['ledger.invalid-posting', '/dueDate'],
    ],
    ['key on an Automatikkonto', { taxCode: '3' }, ['ledger.tax-key-on-automatic-account', '/taxCode']],
    ['unknown key', { creditAccount: '8200', taxCode: '77' }, ['ledger.tax-key-unknown', '/taxCode']],
    [
      'rate of a time unknown',
      { date: '2026-01-01', serviceDate: '1999-01-01' },
      ['ledger.tax-rate-unknown', '/serviceDate'],
    ],
    [
      'own currency as foreign',
      { foreign: { currency: 'EUR', amount: '1.00', rate: '1' } },
      ['ledger.invalid-posting', '/foreign/currency'],
    ],
    [
      'yen with decimals',
      { foreign: { currency: 'JPY', amount: '1.50', rate: '160' } },
      ['ledger.invalid-posting', '/foreign/amount'],
    ],
  ])('%s', (_name, posting, expected) => {
    expect(problemOf(posting)).toEqual(expected);
  });

  it('without a chart that has tax rules', () => {
    expect(problemOf({}, { ...SKR03, chart: 'none' })).toEqual(['ledger.posting-needs-chart']);
  });
});

const KEYS = [
  { debitAccount: '10000', creditAccount: '8400' },
  { debitAccount: '10000', creditAccount: '8300' },
  { debitAccount: '8400', creditAccount: '10000' },
  { debitAccount: '4930', creditAccount: '70000', taxCode: '8' },
  { debitAccount: '4930', creditAccount: '70000', taxCode: '9' },
  { debitAccount: '70000', creditAccount: '3400' },
  { debitAccount: '3425', creditAccount: '70000' },
  { debitAccount: '4900', creditAccount: '70000', taxCode: '91' },
  { debitAccount: '4900', creditAccount: '70000', taxCode: '94' },
  { debitAccount: '10000', creditAccount: '8125' },
];
const DAYS = ['2019-06-30', '2020-06-30', '2020-07-01', '2020-12-31', '2021-01-01', '2026-02-28'];

describe('tax split', () => {
  it('never loses or creates a cent: every entry balances, and both accounts of the posting have their due', () => {
    const cents = fc.bigInt({ min: 1n, max: 10n ** 12n });
    fc.assert(
      fc.property(fc.constantFrom(...KEYS), cents, fc.constantFrom(...DAYS), (keys, minor, date) => {
        const amount = `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
        const text = postingToEntry({ ...SALE, ...keys, amount, date }, SKR03);
        if (text instanceof DomainError) throw text;
        const entry = parseEntry(text, 'EUR');
        if (entry instanceof DomainError) throw entry;
        const signed = entry.lines.map((line) => (line.debitMinor ?? 0n) - (line.creditMinor ?? 0n));
        expect(signed.reduce((sum, one) => sum + one, 0n)).toBe(0n);
        expect(entry.lines.every((line) => (line.debitMinor ?? line.creditMinor ?? 0n) > 0n)).toBe(true);
        const personal = entry.lines.find(({ account }) => account.length === 5);
        expect(personal?.debitMinor ?? personal?.creditMinor).toBe(minor);
      }),
    );
  });
});
