import { beforeAll, expect, it } from 'vitest';
import { companiesReader } from '../../../functions/companies/reader.ts';
import { exchangeExports } from '../../../functions/exchange/exports.ts';
import type { EntryLine, NewEntry } from '../../../functions/ledger/domain/entry.ts';
import { receivablesReader } from '../../../functions/receivables/reader.ts';
import { collect } from '../../support/byte-chunks.ts';
import { type LedgerApi, NOW, openLedgerApi } from '../../support/ledger-api.ts';
import { memoryFiles } from '../../support/memory-files.ts';

let api: LedgerApi;

beforeAll(async () => {
  api = await openLedgerApi(() => []);
});

async function balances(companyId: string, fiscalYear: number): Promise<string> {
  const deps = {
    companies: companiesReader(api.table),
    reader: api.ledger.reader,
    partners: receivablesReader(api.table),
    archive: memoryFiles(),
  };
  const definition = exchangeExports(deps).find(({ kind }) => kind.kind === 'e-balance');
  if (!definition) throw new Error('no definition');
  const { chunks } = await definition.make(companyId, { fiscalYear }, new Date(NOW));
  return (await collect(chunks)).join('');
}

function entry(kind: NewEntry['kind'], date: string, debit: string, credit: string, minor: bigint): NewEntry {
  const lines: EntryLine[] = [
    { account: debit, debitMinor: minor },
    { account: credit, creditMinor: minor },
  ];
  return { kind, date, text: 'x', lines };
}

it('shows opening, turnover and closing balance of every account with its place in the balance sheet', async () => {
  await api.createCompany('balance');
  await api.post(
    'balance',
    entry('opening', '2026-01-01', '1200', '9000', 50_000n),
    entry('regular', '2026-03-10', '10000', '8400', 10_000n),
    entry('regular', '2026-04-10', '1200', '10000', 4_000n),
    entry('closing', '2026-12-31', '8400', '0860', 10_000n),
  );
  expect((await balances('balance', 2026)).split('\r\n').slice(1, -1)).toEqual([
    expect.stringMatching(/^10000;10000;A\.B\.II\.1;0,00;100,00;40,00;60,00$/),
    expect.stringMatching(/^1200;[^;]+;A\.B\.IV;500,00;40,00;0,00;540,00$/),
    expect.stringMatching(/^8400;[^;]+;1;0,00;0,00;100,00;-100,00$/),
    expect.stringMatching(/^9000;[^;]+;;-500,00;0,00;0,00;-500,00$/),
  ]);
});

it('is refused where balances would begin at zero without a word', async () => {
  await api.createCompany('unopened');
  await api.post(
    'unopened',
    entry('regular', '2025-03-10', '1200', '8400', 100n),
    entry('regular', '2026-03-10', '1200', '8400', 100n),
  );
  await expect(balances('unopened', 2026)).rejects.toMatchObject({ code: 'exchange.year-not-opened' });
  expect(await balances('unopened', 2025)).toContain('1200;');
});
