import { expect, test } from 'vitest';
import { vatLineReader } from '../../../functions/ledger/domain/tax/vat-lines.ts';
import { accrualEntry } from '../../../functions/routines/usecases/release-accrual.ts';

const BOOKS = { chart: 'SKR03', accountLength: 4 } as const;
const ACCRUAL = {
  company: 'acme',
  id: 'acr_1',
  kind: 'deferred-income' as const,
  account: '8400',
  accrualAccount: '0990',
  amountMinor: 120_000n,
  from: '2026-01-01',
  to: '2026-12-31',
  date: '2026-01-10',
  method: 'months' as const,
  documentNumber: 'RE-1',
  text: 'Licence',
  releases: [],
  released: 0,
  state: 'active' as const,
  at: '2026-01-10T08:00:00.000Z',
  by: 'anna',
};

test('on an Automatikkonto the entry says that it has no tax, and no return takes it for a supply', () => {
  for (const name of ['deferral', '1', 'cancellation']) {
    const entry = accrualEntry(BOOKS, ACCRUAL, name, { date: '2026-01-31', amountMinor: 10_000n });
    expect(entry.lines.find(({ account }) => account === '8400')?.taxCode).toBe('no-automation');
    expect(entry.lines.find(({ account }) => account === '0990')?.taxCode).toBeUndefined();
    expect(vatLineReader('SKR03', 4)(entry)).toEqual([]);
  }
});

test('elsewhere there is nothing to say', () => {
  const amount = { date: '2026-01-31', amountMinor: 10_000n };
  for (const books of [BOOKS, { chart: 'none', accountLength: 4 } as const]) {
    const account = books.chart === 'none' ? '8400' : '8200';
    const { lines } = accrualEntry(books, { ...ACCRUAL, account }, '1', amount);
    expect(lines.every(({ taxCode }) => taxCode === undefined)).toBe(true);
  }
});
