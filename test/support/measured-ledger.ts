import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { NewEntry } from '../../functions/ledger/domain/entry.ts';
import { entryBindings } from '../../functions/ledger/handlers/entries.ts';
import type { LedgerCompany } from '../../functions/ledger/reader.ts';
import { foldWhenDue } from '../../functions/ledger/usecases/fold-when-due.ts';
import { Import } from '../../shared/imports/table.ts';
import { DomainError } from '../../shared/kernel/errors.ts';
import { newId } from '../../shared/kernel/ids.ts';
import type { Log } from '../../shared/log.ts';
import type { Table } from '../../shared/table/table.ts';
import { type JournalCsvFixture, journalCsv } from './journal-fixtures.ts';
import { type LedgerApi, NOW, openLedgerApi } from './ledger-api.ts';
import { ledgerUploadWorker, requestUpload } from './ledger-uploads.ts';
import { memoryFiles } from './memory-files.ts';
import { meterTable, type TableMeter } from './table-meter.ts';

export interface MeasuredLedger extends LedgerApi {
  readonly company: LedgerCompany;
  /** Uploads a journal CSV and works on it to the end, balances folded. Returns the seconds from delivery to `done`. */
  readonly importCsv: (fixture: JournalCsvFixture) => Promise<number>;
}

/** Bytes that an upload arrives in, as the S3 client hands them out. */
const CHUNK_BYTES = 65_536;
/** Six digits leave room for a customer's account for each of 100,000 entries. */
const ACCOUNT_LENGTH = 6;
export const YEAR = 2026;

interface OpenedTable {
  readonly client: DynamoDBClient;
  readonly tableName: string;
}

/** The ledger with its HTTP handler and its uploads worker in this process, and one company with SKR03. */
export async function openMeasuredLedger(
  on: OpenedTable,
  companyId: string,
): Promise<MeasuredLedger & { readonly meter: TableMeter }> {
  const meter = meterTable(on.client);
  return { ...(await openUploadLedger(on, companyId, { eventsFold: true })), meter };
}

/**
 * The same without a meter, which takes time of its own. In an installation the events of committed blocks have another
 * function fold beside the import; with `eventsFold` that happens here too, else the import folds all by itself.
 */
export async function openUploadLedger(
  on: OpenedTable,
  companyId: string,
  { eventsFold = false } = {},
): Promise<MeasuredLedger> {
  const api = await openLedgerApi((ledger) => entryBindings({ ledger, newId }), on);
  await api.createCompany(companyId, { accountLength: ACCOUNT_LENGTH });
  const company = await api.ledger.loadCompany(companyId);
  if (!company) throw new Error('The company was not created.');

  const importCsv = async (fixture: JournalCsvFixture): Promise<number> => {
    const files = memoryFiles(CHUNK_BYTES);
    const { importId, key } = await requestUpload(api.table, { companyId, kind: 'journal-csv' });
    files.content.set(key, [...journalCsv({ ...fixture, accountLength: ACCOUNT_LENGTH })].join(''));
    const complaints: unknown[] = [];
    const log: Log = (level, message, fields) => {
      if (level !== 'info') complaints.push({ message, ...fields });
    };
    const fold = async () => (eventsFold ? foldWhenDue(api.ledger, company, YEAR) : undefined);
    const beside = foldBeside(api.table, fold);
    const from = performance.now();
    await ledgerUploadWorker(beside.table, files, () => new Date(NOW), log)(key);
    await beside.idle();
    const seconds = (performance.now() - from) / 1000;
    const ended = await api.table.get(Import, { companyId, importId });
    if (ended?.state !== 'done' || ended.done !== fixture.entries) {
      const came = `${ended?.state} with ${ended?.done} of ${fixture.entries} entries`;
      throw new Error(`The import ended ${came}: ${JSON.stringify(complaints)}`);
    }
    await assertFolded({ ledger: api.ledger, company }, fixture.entries);
    return seconds;
  };
  return { ...api, company, importCsv };
}

/** A table each of whose transactions is followed by a fold, one at a time, beside whoever writes on. */
function foldBeside(table: Table, fold: () => Promise<void>) {
  let folding = Promise.resolve();
  const transact: Table['transact'] = async (writes) => {
    await table.transact(writes);
    folding = folding.then(fold);
  };
  return { table: { ...table, transact }, idle: () => folding };
}

/** Posts like a client that comes again when it is told that others are writing. Returns how often it was told so. */
export async function postPatiently(
  { ledger, company }: Pick<MeasuredLedger, 'ledger' | 'company'>,
  postedBy: string,
  entries: readonly NewEntry[],
): Promise<number> {
  for (let busy = 0; ; busy += 1) {
    try {
      const results = await ledger.post({ company, postedAt: NOW, postedBy }, entries);
      if (results.some(({ status }) => status !== 'posted')) throw new Error('An entry was not posted.');
      return busy;
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'platform.busy')) throw error;
    }
  }
}

/** The year holds exactly these entries, and every account has them. */
export async function assertFolded(
  { ledger, company }: Pick<MeasuredLedger, 'ledger' | 'company'>,
  entries: number,
): Promise<void> {
  const head = await ledger.reader.loadHead(company.id, YEAR);
  if (head?.nextNumber !== entries + 1 || head.foldedThrough !== entries) {
    const [last, folded] = [(head?.nextNumber ?? 1) - 1, head?.foldedThrough];
    throw new Error(`The journal ends with ${last} instead of ${entries}, folded through ${folded}.`);
  }
}

/** Revenue accounts of SKR03 in six digits. */
const REVENUES = ['840000', '830000', '810000', '812000', '812500', '815000'];

/** Three lines, over the same accounts and months in turns: 100 entries touch as many of both as 100,000. */
export function evenEntry(index: number): NewEntry {
  const net = BigInt(100 + (index % 5_000));
  const month = String((index % 12) + 1).padStart(2, '0');
  const day = String((Math.trunc(index / 12) % 28) + 1).padStart(2, '0');
  return {
    kind: 'regular',
    date: `${YEAR}-${month}-${day}`,
    documentNumber: `RE-${index}`,
    text: `Rechnung ${index}`,
    lines: [
      { account: '140000', debitMinor: net * 119n },
      { account: REVENUES[Math.trunc(index / 12) % REVENUES.length] ?? '', creditMinor: net * 100n },
      { account: '177600', creditMinor: net * 19n },
    ],
  };
}
