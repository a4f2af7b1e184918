import * as z from 'zod';
import { hash32 } from '../../shared/kernel/hash32.ts';
import { Bytes, entity, MinorUnits } from '../../shared/table/entity.ts';
import { PERIODS } from './domain/fiscal-year.ts';

const Company = z.string();
const FiscalYear = z.int();
const EntryNumber = z.int().nonnegative();
const Hash = z.string().length(64);

/** Sort keys of entry numbers: ten digits, so that text order is number order. */
export function numberKey(number: number): string {
  return String(number).padStart(10, '0');
}

/** Accounts are spread over this many partitions; a report reads them side by side. */
export const BALANCE_SHARDS = 16;

/** Which partition an account's sums and pages live in. */
export function shardOf(account: string): number {
  return hash32(account) % BALANCE_SHARDS;
}

export const JournalHead = entity({
  name: 'ledger.head',
  schema: z.object({
    company: Company,
    fiscalYear: FiscalYear,
    nextNumber: z.int().positive(),
    lastHash: Hash,
    /** One letter a period, 0 to 13: `o` open, `c` closed. */
    periods: z
      .string()
      .length(PERIODS)
      .regex(/^[oc]+$/),
    configVersion: z.int().nonnegative(),
    opened: z.boolean(),
    foldedThrough: EntryNumber,
    blocks: z.int().nonnegative(),
    bytes: z.int().nonnegative(),
    foldedBlocks: z.int().nonnegative(),
    foldedBytes: z.int().nonnegative(),
    /** Whoever folds says until when, so that the others do not fold the same; milliseconds since 1970. */
    foldingUntil: z.int().positive().optional(),
  }),
  key: ({ company, fiscalYear }: { company: string; fiscalYear: number }) => ({
    pk: `C#${company}#HEAD#${fiscalYear}`,
    sk: 'HEAD',
  }),
  access: [
    'The end of one fiscal year’s journal: read by every request, conditionally replaced by every commit.',
  ],
});

export const LedgerConfig = entity({
  name: 'ledger.config',
  schema: z.object({
    company: Company,
    /** Raised by every change of accounts; absent before the first. */
    version: z.int().nonnegative().default(0),
    /** Journals opened so far: a change of accounts that did not see the latest of them is refused. */
    years: z.int().nonnegative().default(0),
  }),
  key: ({ company }: { company: string }) => ({ pk: `C#${company}#LEDGER`, sk: 'CONFIG' }),
  access: [
    'Version of the company’s accounts: raised by every change of them, together with all heads; counts the journals.',
  ],
});

export const FiscalYearItem = entity({
  name: 'ledger.fiscal-year',
  schema: z.object({
    company: Company,
    fiscalYear: FiscalYear,
    from: z.string(),
    to: z.string(),
    openedAt: z.string(),
  }),
  key: ({ company, fiscalYear }: { company: string; fiscalYear: number }) => ({
    pk: `C#${company}#LEDGER`,
    sk: `YEAR#${fiscalYear}`,
  }),
  access: ['The fiscal years that have a journal: one query lists them.'],
});

export const YearEndMark = entity({
  name: 'ledger.year-end-mark',
  schema: z.object({
    company: Company,
    fiscalYear: FiscalYear,
    kind: z.enum(['opening', 'closing']),
    /** Entries that runs have booked: two runs at once cannot both count from the same. */
    booked: z.int().positive(),
  }),
  key: ({
    company,
    fiscalYear,
    kind,
  }: {
    company: string;
    fiscalYear: number;
    kind: 'opening' | 'closing';
  }) => ({
    pk: `C#${company}#LEDGER`,
    sk: `MARK#${fiscalYear}#${kind}`,
  }),
  access: ['How many opening or closing entries were booked by themselves in a year.'],
});

