import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type EntryText,
  isRefusal,
  parseEntry,
  toEntryView,
} from '../../../functions/ledger/domain/parse-entry.ts';
import { anyEntry } from '../../support/entry-arbitraries.ts';

const line = (account: string, side: 'debit' | 'credit', amount: string) => ({ account, [side]: amount });
const entry = (changes: Partial<EntryText> = {}): EntryText => ({
  date: '2026-03-10',
  text: 'Sale',
  lines: [line('1200', 'debit', '119.00'), line('8400', 'credit', '119.00')],
  ...changes,
});

function complaints(text: EntryText, currency = 'EUR') {
  const parsed = parseEntry(text, currency);
  if (!isRefusal(parsed)) return undefined;
  const { errors = [] } = parsed.details;
  return {
    code: parsed.code,
    errors: Object.fromEntries(errors.map(({ pointer, detail }) => [pointer, detail])),
  };
}

test('text becomes values, and what was not said stays away', () => {
  expect(parseEntry(entry({ generalReversal: false, reference: undefined }), 'EUR')).toEqual({
    kind: 'regular',
    date: '2026-03-10',
    text: 'Sale',
    lines: [
      { account: '1200', debitMinor: 11_900n },
      { account: '8400', creditMinor: 11_900n },
    ],
  });
});

test.each([
  ['EUR', '1.001', 'has more decimals than EUR allows (2)'],
  ['JPY', '1.0', 'has more decimals than JPY allows (0)'],
  ['BHD', '1.0001', 'has more decimals than BHD allows (3)'],
  ['EUR', '1000000000000000', 'has more than 15 digits before the point'],
  ['EUR', '1,00', 'must be a decimal number'],
  ['EUR', '1e3', 'must be a decimal number'],
  ['EUR', '01.00', 'must be a decimal number'],
  ['EUR', '', 'must be a decimal number'],
])('in %s the amount %j %s', (currency, amount, detail) => {
  const sent = entry({ lines: [line('1200', 'debit', amount), line('8400', 'credit', '1')] });
  expect(complaints(sent, currency)).toEqual({
    code: 'ledger.invalid-amount',
    errors: { '/lines/0/debit': expect.stringContaining(detail) },
  });
});

test.each([
  ['EUR', '999999999999999.99', 99_999_999_999_999_999n],
  ['JPY', '119', 119n],
  ['BHD', '0.119', 119n],
  ['EUR', '7', 700n],
])('in %s the amount %s is %s minor units', (currency, amount, minor) => {
  const parsed = parseEntry(
    entry({ lines: [line('1200', 'debit', amount), line('8400', 'credit', amount)] }),
    currency,
  );
  expect(parsed).toMatchObject({ lines: [{ debitMinor: minor }, { creditMinor: minor }] });
});

test.each([
  '2026-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-04-31',
  '10.03.2026',
  '1899-12-31',
  '3000-01-01',
  '',
])('the date %j does not exist', (date) => {
  expect(complaints(entry({ date }))).toMatchObject({
    code: 'ledger.invalid-entry',
    errors: { '/date': expect.stringContaining('not a day') },
  });
  expect(complaints(entry({ serviceDate: date }))?.errors).toHaveProperty('/serviceDate');
});

test.each([0, 1, 501])('%i lines are refused', (count) => {
  const lines = Array.from({ length: count }, () => line('1200', 'debit', '1'));
  expect(complaints(entry({ lines }))?.errors['/lines']).toBe(`An entry has 2 to 500 lines, not ${count}.`);
});

test.each([2, 500])('%i lines are read', (count) => {
  expect(
    complaints(entry({ lines: Array.from({ length: count }, () => line('1200', 'debit', '1')) })),
  ).toBeUndefined();
});

test('every complaint is told at once, with its place', () => {
  const sent = entry({
    date: '2026-02-30',
    text: 'tab\there',
    documentNumber: '\ud800',
    vouchers: ['vch_1'],
    lines: [
      { account: '1200' },
      { account: '8400', debit: '1', credit: '1' },
      {
        account: '8400',
        credit: '1',
        partner: '\u0007',
        foreign: { currency: 'XXX', amount: 'much', rate: '1,5' },
      },
    ],
  });
  const found = complaints(sent);
  expect(found?.code).toBe('ledger.invalid-entry');
  expect(Object.keys(found?.errors ?? {}).sort()).toEqual([
    '/date',
    '/documentNumber',
    '/lines/0',
    '/lines/1',
    '/lines/2/foreign/amount',
    '/lines/2/foreign/currency',
    '/lines/2/foreign/rate',
    '/lines/2/partner',
    '/text',
    '/vouchers/0',
  ]);
});

test('ids of the form that the ledger makes are reserved', () => {
  expect(complaints(entry({ id: 'ent_2026_1' }))).toMatchObject({
    code: 'ledger.reserved-id',
    errors: { '/id': expect.any(String) },
  });
  expect(complaints(entry({ id: 'ent_2026_0' }))).toBeUndefined();
});

test('what is answered reads back as what was parsed', () => {
  fc.assert(
    fc.property(
      anyEntry,
      fc.constantFrom('EUR', 'JPY', 'BHD'),
      ({ reverses: _reverses, ...written }, currency) => {
        const posted = { ...written, id: 'x', number: 1, fiscalYear: 2026, postedAt: '', postedBy: '' };
        const {
          fiscalYear: _y,
          number: _n,
          postedAt: _a,
          postedBy: _b,
          vouchers,
          ...view
        } = toEntryView(posted, currency);
        const known = new Map(vouchers?.map((voucher) => [voucher.id, voucher]));
        const text = { ...view, ...(vouchers ? { vouchers: vouchers.map(({ id }) => id) } : {}) };
        const parsed = parseEntry(text as EntryText, currency, known);
        // Foreign amounts of 16 digits are too large to be sent.
        if (isRefusal(parsed)) expect(parsed.code).toBe('ledger.invalid-amount');
        else expect(parsed).toEqual({ ...written, id: 'x' });
      },
    ),
  );
});
