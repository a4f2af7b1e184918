import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { companiesReader } from '../../../functions/companies/reader.ts';
import { exchangeExports } from '../../../functions/exchange/exports.ts';
import type { NewEntry } from '../../../functions/ledger/domain/entry.ts';
import { reversalOf } from '../../../functions/ledger/domain/reverse-entry.ts';
import { voucherStore } from '../../../functions/ledger/store/vouchers.ts';
import { receivablesReader } from '../../../functions/receivables/reader.ts';
import { PartnerAccountRow, PartnerRow } from '../../../functions/receivables/table.ts';
import type { ExportFile } from '../../../shared/exports/run-export.ts';
import { Import } from '../../../shared/imports/table.ts';
import { put } from '../../../shared/table/writes.ts';
import { chunksOf, collect } from '../../support/byte-chunks.ts';
import { type LedgerApi, NOW, openLedgerApi } from '../../support/ledger-api.ts';
import { ledgerUploadWorker, requestUpload } from '../../support/ledger-uploads.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { readZip } from '../../support/read-zip.ts';
import { anyTaxedEntry } from '../../support/tagged-entries.ts';

const REAL_FILE = resolve(import.meta.dirname, '../../../../shared/data/datev/EXTF_Buchungsstapel.csv');
const WISH = { fiscalYear: 2026, consultant: 1001, client: 7 };
const archive = memoryFiles();
let api: LedgerApi;

beforeAll(async () => {
  api = await openLedgerApi(() => []);
});

async function makeFile(companyId: string, params: Record<string, unknown>): Promise<ExportFile> {
  const companies = companiesReader(api.table);
  const [definition] = exchangeExports({
    companies,
    reader: api.ledger.reader,
    partners: receivablesReader(api.table),
    archive,
  });
  if (!definition) throw new Error('no definition');
  return definition.make(companyId, params, new Date(NOW));
}

/** The files of the export by name. */
async function exportFiles(companyId: string, params: Record<string, unknown> = WISH) {
  const { chunks } = await makeFile(companyId, params);
  return readZip(Buffer.concat((await collect(chunks)).map((chunk) => Buffer.from(chunk))));
}

const batchesOf = (files: Map<string, Buffer>) =>
  [...files].filter(([path]) => path.startsWith('EXTF_Buchungsstapel_'));

async function importBatch(companyId: string, bytes: Uint8Array) {
  const { importId, key } = await requestUpload(api.table, { companyId, kind: 'datev-batch' });
  const open = async () => ({ sizeBytes: bytes.length, etag: 'only', bytes: chunksOf(bytes, 65_536) });
  await ledgerUploadWorker(api.table, { ...memoryFiles(), open }, () => new Date(NOW))(key);
  return api.table.get(Import, { companyId, importId });
}

async function entriesOf(companyId: string) {
  const entries = [];
  for await (const block of api.ledger.reader.blocksAfter(companyId, 2026, 0))
    entries.push(...block.entries());
  return entries;
}

/** Balances by kind, month and account. */
async function balancesOf(companyId: string): Promise<Record<string, string>> {
  const sums = new Map<string, bigint>();
  for (const { kind, date, lines } of await entriesOf(companyId)) {
    for (const { account, debitMinor = 0n, creditMinor = 0n } of lines) {
      const place = `${kind} ${date.slice(0, 7)} ${account}`;
      sums.set(place, (sums.get(place) ?? 0n) + debitMinor - creditMinor);
    }
  }
  const filled = [...sums].filter(([, sum]) => sum !== 0n).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(filled.map(([place, sum]) => [place, String(sum)]));
}

async function book(companyId: string, ...entries: NewEntry[]) {
  const results = await api.post(companyId, ...entries);
  expect(results.map(({ status }) => status)).toEqual(entries.map(() => 'posted'));
}

/** Exports the books of one company and imports them into another. */
async function takeOver(from: string, to: string, settings: Record<string, string | number> = {}) {
  await api.createCompany(to, settings);
  const files = await exportFiles(from);
  for (const [, bytes] of batchesOf(files)) {
    expect(await importBatch(to, bytes)).toMatchObject({ state: 'done', refusedCount: 0 });
  }
  return files;
}

