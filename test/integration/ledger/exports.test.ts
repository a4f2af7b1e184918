import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { companiesReader } from '../../../functions/companies/reader.ts';
import { ledgerExports } from '../../../functions/ledger/exports.ts';
import { readTrialBalance } from '../../../functions/ledger/usecases/read-trial-balance.ts';
import { runExport } from '../../../shared/exports/run-export.ts';
import { Export } from '../../../shared/exports/table.ts';
import { Import } from '../../../shared/imports/table.ts';
import { sha256Hex } from '../../../shared/kernel/canonical-json.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { insert } from '../../../shared/table/writes.ts';
import { chunksOf } from '../../support/byte-chunks.ts';
import { journalCsv } from '../../support/journal-fixtures.ts';
import { type LedgerApi, NOW, openLedgerApi } from '../../support/ledger-api.ts';
import { ledgerUploadWorker, requestUpload } from '../../support/ledger-uploads.ts';
import { memoryFiles } from '../../support/memory-files.ts';

const REAL_FILE = resolve(import.meta.dirname, '../../../../shared/data/datev/EXTF_Buchungsstapel.csv');
const hledgerIsHere = spawnSync('hledger', ['--version']).status === 0;

let api: LedgerApi;
const files = memoryFiles(65_536);
const now = new Date(NOW);

beforeAll(async () => {
  api = await openLedgerApi(() => []);
});

async function importFile(companyId: string, kind: 'journal-csv' | 'datev-batch', bytes: Uint8Array) {
  const { importId, key } = await requestUpload(api.table, { companyId, kind });
  const file = { sizeBytes: bytes.length, etag: 'only' };
  const store = { ...files, open: async () => ({ ...file, bytes: chunksOf(bytes, 65_536) }) };
  await ledgerUploadWorker(api.table, store, () => now)(key);
  return api.table.get(Import, { companyId, importId });
}

let exports = 0;

async function exportFile(companyId: string, kind: string, params: Record<string, number> = {}) {
  const exportId = `exp_${kind}_${companyId}_${++exports}`;
  const waiting = { companyId, exportId, kind, module: 'ledger', params, state: 'waiting' as const };
  const asked = { requestedBy: 'anna', requestedAt: NOW };
  await api.table.write(insert(Export, { ...waiting, ...asked }, () => new Error('exists')));
  const companies = companiesReader(api.table);
  const { loadSeals } = api.ledger.reader;
  const definitions = ledgerExports({ ledger: api.ledger, companies, loadSeals });
  await runExport({ table: api.table, files, definitions }, { companyId, exportId }, now);
  const done = await api.table.get(Export, { companyId, exportId });
  expect(done).toMatchObject({ state: 'done' });
  return files.content.get(`exports/${companyId}/${exportId}/${done?.fileName}`) ?? '';
}

/** Account number to balance, as decimal text; accounts at zero are left out. */
async function balancesOf(companyId: string, asOf: string): Promise<Map<string, string>> {
  const company = await api.ledger.loadCompany(companyId);
  if (!company) throw new Error('no company');
  const wish = { asOf, includeClosing: true, collective: false };
  const { rows } = await readTrialBalance(api.ledger, company, wish);
  const balances = rows.map((row) => [row.account, row.debitMinor - row.creditMinor] as const);
  return new Map(
    balances.filter(([, sum]) => sum !== 0n).map(([account, sum]) => [account, formatMinor(sum, 'EUR')]),
  );
}

/** The same from the export, by adding up its postings. */
function sumExport(journal: string): Map<string, string> {
  const sums = new Map<string, bigint>();
  for (const [, account = '', units = '', cents = ''] of journal.matchAll(
    /^ {4}(\d+)\b[^\n]*? {2}(-?\d+)\.(\d\d) EUR/gm,
  )) {
    sums.set(account, (sums.get(account) ?? 0n) + BigInt(`${units}${cents}`));
  }
  return new Map(
    [...sums].filter(([, sum]) => sum !== 0n).map(([account, sum]) => [account, formatMinor(sum, 'EUR')]),
  );
}

