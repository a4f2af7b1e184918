import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { companiesReader } from '../../../functions/companies/reader.ts';
import { TABLES } from '../../../functions/exchange/domain/gobd/table-spec.ts';
import { exchangeExports } from '../../../functions/exchange/exports.ts';
import type { NewEntry } from '../../../functions/ledger/domain/entry.ts';
import { voucherStore } from '../../../functions/ledger/store/vouchers.ts';
import { receivablesReader } from '../../../functions/receivables/reader.ts';
import { collect } from '../../support/byte-chunks.ts';
import { type LedgerApi, NOW, openLedgerApi } from '../../support/ledger-api.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { readZip } from '../../support/read-zip.ts';

const archive = memoryFiles();
let api: LedgerApi;

beforeAll(async () => {
  api = await openLedgerApi(() => []);
});

async function handOver(companyId: string, params: Record<string, unknown>) {
  const deps = {
    companies: companiesReader(api.table),
    reader: api.ledger.reader,
    partners: receivablesReader(api.table),
    archive,
  };
  const definition = exchangeExports(deps).find(({ kind }) => kind.kind === 'gobd');
  if (!definition) throw new Error('no definition');
  const { chunks } = await definition.make(companyId, params, new Date(NOW));
  return readZip(Buffer.concat((await collect(chunks)).map((chunk) => Buffer.from(chunk))));
}

/** The records of a file by the names of its columns. */
function read(files: Map<string, Buffer>, file: string): Record<string, string>[] {
  return parse(files.get(file) ?? '', { delimiter: ';', columns: true, bom: true }) as Record<
    string,
    string
  >[];
}

const SALE: NewEntry = {
  kind: 'regular',
  date: '2026-03-10',
  documentNumber: 'RE-1; "neu"',
  text: '=SUM(A1)',
  serviceDate: '2026-03-09',
  vouchers: [{ id: 'vch_1', sha256: 'ab'.repeat(32) }],
  lines: [
    {
      account: '10000',
      debitMinor: 11_900n,
      dueDate: '2026-04-09',
      foreign: { currency: 'USD', amountMinor: 12_888n, rate: '1.083' },
    },
    { account: '8400', creditMinor: 10_000n, taxCode: 'output-19', costCentre: '100' },
    { account: '1776', creditMinor: 1_900n, taxCode: 'output-19' },
  ],
};

describe('a handover for the tax audit', () => {
  it('holds every line of the year with all its fields, as they were booked', async () => {
    await api.createCompany('audit', { name: 'Audit & Co' });
    await voucherStore(api.table).addVoucher(
      {
        company: 'audit',
        id: 'vch_1',
        fileName: 'a.pdf',
        contentType: 'application/pdf',
        sha256: 'ab'.repeat(32),
        bytes: 8,
        archivedAt: NOW,
        uploadedBy: 'anna',
      },
      [],
    );
    archive.content.set('vouchers/audit/vch_1', '%PDF-1.7');
    await api.post('audit', SALE, { ...SALE, date: '2026-04-01', vouchers: [] });
    const files = await handOver('audit', { fiscalYear: 2026, vouchers: true });
    expect([...files.keys()].sort()).toEqual(
      ['index.xml', 'Verfahren.md', 'belege/vch_1-a.pdf', ...TABLES.map(({ file }) => file)].sort(),
    );
    for (const { file, columns } of TABLES) {
      const [headings = []] = parse(files.get(file) ?? '', { delimiter: ';', bom: true }) as string[][];
      expect(headings).toEqual(columns.map(({ name }) => name));
      read(files, file); // csv-parse refuses records that have other cells than columns
    }
    const lines = read(files, 'journal.csv');
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatchObject({
      Nummer: '1', Zeile: '1', Konto: '10000', Soll: '119,00', Haben: '', Belegdatum: '10.03.2026', Leistungsdatum: '09.03.2026',
      Fälligkeit: '09.04.2026', Belegnummer: 'RE-1; "neu"', Buchungstext: '=SUM(A1)', Fremdwährung: 'USD', Fremdbetrag: '128.88',
      Belege: '1',
    }); // biome-ignore format: a table
    expect(read(files, 'salden.csv').filter(({ Konto }) => Konto === '8400')).toMatchObject([
      { Periode: '3', Haben: '100,00', Saldo: '-100,00' },
      { Periode: '4', Haben: '100,00', Saldo: '-200,00' },
    ]);
    expect(read(files, 'belege.csv')).toMatchObject([{ Beleg: 'vch_1', Datei: 'belege/vch_1-a.pdf' }]);
    expect(read(files, 'buchung_beleg.csv')).toMatchObject([{ Nummer: '1', Beleg: 'vch_1' }]);
  });

  it('carries the chain of hashes and the trace of changes, and says by figures that it is whole', async () => {
    await api.createCompany('chain');
    for (let at = 0; at < 3; at += 1) await api.post('chain', { ...SALE, vouchers: [] });
    const files = await handOver('chain', { fiscalYear: 2026 });
    const blocks = read(files, 'bloecke.csv');
    const lastHash = (await api.ledger.reader.loadHead('chain', 2026))?.lastHash;
    expect(blocks.map((block) => block['Erste Nummer'])).toEqual(['1', '2', '3']);
    expect(blocks.slice(1).map((block) => block['Vorige Prüfsumme'])).toEqual(
      blocks.slice(0, 2).map(({ Prüfsumme }) => Prüfsumme),
    );
    expect(blocks.at(-1)?.Prüfsumme).toBe(lastHash);
    expect(read(files, 'aenderungen.csv').length).toBeGreaterThan(0);
    const text = files.get('Verfahren.md')?.toString() ?? '';
    expect(text).toContain('| Buchungen (Nummern 1 bis 3, ohne Lücke) | 3 |');
    expect(text).toContain(`\`${lastHash}\``);
    expect(read(files, 'einstellungen.csv')).toContainEqual({ Einstellung: 'chart', Wert: 'SKR03' });
  });

  it('is made for charts of one’s own too, and refused for a year without entries', async () => {
    await api.createCompany('own-chart', { chart: 'none' });
    await expect(handOver('own-chart', { fiscalYear: 2026 })).rejects.toMatchObject({
      code: 'exchange.unknown-fiscal-year',
    });
  });
});
