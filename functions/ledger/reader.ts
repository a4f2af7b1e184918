import { ChangeRecord } from '../../shared/changes.ts';
import type { ItemOf } from '../../shared/table/entity.ts';
import type { Table } from '../../shared/table/table.ts';
import { decompress, parseMadeEntryId, readBlock } from './domain/block.ts';
import { type ChartView, makeChartView } from './domain/chart-view.ts';
import { DOCUMENT_SHARDS, findInDocumentIndex } from './domain/document-index.ts';
import type { PostedEntry, VoucherReference } from './domain/entry.ts';
import type { AccountPeriod, StatementPage, StatementRow } from './domain/fold.ts';
import type { JournalHead as Head } from './domain/journal-head.ts';
import type { KnownId } from './domain/plan-commit.ts';
import type { IndexPart } from './domain/verify-document-index.ts';
import type { LedgerCompany } from './reader/company.ts';
import {
  AccountPeriodItem,
  BALANCE_SHARDS,
  BlockItem,
  DocumentIndexItem,
  EntryId,
  FiscalYearItem,
  JournalHead,
  LedgerConfig,
  numberKey,
  OwnAccountItem,
  PostingRequestItem,
  RequestPart,
  ReversalMark,
  SealItem,
  StatementPageItem,
  shardOf,
  VoucherItem,
} from './table.ts';

export type { EntryLine, PostedEntry } from './domain/entry.ts';
export { fiscalYearBounds, fiscalYearOf } from './domain/fiscal-year.ts';
export { type VatLine, vatLineReader } from './domain/tax/vat-lines.ts';
export { companyOf, type LedgerCompany, toLedgerCompany } from './reader/company.ts';
export { type StatementPlace, statementPlaceOf } from './reader/statement-place.ts';

/** A block as it is stored, opened on demand. */
export interface StoredBlock {
  readonly fiscalYear: number;
  readonly firstNumber: number;
  readonly lastNumber: number;
  readonly previousHash: string;
  readonly hash: string;
  readonly minDate: string;
  readonly maxDate: string;
  readonly bytes: number;
  readonly text: () => string;
  readonly entries: () => PostedEntry[];
}

/** The document index has as many. */
const ALL_SHARDS = Array.from({ length: BALANCE_SHARDS }, (_, shard) => shard);

export type LedgerReader = ReturnType<typeof ledgerReader>;

export function toHead(item: ItemOf<typeof JournalHead>): Head {
  return { ...item, periods: [...item.periods].map((letter) => (letter === 'o' ? 'open' : 'closed')) };
}

function toStoredBlock(item: ItemOf<typeof BlockItem>): StoredBlock {
  let text: string | undefined;
  const open = () => {
    text ??= decompress(item.content);
    return text;
  };
  return { ...item, bytes: item.content.byteLength, text: open, entries: () => readBlock(open()) };
}

/** Rows of a page or of an account's recent lines. */
export function readRows(content: Uint8Array | undefined): StatementRow[] {
  return content ? (JSON.parse(decompress(content)) as StatementRow[]) : [];
}

export function toAccountPeriod(item: ItemOf<typeof AccountPeriodItem>): AccountPeriod {
  return { ...item, recent: readRows(item.recent) };
}