export const OwnAccountItem = entity({
  name: 'ledger.account',
  schema: z.object({
    company: Company,
    number: z.string(),
    name: z.string().optional(),
    category: z.enum(['asset', 'liability', 'equity', 'income', 'expense']).optional(),
    closedAfter: z.string().optional(),
    version: z.int().positive(),
  }),
  key: ({ company, number }: { company: string; number: string }) => ({
    pk: `C#${company}#LEDGER`,
    sk: `ACCOUNT#${number}`,
  }),
  access: [
    'Accounts of the company’s own and its say on chart accounts: one query loads them, once per version.',
  ],
});

export const BlockItem = entity({
  name: 'ledger.block',
  schema: z.object({
    company: Company,
    fiscalYear: FiscalYear,
    firstNumber: z.int().positive(),
    lastNumber: z.int().positive(),
    previousHash: Hash,
    hash: Hash,
    /** Earliest and latest date of its entries, so that a reader of a range can pass it by. */
    minDate: z.string(),
    maxDate: z.string(),
    content: Bytes,
  }),
  key: ({
    company,
    fiscalYear,
    lastNumber,
  }: {
    company: string;
    fiscalYear: number;
    lastNumber: number;
  }) => ({
    pk: `C#${company}#JOURNAL#${fiscalYear}`,
    sk: numberKey(lastNumber),
  }),
  access: [
    'The block of an entry number: first block at or after the number.',
    'The journal of a year in order; the unfolded tail: blocks after a number.',
  ],
});

export const EntryId = entity({
  name: 'ledger.entry-id',
  schema: z.object({
    company: Company,
    id: z.string(),
    fiscalYear: FiscalYear,
    number: z.int().positive(),
    contentHash: Hash,
  }),
  key: ({ company, id }: { company: string; id: string }) => ({ pk: `C#${company}#ENTRY#${id}`, sk: 'ID' }),
  access: ['An id that a client chose: where the entry stands and what it contained. Kept for ever.'],
});

export const RequestPart = entity({
  name: 'ledger.request-part',
  schema: z.object({
    company: Company,
    key: z.string(),
    from: z.int().nonnegative(),
    to: z.int().positive(),
    /** Results of the entries `from` to `to`: compressed JSON, as they are answered. */
    results: Bytes,
  }),
  key: ({ company, key, from }: { company: string; key: string; from: number }) => ({
    pk: `C#${company}#REQUEST#${key}`,
    sk: String(from).padStart(6, '0'),
  }),
  access: ['What became of a request with an Idempotency-Key: one query returns its parts in order.'],
});

const DaySums = z.record(z.string(), MinorUnits);

export const AccountPeriodItem = entity({
  name: 'ledger.account-period',
  schema: z.object({
    company: Company,
    fiscalYear: FiscalYear,
    account: z.string(),
    period: z
      .int()
      .min(0)
      .max(PERIODS - 1),
    through: EntryNumber,
    debits: DaySums,
    credits: DaySums,
    lines: z.int().nonnegative(),
    recent: Bytes.optional(),
  }),
  key: ({
    company,
    fiscalYear,
    account,
    period,
  }: {
    company: string;
    fiscalYear: number;
    account: string;
    period: number;
  }) => ({
    pk: `C#${company}#BALANCE#${fiscalYear}#${shardOf(account)}`,
    sk: `${account}#${String(period).padStart(2, '0')}`,
  }),
  access: [
    'Sums of one account in a year: one query by the start of the sort key.',
    'All sums of a year (trial balance): one query for each of 16 partitions, side by side.',
  ],
});

export const StatementPageItem = entity({
  name: 'ledger.statement-page',
  schema: z.object({
    company: Company,
    fiscalYear: FiscalYear,
    account: z.string(),
    period: z
      .int()
      .min(0)
      .max(PERIODS - 1),
    page: z.int().nonnegative(),
    content: Bytes,
  }),
  key: ({
    company,
    fiscalYear,
    account,
    period,
    page,
  }: {
    company: string;
    fiscalYear: number;
    account: string;
    period: number;
    page: number;
  }) => ({
    pk: `C#${company}#PAGE#${fiscalYear}#${shardOf(account)}`,
    sk: `${account}#${String(period).padStart(2, '0')}#${String(page).padStart(6, '0')}`,
  }),
  access: ['Lines of one account in one period, 128 a page: one query by the start of the sort key.'],
});

