import { describe, expect, it } from 'vitest';
import { chartAccounts } from '../../../functions/ledger/domain/charts/charts.ts';
import { expandPosting } from '../../../functions/ledger/domain/tax/expand-posting.ts';
import { readTaxTag } from '../../../functions/ledger/domain/tax/read-tax-tag.ts';

describe('tags of journal lines', () => {
  it.each([
    ['output-19', { kind: 'output', rate: 1900 }],
    ['output-eu-7', { kind: 'output-eu', rate: 700 }],
    ['input-10.7', { kind: 'input', rate: 1070 }],
    ['vehicle-acquisition-19', { kind: 'vehicle-acquisition', rate: 1900 }],
    ['reverse-charge-19', { kind: 'reverse-charge', rate: 1900 }],
    [
      'reverse-charge-19-case-7',
      { kind: 'reverse-charge', rate: 1900, reverseChargeCase: '7', vatReturnKz: '46' },
    ],
    [
      'reverse-charge-7-case-3',
      { kind: 'reverse-charge', rate: 700, reverseChargeCase: '3', vatReturnKz: '73' },
    ],
    [
      'reverse-charge-undeducted-19-case-4',
      { kind: 'reverse-charge-undeducted', rate: 1900, reverseChargeCase: '4', vatReturnKz: '84' },
    ],
    ['exempt-41', { kind: 'exempt', rate: 0, vatReturnKz: '41' }],
    ['exempt', { kind: 'exempt', rate: 0 }],
  ])('%s is read', (tag, read) => {
    expect(readTaxTag(tag)).toEqual(read);
  });

  it.each([
    undefined,
    '',
    'USt19',
    'output',
    'output-',
    'output-19-case-7',
    'exempt-4',
    'Output-19',
    'output-19 ',
    'output-190',
    'reverse-charge-19-case-0',
  ])('%j says nothing', (tag) => {
    expect(readTaxTag(tag)).toBeUndefined();
  });

  it('everything that postings on Automatikkonten write is read again, with the account’s Kennzahl', () => {
    let seen = 0;
    for (const chart of ['SKR03', 'SKR04'] as const) {
      const bank = chart === 'SKR03' ? '1200' : '1800';
      for (const account of chartAccounts(chart).filter(({ automatic }) => automatic)) {
        const { lines } = expandPosting({
          chart,
          accountLength: 4,
          amountMinor: 11900n,
          side: 'S',
          account: account.number,
          contraAccount: bank,
          date: '2026-03-10',
        });
        const tags = lines.flatMap(({ taxCode }) => taxCode ?? []).map(readTaxTag);
        expect(tags.length, account.number).toBeGreaterThan(0);
        for (const tag of tags) {
          expect(tag?.kind, account.number).toBe(account.automatic?.kind);
          if (account.vatReturnKz && ['41', '43', '46', '48', '73', '21', '60'].includes(account.vatReturnKz))
            expect(tag?.vatReturnKz, account.number).toBe(account.vatReturnKz);
        }
        seen += 1;
      }
    }
    expect(seen).toBeGreaterThan(150);
  });
});