/** Read-only queries of the ledger, for its own use cases and for other modules. All strongly consistent. */
export function ledgerReader(table: Table) {
  const charts = new Map<string, ChartView>();

  async function loadHead(company: string, fiscalYear: number): Promise<Head | undefined> {
    const item = await table.get(JournalHead, { company, fiscalYear });
    return item && toHead(item);
  }

  /** Version of the accounts, and how many journals have been opened. */
  async function loadConfig(company: string): Promise<{ version: number; years: number }> {
    return (await table.get(LedgerConfig, { company })) ?? { version: 0, years: 0 };
  }

  async function loadConfigVersion(company: string): Promise<number> {
    return (await loadConfig(company)).version;
  }

  /**
   * The accounts as of a version (the current one when none is named). They are read between two readings of the
   * version, so that what is cached under a version is that version.
   */
  async function loadChart(company: LedgerCompany, wanted?: number): Promise<ChartView> {
    for (;;) {
      const cached = wanted === undefined ? undefined : charts.get(`${company.id}#${wanted}`);
      if (cached) return cached;
      const version = await loadConfigVersion(company.id);
      const own = [];
      for await (const item of table.queryAll(OwnAccountItem, {
        pk: `C#${company.id}#LEDGER`,
        beginsWith: 'ACCOUNT#',
      })) {
        own.push(item);
      }
      if ((await loadConfigVersion(company.id)) !== version) continue;
      const { chart, accountLength, language } = company;
      const view = makeChartView({ version, chart, accountLength, language, own });
      if (charts.size > 200) charts.clear();
      charts.set(`${company.id}#${version}`, view);
      return view;
    }
  }

  async function listFiscalYears(company: string): Promise<ItemOf<typeof FiscalYearItem>[]> {
    return Array.fromAsync(
      table.queryAll(FiscalYearItem, { pk: `C#${company}#LEDGER`, beginsWith: 'YEAR#' }),
    );
  }

  async function loadKnownIds(company: string, ids: readonly string[]): Promise<Map<string, KnownId>> {
    const unique = [...new Set(ids)];
    const items = unique.length
      ? await table.getMany(
          EntryId,
          unique.map((id) => ({ company, id })),
        )
      : [];
    return new Map(items.map((item) => [item.id, item]));
  }

  /** Blocks that hold numbers above `after`, in order. */
  async function* blocksAfter(
    company: string,
    fiscalYear: number,
    after: number,
  ): AsyncGenerator<StoredBlock, void, undefined> {
    const spec = { pk: `C#${company}#JOURNAL#${fiscalYear}`, from: numberKey(after + 1) };
    for await (const item of table.queryAll(BlockItem, spec)) yield toStoredBlock(item);
  }

  /** The last block, or undefined for a year without entries. */
  async function lastBlock(company: string, fiscalYear: number): Promise<StoredBlock | undefined> {
    const page = await table.query(BlockItem, {
      pk: `C#${company}#JOURNAL#${fiscalYear}`,
      descending: true,
      limit: 1,
    });
    return page.items[0] && toStoredBlock(page.items[0]);
  }

  async function blockEndingAt(
    company: string,
    fiscalYear: number,
    lastNumber: number,
  ): Promise<StoredBlock | undefined> {
    const item = await table.get(BlockItem, { company, fiscalYear, lastNumber });
    return item && toStoredBlock(item);
  }

  /** Where the entry with this id stands: a client's id by its item, ours by what it says. */
  async function locateEntry(
    company: string,
    id: string,
  ): Promise<{ fiscalYear: number; number: number } | undefined> {
    return parseMadeEntryId(id) ?? (await table.get(EntryId, { company, id }));
  }

  async function loadEntry(
    company: string,
    fiscalYear: number,
    number: number,
  ): Promise<PostedEntry | undefined> {
    const spec = { pk: `C#${company}#JOURNAL#${fiscalYear}`, from: numberKey(number), limit: 1 };
    const item = (await table.query(BlockItem, spec)).items[0];
    return item && toStoredBlock(item).entries()[number - item.firstNumber];
  }

  /** The entry with a client's id or one of ours. */
  async function findEntry(company: string, id: string): Promise<PostedEntry | undefined> {
    const place = await locateEntry(company, id);
    return place && loadEntry(company, place.fiscalYear, place.number);
  }

  async function loadReversal(
    company: string,
    fiscalYear: number,
    number: number,
  ): Promise<string | undefined> {
    return (await table.get(ReversalMark, { company, fiscalYear, number }))?.reversedBy;
  }

  /** Results of a batch request with a key, as far as it came, in order. */
  async function loadRequestParts(company: string, key: string): Promise<ItemOf<typeof RequestPart>[]> {
    return Array.fromAsync(table.queryAll(RequestPart, { pk: `C#${company}#REQUEST#${key}` }));
  }

  async function loadPostingRequest(
    company: string,
    id: string,
  ): Promise<ItemOf<typeof PostingRequestItem> | undefined> {
    return table.get(PostingRequestItem, { company, id });
  }

  /** The uploaded vouchers among these ids. */
  async function loadVouchers(
    company: string,
    ids: readonly string[],
  ): Promise<Map<string, VoucherReference>> {
    const unique = [...new Set(ids)];
    const items = unique.length
      ? await table.getMany(
          VoucherItem,
          unique.map((id) => ({ company, id })),
        )
      : [];
    return new Map(items.map(({ id, sha256 }) => [id, { id, sha256 }]));
  }

  /** What is known of the files of these vouchers, by id; those that were never uploaded are missing. */
  async function loadVoucherFiles(
    company: string,
    ids: readonly string[],
  ): Promise<Map<string, ItemOf<typeof VoucherItem>>> {
    const keys = [...new Set(ids)].map((id) => ({ company, id }));
    const items = keys.length ? await table.getMany(VoucherItem, keys) : [];
    return new Map(items.map((item) => [item.id, item]));
  }

  /** Numbers of the entries, folded ones only, that may bear a document number with this hash. */
  async function findDocuments(company: string, fiscalYear: number, hash: number): Promise<number[]> {
    const numbers = new Set<number>();
    const pk = `C#${company}#DOCS#${fiscalYear}#${hash % DOCUMENT_SHARDS}`;
    for await (const { content } of table.queryAll(DocumentIndexItem, { pk })) {
      for (const number of findInDocumentIndex(content, hash)) numbers.add(number);
    }
    return [...numbers].sort((a, b) => a - b);
  }

  /** Runs a query of every shard side by side. */
  async function fromShards<T>(
    shards: readonly number[],
    readShard: (shard: number) => AsyncIterable<T>,
  ): Promise<T[]> {
    const found = await Promise.all(shards.map((shard) => Array.fromAsync(readShard(shard))));
    return found.flat();
  }

  /** The stored sums of a year, of one account or of all. */
  function accountPeriods(company: string, fiscalYear: number, account?: string): Promise<AccountPeriod[]> {
    const prefix = account === undefined ? {} : { beginsWith: `${account}#` };
    return fromShards(account === undefined ? ALL_SHARDS : [shardOf(account)], async function* (shard) {
      const pk = `C#${company}#BALANCE#${fiscalYear}#${shard}`;
      for await (const item of table.queryAll(AccountPeriodItem, { pk, ...prefix }))
        yield toAccountPeriod(item);
    });
  }

  /** Daily seals of a year as the table has them; the copies that cannot be changed are in the archive. */
  function loadSeals(company: string, fiscalYear: number): Promise<ItemOf<typeof SealItem>[]> {
    return Array.fromAsync(table.queryAll(SealItem, { pk: `C#${company}#SEALS#${fiscalYear}` }));
  }

  /** Shows what is in every shard, one by one, to somebody who cannot hold all of it. */
  async function visitShards<T>(
    readShard: (shard: number) => AsyncIterable<T>,
    visit: (item: T) => void,
  ): Promise<void> {
    const readAll = async (shard: number) => {
      for await (const item of readShard(shard)) visit(item);
    };
    await Promise.all(ALL_SHARDS.map(readAll));
  }

  function visitAccountPeriods(company: string, fiscalYear: number, visit: (state: AccountPeriod) => void) {
    const pk = (shard: number) => `C#${company}#BALANCE#${fiscalYear}#${shard}`;
    return visitShards(
      (shard) => table.queryAll(AccountPeriodItem, { pk: pk(shard) }),
      (item) => visit(toAccountPeriod(item)),
    );
  }

  function visitStatementPages(company: string, fiscalYear: number, visit: (page: StatementPage) => void) {
    const pk = (shard: number) => `C#${company}#PAGE#${fiscalYear}#${shard}`;
    return visitShards(
      (shard) => table.queryAll(StatementPageItem, { pk: pk(shard) }),
      ({ account, period, page, content }) => visit({ account, period, page, rows: readRows(content) }),
    );
  }

  function visitDocumentIndex(company: string, fiscalYear: number, visit: (part: IndexPart) => void) {
    const pk = (shard: number) => `C#${company}#DOCS#${fiscalYear}#${shard}`;
    return visitShards((shard) => table.queryAll(DocumentIndexItem, { pk: pk(shard) }), visit);
  }

  /** Every mark that an entry of this year has been reversed. */
  function reversalMarks(
    company: string,
    fiscalYear: number,
  ): AsyncGenerator<ItemOf<typeof ReversalMark>, void, undefined> {
    return table.queryAll(ReversalMark, { pk: `C#${company}#REVERSALS#${fiscalYear}` });
  }

  /** Traces of changes to a company, oldest first. */
  function changes(company: string): AsyncGenerator<ItemOf<typeof ChangeRecord>, void, undefined> {
    return table.queryAll(ChangeRecord, { pk: `C#${company}#CHANGES` });
  }

  /** The stored sums of just these accounts and periods; what was never folded is missing from the answer. */
  async function loadAccountPeriods(
    company: string,
    fiscalYear: number,
    wanted: readonly { account: string; period: number }[],
  ): Promise<AccountPeriod[]> {
    const keys = wanted.map(({ account, period }) => ({ company, fiscalYear, account, period }));
    return (await table.getMany(AccountPeriodItem, keys)).map(toAccountPeriod);
  }

  async function statementPages(
    company: string,
    fiscalYear: number,
    account: string,
    period: number,
  ): Promise<StatementRow[]> {
    const rows: StatementRow[] = [];
    const pk = `C#${company}#PAGE#${fiscalYear}#${shardOf(account)}`;
    const beginsWith = `${account}#${String(period).padStart(2, '0')}#`;
    for await (const item of table.queryAll(StatementPageItem, { pk, beginsWith }))
      rows.push(...readRows(item.content));
    return rows;
  }

  return {
    loadHead,
    loadChart,
    loadConfig,
    loadConfigVersion,
    listFiscalYears,
    loadKnownIds,
    blocksAfter,
    lastBlock,
    blockEndingAt,
    locateEntry,
    findEntry,
    loadEntry,
    loadReversal,
    loadRequestParts,
    loadPostingRequest,
    loadVouchers,
    loadVoucherFiles,
    findDocuments,
    accountPeriods,
    loadAccountPeriods,
    visitAccountPeriods,
    visitStatementPages,
    visitDocumentIndex,
    reversalMarks,
    changes,
    loadSeals,
    statementPages,
  };
}
