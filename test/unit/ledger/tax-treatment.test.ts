import { describe, expect, test } from 'vitest';
import { chartAccount } from '../../../functions/ledger/domain/charts/charts.ts';
import { readTaxKey } from '../../../functions/ledger/domain/tax/tax-keys.ts';
import { taxTreatment } from '../../../functions/ledger/domain/tax/tax-treatment.ts';

function treat(taxKey: string, date: string, accountNumber = '4940') {
  const account = chartAccount('SKR03', accountNumber);
  return taxTreatment({ chart: 'SKR03', key: readTaxKey(taxKey), account, date });
}

describe('the rate of a key follows the day of the supply', () => {
  test.each([
    ['2', '2020-06-30', 'output-7'],
    ['2', '2020-07-01', 'output-5'],
    ['3', '2020-12-31', 'output-16'],
    ['3', '2021-01-01', 'output-19'],
    ['4', '2020-10-01', 'output-7'],
    ['4', '2021-01-01', 'output-5'],
    ['5', '2019-01-01', 'output-16'],
    ['5', '2020-10-01', 'output-19'],
    ['6', '2021-01-01', 'input-5'],
    ['7', '2020-10-01', 'input-19'],
    ['8', '2020-10-01', 'input-5'],
    ['9', '2007-01-01', 'input-19'],
    ['16', '2020-10-01', 'acquisition-7'],
    ['17', '2021-06-01', 'acquisition-16'],
    ['18', '2020-10-01', 'acquisition-5'],
    ['19', '2026-01-01', 'acquisition-19'],
    ['91', '2020-10-01', 'reverse-charge-5'],
    ['94', '2020-10-01', 'reverse-charge-16'],
    ['12', '2026-01-01', 'output-eu-7'],
    ['13', '2026-01-01', 'output-eu-19'],
    ['11', '2026-01-01', 'exempt-41'],
    ['46', '2026-01-01', 'exempt-60'],
    ['47', '2026-01-01', 'exempt-21'],
    ['1', '2026-01-01', 'exempt'],
    ['009', '2026-01-01', 'input-19'],
    ['101', '2021-01-01', 'output-19'],
    ['401', '2026-01-01', 'input-19'],
    ['0402', '2026-01-01', 'input-7'],
  ])('%s on %s is %s', (key, date, taxCode) => {
    expect(treat(key, date)?.taxCode).toBe(taxCode);
  });

  test.each([
    ['3', '2006-12-31'],
    ['4', '2020-06-30'],
    ['16', '2019-01-01'],
    ['401', '2020-08-01'],
  ])('%s on %s has none that is known', (key, date) => {
    expect(() => treat(key, date)).toThrow(expect.objectContaining({ code: 'ledger.tax-rate-unknown' }));
  });
});

describe('the place in the VAT return', () => {
  test.each([
    ['3', '4940', { base: '81' }],
    ['2', '4940', { base: '86' }],
    ['5', '4940', { base: '35', tax: '36' }],
    ['9', '4940', { input: '66' }],
    ['19', '4940', { base: '89', input: '61' }],
    ['18', '4940', { base: '93', input: '61' }],
    ['17', '4940', { base: '95', tax: '98', input: '61' }],
    ['94', '4940', { base: '84', tax: '85', input: '67' }],
    ['95', '4940', { base: '84', tax: '85' }],
    ['', '3123', { base: '46', tax: '47', input: '67' }],
    ['', '3440', { base: '94', tax: '96', input: '61' }],
    ['', '8125', { base: '41' }],
  ])('of key %s on %s', (key, account, place) => {
    expect(treat(key, '2026-01-01', account)?.vatReturn).toEqual(place);
  });
});

test('an account without a rule of its own and without a key computes no tax', () => {
  expect(treat('', '2026-01-01')).toBeUndefined();
  expect(treat('40', '2026-01-01', '8400')).toBeUndefined();
});
