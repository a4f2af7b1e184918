import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAmount, parseRate } from '../../../../functions/ledger/domain/formats/parse-amount.ts';
import { parseDate } from '../../../../functions/ledger/domain/formats/parse-date.ts';

test.each([
  ['1.234,56', 123456n],
  ['1,234.56', 123456n],
  ['1234.56', 123456n],
  ['1234,5', 123450n],
  ['0,05', 5n],
  ['007,50', 750n],
  ['7', 700n],
  ['-3,00', -300n],
  ['1.234.567', 123456700n],
  ['12.345.678,90', 1234567890n],
  ['123456789012345,67', 12345678901234567n],
])('the amount %s', (text, expected) => {
  expect(parseAmount(text, 'EUR', 'debit')).toBe(expected);
});

test.each(['1,234', '1.234', '999.000', '12,345'])('the amount %s has two meanings', (text) => {
  expect(() => parseAmount(text, 'EUR', 'debit')).toThrow(/can mean thousands or decimals/);
});

test.each([
  '', ' ', '1 234,56', "1'234.56", '1,23,456', '1.23.456', '1.2345,6', '0.123.456', '1,', ',5', '.', '1e5', '0x10', 'NaN',
  '12,345,6.7', '--1', '+1', '€5', '1,005,', '0,123', '1234567890123456', '1234,567', '١٢',
])('%j is no amount', (text) => {
  expect(() => parseAmount(text, 'EUR', 'debit')).toThrow(expect.objectContaining({ code: 'ledger.row-amount' }));
}); // biome-ignore format: a table

test('decimals follow the currency', () => {
  expect(parseAmount('1200', 'JPY', 'amount')).toBe(1200n);
  expect(parseAmount('1.234.567', 'JPY', 'amount')).toBe(1234567n);
  expect(() => parseAmount('12,5', 'JPY', 'amount')).toThrow(/more decimals than JPY/);
  expect(parseAmount('0,125', 'KWD', 'amount')).toBe(125n);
});

test('what is written in German or English form is read back', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 16n });
  fc.assert(
    fc.property(amount, fc.constantFrom('de-DE', 'en-US'), fc.boolean(), (minor, locale, useGrouping) => {
      const whole = new Intl.NumberFormat(locale, { useGrouping }).format(minor / 100n);
      const decimals = String(minor % 100n).padStart(2, '0');
      expect(parseAmount(`${whole}${locale === 'de-DE' ? ',' : '.'}${decimals}`, 'EUR', 'debit')).toBe(minor);
    }),
  );
});

test('a rate has no thousands', () => {
  expect(parseRate('1,082', 'rate')).toBe('1.082');
  expect(parseRate('0.5', 'rate')).toBe('0.5');
  for (const text of ['0', '0,00', '1.234,5', '-1', 'abc'])
    expect(() => parseRate(text, 'rate')).toThrow(/rate/);
});

test('dates are German or ISO and exist', () => {
  expect(parseDate('31.12.2026', 'date')).toBe('2026-12-31');
  expect(parseDate('1.2.2026', 'date')).toBe('2026-02-01');
  expect(parseDate('2024-02-29', 'date')).toBe('2024-02-29');
  expect(() => parseDate('31.12.26', 'date')).toThrow(/two digits/);
  expect(() => parseDate('01/02/2026', 'date')).toThrow(/does not tell day from month/);
  for (const text of ['', '29.02.2026', '2026-13-01', '12/31/2026', '2026-1-1', '1.1.0026', '31.12.2026 ']) {
    expect(() => parseDate(text, 'date')).toThrow(expect.objectContaining({ code: 'ledger.row-date' }));
  }
});
