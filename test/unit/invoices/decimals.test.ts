import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decimalOf,
  formatCents,
  readDecimal,
  sameDecimal,
  scaledOf,
  subtractDecimals,
} from '../../../functions/invoices/domain/decimal.ts';
import { centsOfMinor, minorOfCents } from '../../../functions/invoices/domain/minor.ts';
import { vatOn } from '../../../functions/invoices/domain/rules/vat/breakdown.ts';
import { isIban } from '../../../functions/invoices/domain/rules/xrechnung/iban.ts';
import { skontoProblem } from '../../../functions/invoices/domain/rules/xrechnung/skonto.ts';
import { isProduct } from '../../../functions/invoices/domain/rules/xrechnung/slack.ts';

const scaled = fc.record({ units: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), scale: fc.nat(12) });

describe('decimals', () => {
  test.each([
    ['19', '19'], ['+07.50', '7.5'], ['.5', '0.5'], ['5.', '5'], ['-0.00', '0'], ['-3.10', '-3.1'], ['00', '0'],
    ['', undefined], ['.', undefined], ['1,5', undefined], ['1e3', undefined], ['0x10', undefined], ['NaN', undefined], ['١', undefined],
    ['9'.repeat(20), '9'.repeat(20)], ['9'.repeat(21), undefined], [`0.${'1'.repeat(21)}`, undefined], ['- 1', undefined],
  ])('%s reads as %s', (text, decimal) => {
    expect(readDecimal(text)).toBe(decimal);
  }); // biome-ignore format: a table

  test('taken apart and put together are the same', () => {
    fc.assert(
      fc.property(scaled, (parts) => {
        const decimal = decimalOf(parts);
        expect(readDecimal(decimal)).toBe(decimal);
        const { units, scale } = scaledOf(decimal);
        expect(units * 10n ** BigInt(parts.scale)).toBe(parts.units * 10n ** BigInt(scale));
      }),
    );
  });

  test('what is subtracted and added again is the same number', () => {
    fc.assert(
      fc.property(scaled.map(decimalOf), scaled.map(decimalOf), (a, b) => {
        const back = subtractDecimals(subtractDecimals(a, b), subtractDecimals('0', b));
        expect(sameDecimal(back, a)).toBe(true);
      }),
    );
  });

  test('amounts are written with two decimals', () => {
    expect([0n, 5n, -5n, 100n, -12345n].map(formatCents)).toEqual([
      '0.00',
      '0.05',
      '-0.05',
      '1.00',
      '-123.45',
    ]);
  });
});

test('hundredths and minor units', () => {
  expect([minorOfCents(1050n, 'EUR'), minorOfCents(1000n, 'JPY'), minorOfCents(1050n, 'BHD')]).toEqual([
    1050n,
    10n,
    10500n,
  ]);
  expect([minorOfCents(1050n, 'JPY'), centsOfMinor(10501n, 'BHD')]).toEqual([undefined, undefined]);
  expect([centsOfMinor(10n, 'JPY'), centsOfMinor(10500n, 'BHD'), centsOfMinor(7n, 'EUR')]).toEqual([
    1000n,
    1050n,
    7n,
  ]);
});

test('VAT is rounded half away from zero', () => {
  expect([vatOn(10165n, '7'), vatOn(50n, '19'), vatOn(-50n, '19'), vatOn(100n, '5.5')]).toEqual([
    712n,
    10n,
    -10n,
    6n,
  ]);
});

test('IBANs by their check digits', () => {
  expect(
    ['DE02120300000000202051', 'DE02 1203 0000 0000 2020 51', 'GB82WEST12345698765432'].map(isIban),
  ).toEqual([true, true, true]);
  expect(['DE03120300000000202051', 'de02120300000000202051', 'DE02', ''].map(isIban)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

describe('Skonto in payment terms (XRechnung, BT-20)', () => {
  test.each([
    'Zahlbar sofort', '14 Tage\n#SKONTO#TAGE=7#PROZENT=2.00#\n', '#SKONTO#TAGE=7#PROZENT=2.00#\n#SKONTO#TAGE=14#PROZENT=1.00#BASISBETRAG=-357.93#\n',
    '#SKONTO#TAGE=7#PROZENT=2.00#\nUnd danach netto.',
  ])('%j is right', (terms) => {
    expect(skontoProblem(terms)).toBe(undefined);
  }); // biome-ignore format: a table

  test.each([
    '#SKONTO#TAGE=7#PROZENT=2.00#', '#SKONTO#TAGE=7#PROZENT=2,00#\n', '#skonto#TAGE=7#PROZENT=2.00#\n', '#SKONTO#TAGE=7#PROZENT=2.000#\n',
    '#VERZUG#TAGE=7#PROZENT=2.00#\n', '#SKONTO#TAGE=-7#PROZENT=2.00#\n', '#SKONTO# TAGE=7#PROZENT=2.00#\n', '# Hinweis\n',
  ])('%j is wrong', (terms) => {
    expect(skontoProblem(terms)).toMatch(/\.$/);
  }); // biome-ignore format: a table
});

test('products within the slack, exactly', () => {
  expect(isProduct(333n, ['1', '10'], '3', 2n)).toBe(true);
  expect(isProduct(336n, ['1', '10'], '3', 2n)).toBe(false);
  expect(isProduct(-333n, ['-1', '10'], '3', 2n)).toBe(true);
  expect(isProduct(333n, ['1', '-10'], '-3', 2n)).toBe(true);
});