/** The same, added up by hledger itself. */
function sumByHledger(journal: string): Map<string, string> {
  const command = ['-f', '-', 'balance', '--flat', '--no-total', '-O', 'csv'];
  const { status, stdout, stderr } = spawnSync('hledger', command, { input: journal, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const rows = stdout.matchAll(/^"(\d+)[^"]*","(-?[\d.]+) EUR"/gm);
  return new Map([...rows].map(([, account = '', amount = '']) => [account, amount]));
}

const sorted = (balances: Map<string, string>) => [...balances].sort();

async function expectConfirmed(companyId: string, asOf: string): Promise<void> {
  const balances = sorted(await balancesOf(companyId, asOf));
  expect(balances.length).toBeGreaterThan(2);
  const journal = await exportFile(companyId, 'hledger');
  expect(sorted(sumExport(journal))).toEqual(balances);
  if (hledgerIsHere) expect(sorted(sumByHledger(journal))).toEqual(balances);
}

describe('a file goes in and its balances come out', () => {
  it.skipIf(!existsSync(REAL_FILE))(
    'the real DATEV file (skipped where ../shared/data is absent)',
    async () => {
      await api.createCompany('real');
      const done = await importFile('real', 'datev-batch', readFileSync(REAL_FILE));
      expect(done).toMatchObject({ state: 'done', read: 2, done: 2, refusedCount: 0 });
      await expectConfirmed('real', '2018-12-31');
    },
  );

  it('a journal CSV of 2,100 entries on 45 accounts', async () => {
    await api.createCompany('csv');
    const text = [...journalCsv({ entries: 2_100, accounts: 45, seed: 7 })].join('');
    const done = await importFile('csv', 'journal-csv', Buffer.from(text));
    expect(done).toMatchObject({ state: 'done', read: 2_100, done: 2_100 });
    await expectConfirmed('csv', '2026-12-31');
  });

  it('and the exported journal, sent to other books, gives the same balances', async () => {
    await api.createCompany('copy');
    const text = await exportFile('csv', 'journal-csv', { fiscalYear: 2026 });
    const done = await importFile('copy', 'journal-csv', Buffer.from(text));
    expect(done).toMatchObject({ state: 'done', read: 2_100, done: 2_100 });
    expect(await balancesOf('copy', '2026-12-31')).toEqual(await balancesOf('csv', '2026-12-31'));
  });
});

describe('the export of the blocks', () => {
  it('lets the chain be recomputed from the file alone, up to the hash that verification names', async () => {
    const lines = (await exportFile('csv', 'journal-blocks', { fiscalYear: 2026 })).trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(1);
    let [hash, next] = [sha256Hex('backoffice journal csv 2026'), 1];
    for (const line of lines) {
      const block = JSON.parse(line);
      expect(block).toMatchObject({ fiscalYear: 2026, firstNumber: next, previousHash: hash });
      hash = sha256Hex(`${hash}\n${block.text}`);
      expect(block.hash).toBe(hash);
      const { entries } = JSON.parse(block.text) as { entries: { number: number }[] };
      expect(entries.map(({ number }) => number)).toEqual(entries.map((_, index) => next + index));
      next += entries.length;
    }
    const report = JSON.parse(await exportFile('csv', 'journal-verification', { fiscalYear: 2026 }));
    expect(report.fiscalYears).toMatchObject([{ entries: next - 1, blocks: lines.length, lastHash: hash }]);
  });
});

describe('the export of a verification', () => {
  it('reports on all years, or on the one asked for', async () => {
    const report = JSON.parse(await exportFile('csv', 'journal-verification'));
    expect(report).toMatchObject({ company: 'csv', verifiedAt: NOW, ok: true, entries: 2_100 });
    const other = JSON.parse(await exportFile('copy', 'journal-verification', { fiscalYear: 2025 }));
    expect(other).toMatchObject({ ok: true, entries: 0, fiscalYears: [] });
  });
});
