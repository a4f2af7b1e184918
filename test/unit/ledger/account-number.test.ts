import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  kindOfAccount,
  restoreLeadingZeros,
  toChartNumber,
  toCompanyNumber,
} from '../../../functions/ledger/domain/account-number.ts';

test.each([
  ['0027', 4, 'general'],
  ['8400', 4, 'general'],
  ['10000', 4, 'customer'],
  ['69999', 4, 'customer'],
  ['70000', 4, 'vendor'],
  ['99999', 4, 'vendor'],
  ['09999', 4, 'invalid'],
  ['840', 4, 'invalid'],
  ['100000', 4, 'invalid'],
  ['84 0', 4, 'invalid'],
  ['', 4, 'invalid'],
  ['84000', 5, 'general'],
  ['100000', 5, 'customer'],
  ['00270000', 8, 'general'],
  ['700000000', 8, 'vendor'],
  ['123', 3, 'invalid'],
  ['123456789', 9, 'invalid'],
])('%s is, at %i digits, %s', (number, accountLength, kind) => {
  expect(kindOfAccount(number, accountLength)).toBe(kind);
});

test('a chart number goes to any length and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 4, max: 8 }), (value, accountLength) => {
      const chartNumber = String(value).padStart(4, '0');
      const number = toCompanyNumber(chartNumber, accountLength);
      expect(number).toHaveLength(accountLength);
      expect(toChartNumber(number, accountLength)).toBe(chartNumber);
    }),
  );
});

test('sub-accounts and personal accounts stand for no chart account', () => {
  expect(toChartNumber('840001', 6)).toBeUndefined();
  expect(toChartNumber('10000', 4)).toBeUndefined();
});

test('leading zeros that a file left out come back', () => {
  expect(restoreLeadingZeros('27', 4)).toBe('0027');
  expect(restoreLeadingZeros('10000', 4)).toBe('10000');
  expect(restoreLeadingZeros('abc', 4)).toBe('abc');
});