const SALE: NewEntry = {
  kind: 'regular',
  date: '2026-03-10',
  documentNumber: 'RE 4711/Ä',
  text: 'Größe 3 – „Łódź“ 🙂',
  lines: [
    { account: '10000', debitMinor: 11_900n },
    { account: '8400', creditMinor: 10_000n, taxCode: 'output-19' },
    { account: '1776', creditMinor: 1_900n, taxCode: 'output-19' },
  ],
};
const OPENING: NewEntry = {
  kind: 'opening',
  date: '2026-01-01',
  text: 'EB',
  lines: [
    { account: '1200', debitMinor: 500n },
    { account: '9000', creditMinor: 500n },
  ],
};
const CLOSING: NewEntry = {
  kind: 'closing',
  date: '2026-12-31',
  text: 'Abschluss',
  lines: [
    { account: '8400', debitMinor: 10_000n },
    { account: '0860', creditMinor: 10_000n },
  ],
};

describe('an export for DATEV', () => {
  it('gives the same balances by account and month when it is imported, whatever was booked', async () => {
    await api.createCompany('many');
    const entries = fc.sample(anyTaxedEntry, { seed: 7, numRuns: 80 });
    const open: NewEntry[] = entries.map(
      ({ id: _, fiscalYear: _y, number: _n, postedAt: _a, postedBy: _b, reverses: _r, ...entry }) => entry,
    );
    await book('many', OPENING, ...open);
    await takeOver('many', 'many-again');
    expect(await balancesOf('many-again')).toEqual(await balancesOf('many'));
  });

  it('is the same, byte for byte, when it is made again', async () => {
    await api.createCompany('twice');
    await book('twice', OPENING, SALE);
    const make = async () =>
      Buffer.concat((await collect((await makeFile('twice', WISH)).chunks)).map((c) => Buffer.from(c)));
    expect((await make()).equals(await make())).toBe(true);
  });

  it('has one batch a month, the opening in the first, names of accounts, and a list of what was changed', async () => {
    await api.createCompany('shop');
    const kept = { company: 'shop', version: 1, changedAt: NOW, changedBy: 'anna' };
    const lena = { ...kept, id: 'k-1', kind: 'customer', name: 'Café Lódz', account: '10000' } as const;
    await api.table.transact([
      put(PartnerRow, lena),
      put(PartnerAccountRow, { company: 'shop', account: '10000', partnerId: 'k-1' }),
    ]);
    await book('shop', OPENING, SALE, CLOSING);
    const files = await exportFiles('shop');
    expect([...files.keys()]).toEqual([
      'EXTF_Buchungsstapel_2026-01.csv',
      'EXTF_Buchungsstapel_2026-03.csv',
      'EXTF_Kontenbeschriftungen.csv',
      'EXTF_DebKred_Stammdaten.csv',
      'findings.csv',
    ]);
    const partners = new TextDecoder('windows-1252').decode(files.get('EXTF_DebKred_Stammdaten.csv'));
    expect(partners.split('\r\n')[2]).toMatch(/^10000;"Café Lódz";/);
    const march = new TextDecoder('windows-1252').decode(files.get('EXTF_Buchungsstapel_2026-03.csv'));
    const [header, headings, row] = march.split('\r\n');
    expect(header).toMatch(
      /^"EXTF";700;21;"Buchungsstapel";13;20260615120000000;;"BO";"Backoffice";"";1001;7;20260101;4;20260301;20260331;/,
    );
    expect(headings?.split(';')).toHaveLength(125);
    expect(row).toContain('119,00;"S";"EUR";;;"";10000;8400;"";1003;"RE-4711/Ae"');
    expect(row).toContain('"Größe 3 – „Lódz“ _"');
    const findings = files.get('findings.csv')?.toString('utf8') ?? '';
    expect(
      findings
        .split('\r\n')
        .slice(1, -1)
        .map((line) => line.split(';').slice(0, 2).join(' ')),
    ).toEqual(['document-number-changed 2', 'characters-replaced 2', 'closing-entry-left-out 3']);
    expect(findings).toContain('🙂');
    const all = await exportFiles('shop', { ...WISH, closingEntries: true });
    expect(all.has('EXTF_Buchungsstapel_2026-12.csv')).toBe(true);
  });

  it('keeps a fiscal year that begins in July in months of its own; a reversal stays in its year', async () => {
    await api.createCompany('july', { fiscalYearStart: '07-01' });
    const late = { ...SALE, date: '2027-01-05' };
    await book('july', { ...SALE, date: '2026-12-30' }, late);
    const [entry] = await entriesOf('july');
    if (!entry) throw new Error('no entry');
    await book('july', reversalOf(entry, { method: 'general-reversal', date: '2027-06-30' }));
    const files = await takeOver('july', 'july-again', { fiscalYearStart: '07-01' });
    expect([...files.keys()].slice(0, 3)).toEqual(
      ['2026-12', '2027-01', '2027-06'].map((month) => `EXTF_Buchungsstapel_${month}.csv`),
    );
    expect(await balancesOf('july-again')).toEqual(await balancesOf('july'));
    const again = await entriesOf('july-again');
    expect(again.at(-1)).toMatchObject({ date: '2027-06-30', generalReversal: true, fiscalYear: 2026 });
    expect(again.at(-1)?.lines).toMatchObject([
      { debitMinor: -11_900n },
      { creditMinor: -10_000n, taxCode: 'output-19' },
      { creditMinor: -1_900n },
    ]);
  });

  it('says when a year was not opened, and refuses what it cannot make', async () => {
    await api.createCompany('early');
    await book('early', SALE);
    expect((await exportFiles('early')).get('findings.csv')?.toString()).toContain('opening-missing');
    const refused = (params: Record<string, unknown>) => makeFile('early', { ...WISH, ...params });
    await expect(refused({ fiscalYear: 2025 })).rejects.toMatchObject({
      code: 'exchange.unknown-fiscal-year',
    });
    await expect(refused({ to: '2027-01-31' })).rejects.toMatchObject({
      code: 'exchange.range-outside-year',
    });
    await expect(refused({ clearingAccount: '8400' })).rejects.toMatchObject({
      code: 'exchange.unsuitable-clearing-account',
    });
    await api.createCompany('own', { chart: 'none' });
    await expect(makeFile('own', WISH)).rejects.toMatchObject({ code: 'exchange.chart-without-tax-rules' });
  });

  it('packs the vouchers for the Belegtransfer under the GUID that the rows link, and lists what is missing', async () => {
    await api.createCompany('paper');
    const voucher = {
      company: 'paper',
      contentType: 'application/pdf',
      sha256: 'ab'.repeat(32),
      bytes: 8,
      archivedAt: NOW,
      uploadedBy: 'anna',
    };
    await voucherStore(api.table).addVoucher(
      { ...voucher, id: 'vch_1', fileName: 'Rechnung Nr. 1 & 2.pdf' },
      [],
    );
    await voucherStore(api.table).addVoucher({ ...voucher, id: 'vch_2', fileName: 'gone.pdf' }, []);
    archive.content.set('vouchers/paper/vch_1', '%PDF-1.7');
    const references = ['vch_1', 'vch_2'].map((id) => ({ id, sha256: voucher.sha256 }));
    await book('paper', { ...SALE, vouchers: references });
    const files = await exportFiles('paper', { ...WISH, vouchers: true });
    const rows = new TextDecoder('windows-1252').decode(files.get('EXTF_Buchungsstapel_2026-03.csv'));
    const guid = /"BEDI ""([0-9A-F-]{36})"""/.exec(rows)?.[1];
    const packed = readZip(files.get('Belege_1.zip') ?? Buffer.alloc(0));
    expect([...packed.keys()]).toEqual(['vch_1-Rechnung-Nr.-1-2.pdf', 'document.xml']);
    expect(packed.get('vch_1-Rechnung-Nr.-1-2.pdf')?.toString()).toBe('%PDF-1.7');
    expect(packed.get('document.xml')?.toString()).toContain(`<document guid="${guid}"`);
    expect(files.get('findings.csv')?.toString()).toContain(
      'voucher-missing;;"Voucher vch_2 is not in the archive',
    );
  });

  it.skipIf(!existsSync(REAL_FILE))(
    'takes over a real batch (skipped where ../shared/data is absent)',
    async () => {
      await api.createCompany('real', { startDate: '2018-01-01' });
      expect(await importBatch('real', readFileSync(REAL_FILE))).toMatchObject({ state: 'done' });
      const files = await exportFiles('real', { ...WISH, fiscalYear: 2018 });
      expect(batchesOf(files)).toHaveLength(1);
    },
  );
});
