import type { Books } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import type { ReceivablesReader } from '../../receivables/reader.ts';
import { findVendor, type VendorMatch } from '../domain/received/find-vendor.ts';
import type { ReceivedContent } from '../domain/received/pack-invoice.ts';
import { type Proposal, proposePosting } from '../domain/received/propose-posting.ts';
import { sellerKeys } from '../domain/received/seller-keys.ts';
import { refuse } from '../errors.ts';
import type { InvoicesReader } from '../reader.ts';
import type { ReceivedInvoiceRow } from '../table.ts';

export interface ReadReceivedDeps {
  readonly reader: Pick<
    InvoicesReader,
    'loadReceived' | 'loadContent' | 'loadSettings' | 'loadSellerAccounts' | 'loadHabits'
  >;
  readonly partners: Pick<ReceivablesReader, 'allPartners' | 'partnersOf'>;
  readonly books: { readonly reader: Pick<Books['reader'], 'findEntry' | 'loadReversal'> };
}

/** Longest document number of an entry. */
const MAX_DOCUMENT_NUMBER = 60;

export interface Received {
  readonly row: ReceivedInvoiceRow;
  readonly content: ReceivedContent;
  /** What booking it would do; absent once it is booked or rejected, and in a company without SKR03 or SKR04. */
  readonly proposal: Proposal | undefined;
}

/** An invoice with everything known of it. @throws invoices.unknown-invoice */
export async function readReceived(
  deps: ReadReceivedDeps,
  company: LedgerCompany,
  id: string,
): Promise<Received> {
  const row = await deps.reader.loadReceived(company.id, id);
  if (!row) throw refuse('invoices.unknown-invoice', `There is no received invoice ${id}.`);
  const content = await deps.reader.loadContent(company.id, id);
  const proposal = (await isOpen(deps, company.id, row)) ? await propose(deps, company, content) : undefined;
  return { row, content, proposal };
}

/** Not decided yet, or booked by an entry that was reversed. */
export async function isOpen(
  { books }: Pick<ReadReceivedDeps, 'books'>,
  companyId: string,
  { state, entryId }: ReceivedInvoiceRow,
): Promise<boolean> {
  if (state !== 'booked' || entryId === undefined) return state === 'received' || state === 'faulty';
  const entry = await books.reader.findEntry(companyId, entryId);
  if (!entry) return false;
  return (await books.reader.loadReversal(companyId, entry.fiscalYear, entry.number)) !== undefined;
}

async function propose(
  deps: ReadReceivedDeps,
  company: LedgerCompany,
  { invoice }: ReceivedContent,
): Promise<Proposal | undefined> {
  const { chart, accountLength, currency } = company;
  if (chart === 'none') return undefined;
  const vendor = await vendorOf(deps, company.id, invoice);
  const [settings, habits] = await Promise.all([
    deps.reader.loadSettings(company.id),
    vendor ? deps.reader.loadHabits(company.id, vendor.account) : [],
  ]);
  const { expenseAccount } = settings ?? {};
  const known = { vendor, habits, expenseAccount, maxDocumentNumber: MAX_DOCUMENT_NUMBER };
  return proposePosting(invoice, { chart, accountLength, currency, ...known });
}

async function vendorOf(
  { reader, partners }: ReadReceivedDeps,
  companyId: string,
  invoice: ReceivedContent['invoice'],
): Promise<VendorMatch | undefined> {
  const [all, learned] = await Promise.all([
    partners.allPartners(companyId),
    reader.loadSellerAccounts(companyId, sellerKeys(invoice.seller)),
  ]);
  return findVendor(invoice, all, learned);
}
