import type { Books } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import type { ReceivablesReader } from '../../receivables/reader.ts';
import { type FollowCustomerDeps, followCustomer } from './follow-customer.ts';

export interface FollowBooksDeps extends FollowCustomerDeps {
  readonly receivables: FollowCustomerDeps['receivables'] &
    Pick<ReceivablesReader, 'partnersOf' | 'dunnedPartners'>;
  readonly books: {
    readonly reader: Pick<Books['reader'], 'blocksAfter'>;
    readonly loadCompany: (companyId: string) => Promise<LedgerCompany | undefined>;
  };
  /** Reads the insurance clock of a customer. */
  readonly runClock: (company: string, customer: string, now: Date) => Promise<unknown>;
  /** Makes open items of all that is booked. */
  readonly followItems: (company: LedgerCompany) => Promise<void>;
}

/** Entries of a year that were booked, accounts whose items were cleared, a dunning run that has changed levels, or a partner that has another account. */
export type BooksChange =
  | { readonly fiscalYear: number; readonly from: number; readonly to: number }
  | { readonly accounts: readonly string[] }
  | { readonly runId: string }
  | { readonly partnerId: string };

interface Touched {
  /** Documents that came into the books, by account. */
  readonly documents: Map<string, Set<string>>;
  /** Customers to whom letters were written. */
  readonly dunned: Set<string>;
  /** Partners that came, went, or may have another account: what is open on it is theirs from now on. */
  readonly changed: Set<string>;
}

/**
 * Follows what happened in the books: of every customer whose account was touched, all that is open is read anew. So it
 * does not matter how often, how late or in which order it hears of it.
 */
export async function followBooks(
  deps: FollowBooksDeps,
  companyId: string,
  changes: readonly BooksChange[],
  now: Date,
): Promise<void> {
  const company = await deps.books.loadCompany(companyId);
  if (!company) return;
  await deps.followItems(company);
  const touched: Touched = { documents: new Map(), dunned: new Set(), changed: new Set() };
  for (const change of changes) await gather(deps, companyId, change, touched);
  const partners = await deps.receivables.partnersOf(companyId, [...touched.documents.keys()]);
  const customers = [...partners.values()].filter(({ kind }) => kind === 'customer');
  /** Of whom something was booked or paid, or who may have another account, with the documents that came. */
  const owing = new Map<string, ReadonlySet<string> | undefined>([
    ...[...touched.changed].map((id) => [id, undefined] as const),
    ...customers.map(({ id, account }) => [id, touched.documents.get(account)] as const),
  ]);
  for (const [id, documents] of owing) {
    await followCustomer(deps, companyId, id, now, documents);
    await deps.runClock(companyId, id, now);
  }
  // Nothing of the others was booked or paid, so the insurance clock says what it said.
  for (const id of touched.dunned) if (!owing.has(id)) await followCustomer(deps, companyId, id, now);
}

async function gather(
  { books, receivables }: FollowBooksDeps,
  companyId: string,
  change: BooksChange,
  { documents, dunned, changed }: Touched,
): Promise<void> {
  if ('runId' in change) {
    for (const id of await receivables.dunnedPartners(companyId, change.runId)) dunned.add(id);
    return;
  }
  if ('partnerId' in change) {
    changed.add(change.partnerId);
    return;
  }
  const add = (account: string, document?: string) => {
    const known = documents.get(account) ?? new Set<string>();
    if (document !== undefined) known.add(document);
    documents.set(account, known);
  };
  if ('accounts' in change) {
    for (const account of change.accounts) add(account);
    return;
  }
  const { fiscalYear, from, to } = change;
  for await (const block of books.reader.blocksAfter(companyId, fiscalYear, from - 1)) {
    if (block.firstNumber > to) return;
    for (const entry of block.entries()) {
      if (entry.number < from || entry.number > to) continue;
      for (const { account } of entry.lines) add(account, entry.documentNumber);
    }
  }
}
