import type { Books } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { AGEING_BUCKETS, type AgeingBucket, bucketOf, daysOverdue } from '../domain/ageing.ts';
import { type OpenItem, openMinorOf, type Side } from '../domain/open-item.ts';
import type { ReceivablesReader, StoredItem } from '../reader.ts';
import type { PartnerRow } from '../table.ts';

export interface ReadOpenItemsDeps {
  readonly reader: Pick<
    ReceivablesReader,
    'loadThrough' | 'allOpenItems' | 'itemsSettledAfter' | 'partnersOf'
  >;
  readonly follow: (company: LedgerCompany) => Promise<void>;
  /** Balance of every personal account at the end of a day, debit positive. */
  readonly personalBalances: (company: LedgerCompany, asOf: string) => Promise<ReadonlyMap<string, bigint>>;
  readonly sideOf: (account: string, accountLength: number) => Side;
  readonly books: Pick<Books, 'retryWhileContended'>;
}

/** One item as of a day; what is owed is positive on both sides. */
export interface AgedItem {
  readonly item: OpenItem;
  readonly openMinor: bigint;
  readonly overdueDays: number;
  readonly bucket: AgeingBucket;
}

export interface AccountOfItems {
  readonly account: string;
  readonly partner: PartnerRow | undefined;
  readonly openMinor: bigint;
  readonly ledgerMinor: bigint;
}

export interface OpenItemsReport {
  readonly side: Side;
  readonly asOf: string;
  readonly items: readonly AgedItem[];
  readonly accounts: readonly AccountOfItems[];
  readonly ageing: Readonly<Record<AgeingBucket, bigint>>;
  readonly openMinor: bigint;
  readonly ledgerMinor: bigint;
}

/** Readings that disagree with the ledger because something was booked or cleared between them are repeated so often. */
const ATTEMPTS = 4;

/**
 * Open items of one side at the end of a day with their ageing, account by account beside the balance of the ledger.
 * Both follow from the same journal, so they agree; a difference that stays is shown, never hidden.
 */
export async function readOpenItems(
  deps: ReadOpenItemsDeps,
  company: LedgerCompany,
  side: Side,
  asOf: string,
): Promise<OpenItemsReport> {
  for (let attempt = 1; ; attempt += 1) {
    const report = await readOnce(deps, company, side, asOf);
    const agrees = report.accounts.every(({ openMinor, ledgerMinor }) => openMinor === ledgerMinor);
    if (agrees || attempt === ATTEMPTS) return report;
  }
}

async function readOnce(
  deps: ReadOpenItemsDeps,
  company: LedgerCompany,
  side: Side,
  asOf: string,
): Promise<OpenItemsReport> {
  await deps.follow(company);
  const [open, settledLater, balances] = await Promise.all([
    deps.reader.allOpenItems(company.id),
    deps.reader.itemsSettledAfter(company.id, asOf),
    deps.personalBalances(company, asOf),
  ]);
  const sign = side === 'receivable' ? 1n : -1n;
  const isOfSide = (account: string) => deps.sideOf(account, company.accountLength) === side;
  const items = uniqueItems([...open, ...settledLater])
    .filter(({ account }) => isOfSide(account))
    .map((item) => ageItem(item, asOf, sign))
    .filter(({ openMinor }) => openMinor !== 0n)
    .sort(byAccountAndDue);
  const sums = new Map<string, bigint>();
  for (const { item, openMinor } of items) sums.set(item.account, (sums.get(item.account) ?? 0n) + openMinor);
  const ledger = new Map([...balances].filter(([account]) => isOfSide(account)));
  const numbers = [...new Set([...sums.keys(), ...ledger.keys()])].sort();
  const partners = await deps.reader.partnersOf(company.id, numbers);
  const accounts = numbers
    .map((account) => ({
      account,
      partner: partners.get(account),
      openMinor: sums.get(account) ?? 0n,
      ledgerMinor: sign * (ledger.get(account) ?? 0n),
    }))
    .filter(({ openMinor, ledgerMinor }) => openMinor !== 0n || ledgerMinor !== 0n);
  const total = (of: readonly { openMinor: bigint }[]) =>
    of.reduce((sum, { openMinor }) => sum + openMinor, 0n);
  const ageing = Object.fromEntries(
    AGEING_BUCKETS.map((bucket) => [bucket, total(items.filter((item) => item.bucket === bucket))]),
  ) as Record<AgeingBucket, bigint>;
  const ledgerMinor = accounts.reduce((sum, one) => sum + one.ledgerMinor, 0n);
  return { side, asOf, items, accounts, ageing, openMinor: total(items), ledgerMinor };
}

/** An item that was settled between the two readings may be in both. */
function uniqueItems(items: readonly StoredItem[]): StoredItem[] {
  const newest = new Map<string, StoredItem>();
  for (const item of items) {
    const seen = newest.get(item.id);
    if (!seen || seen.version < item.version) newest.set(item.id, item);
  }
  return [...newest.values()];
}

export function ageItem(item: OpenItem, asOf: string, sign: bigint): AgedItem {
  const overdueDays = daysOverdue(item.dueDate, asOf);
  return { item, openMinor: sign * openMinorOf(item, asOf), overdueDays, bucket: bucketOf(overdueDays) };
}

function byAccountAndDue({ item: a }: AgedItem, { item: b }: AgedItem): number {
  if (a.account !== b.account) return a.account < b.account ? -1 : 1;
  if (a.dueDate !== b.dueDate) return a.dueDate < b.dueDate ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
