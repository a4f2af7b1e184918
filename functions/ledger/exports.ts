import * as z from 'zod';
import type { ExportDefinition, ExportFile } from '../../shared/exports/run-export.ts';
import { invariant } from '../../shared/kernel/errors.ts';
import type { CompaniesReader } from '../companies/reader.ts';
import { type Ledger, toLedgerCompany } from './compose.ts';
import {
  hledgerExport,
  journalBlocksExport,
  journalCsvExport,
  verificationExport,
} from './contract/transfers.ts';
import { writeHledger } from './domain/formats/write-hledger.ts';
import { writeJournalBlocks } from './domain/formats/write-journal-blocks.ts';
import { writeJournalCsv } from './domain/formats/write-journal-csv.ts';
import { readBlocks, readJournal } from './usecases/read-journal.ts';
import { type Seal, verifyJournal } from './usecases/verify-journal.ts';

export interface LedgerExportDeps {
  readonly ledger: Ledger;
  readonly companies: Pick<CompaniesReader, 'loadCompany'>;
  /** Seals as the archive keeps them, their signatures checked. */
  readonly loadSeals: (company: string, fiscalYear: number) => Promise<readonly Seal[]>;
}

const OneYear = z.object({ fiscalYear: z.int().optional() });

async function* once(produce: () => Promise<string>): AsyncGenerator<string, void, undefined> {
  yield await produce();
}

/** Every kind of file that the ledger makes. */
export function ledgerExports({
  ledger,
  companies,
  loadSeals,
}: LedgerExportDeps): readonly ExportDefinition[] {
  async function companyOf(companyId: string) {
    const company = await companies.loadCompany(companyId);
    invariant(company, `company ${companyId} has an export but no settings`);
    return { name: company.name, books: toLedgerCompany(company) };
  }

  async function makeHledger(companyId: string): Promise<ExportFile> {
    const { name, books } = await companyOf(companyId);
    const { list, find } = await ledger.reader.loadChart(books);
    const options = { companyName: name, currency: books.currency, accounts: list(), find };
    return {
      fileName: `${companyId}.journal`,
      contentType: 'text/plain; charset=utf-8',
      chunks: writeHledger(options, readJournal(ledger, books)),
    };
  }

  async function makeJournalCsv(companyId: string, params: unknown): Promise<ExportFile> {
    const { fiscalYear } = OneYear.parse(params);
    const { books } = await companyOf(companyId);
    return {
      fileName: fiscalYear === undefined ? `${companyId}.csv` : `${companyId}-${fiscalYear}.csv`,
      contentType: 'text/csv; charset=utf-8',
      chunks: writeJournalCsv(books.currency, readJournal(ledger, books, fiscalYear)),
    };
  }

  async function makeJournalBlocks(companyId: string, params: unknown): Promise<ExportFile> {
    const { fiscalYear } = OneYear.parse(params);
    const { books } = await companyOf(companyId);
    return {
      fileName: fiscalYear === undefined ? `${companyId}.jsonl` : `${companyId}-${fiscalYear}.jsonl`,
      contentType: 'application/x-ndjson',
      chunks: writeJournalBlocks(readBlocks(ledger, books, fiscalYear)),
    };
  }

  async function makeVerification(companyId: string, params: unknown, now: Date): Promise<ExportFile> {
    const { fiscalYear } = OneYear.parse(params);
    const { books } = await companyOf(companyId);
    const report = async () => {
      const verification = await verifyJournal({ ...ledger, loadSeals }, books, fiscalYear);
      const verifiedAt = now.toISOString();
      return `${JSON.stringify({ company: companyId, verifiedAt, ...verification }, undefined, 2)}\n`;
    };
    return {
      fileName: `${companyId}-verification.json`,
      contentType: 'application/json',
      chunks: once(report),
    };
  }

  return [
    { kind: hledgerExport, make: makeHledger },
    { kind: journalCsvExport, make: makeJournalCsv },
    { kind: journalBlocksExport, make: makeJournalBlocks },
    { kind: verificationExport, make: makeVerification },
  ];
}