export const DocumentIndexItem = entity({
  name: 'ledger.document-index',
  schema: z.object({
    company: Company,
    fiscalYear: FiscalYear,
    shard: z.int(),
    through: EntryNumber,
    content: Bytes,
  }),
  key: ({
    company,
    fiscalYear,
    shard,
    through,
  }: {
    company: string;
    fiscalYear: number;
    shard: number;
    through: number;
  }) => ({
    pk: `C#${company}#DOCS#${fiscalYear}#${shard}`,
    sk: numberKey(through),
  }),
  access: ['Which entries bear a document number: one query for its hash’s partition; the blocks confirm.'],
});

export const ReversalMark = entity({
  name: 'ledger.reversal',
  schema: z.object({
    company: Company,
    fiscalYear: FiscalYear,
    number: z.int().positive(),
    reversedBy: z.string(),
  }),
  key: ({ company, fiscalYear, number }: { company: string; fiscalYear: number; number: number }) => ({
    pk: `C#${company}#REVERSALS#${fiscalYear}`,
    sk: numberKey(number),
  }),
  access: [
    'Whether and by what an entry has been reversed.',
    'All marks of a year, for verification. They come no faster than commits of one journal, so one partition does.',
  ],
});

export const PostingRequestItem = entity({
  name: 'ledger.posting-request',
  schema: z.object({
    company: Company,
    id: z.string(),
    state: z.enum(['queued', 'posted', 'refused']),
    requestedAt: z.string(),
    requestedBy: z.string(),
    /** The entry as it was sent. */
    entry: z.string(),
    entryId: z.string().optional(),
    fiscalYear: z.int().optional(),
    number: z.int().optional(),
    problem: z.string().optional(),
  }),
  key: ({ company, id }: { company: string; id: string }) => ({
    pk: `C#${company}#POSTING#${id}`,
    sk: 'REQUEST',
  }),
  access: ['An entry handed to the queue, and what became of it.'],
});

export const DraftItem = entity({
  name: 'ledger.draft',
  schema: z.object({
    company: Company,
    id: z.string(),
    version: z.int().positive(),
    entry: z.string(),
    createdBy: z.string(),
    changedBy: z.string(),
    changedAt: z.string(),
  }),
  key: ({ company, id }: { company: string; id: string }) => ({ pk: `C#${company}#DRAFTS`, sk: id }),
  access: ['Drafts of a company, newest last; one draft by id.'],
});

export const VoucherItem = entity({
  name: 'ledger.voucher',
  schema: z.object({
    company: Company,
    id: z.string(),
    fileName: z.string(),
    contentType: z.string(),
    sha256: Hash,
    bytes: z.int().nonnegative(),
    archivedAt: z.string(),
    uploadedBy: z.string(),
  }),
  key: ({ company, id }: { company: string; id: string }) => ({ pk: `C#${company}#VOUCHERS`, sk: id }),
  access: ['A voucher’s file and hash by id; the vouchers of a company in order of upload.'],
});

export const SealItem = entity({
  name: 'ledger.seal',
  schema: z.object({
    company: Company,
    fiscalYear: FiscalYear,
    /** Last entry number that the seal covers, and the hash of its block. */
    number: EntryNumber,
    hash: Hash,
    /** Day of the seal, and the instant of signing. */
    day: z.string(),
    sealedAt: z.string(),
    keyId: z.string(),
    signature: z.string(),
  }),
  key: ({ company, fiscalYear, day }: { company: string; fiscalYear: number; day: string }) => ({
    pk: `C#${company}#SEALS#${fiscalYear}`,
    sk: day,
  }),
  access: ['Daily signatures of a year’s journal, in order; the archive bucket holds the copy that counts.'],
});
