import type { FileStore } from '../../../shared/files/file-store.ts';
import { yearOf } from '../../../shared/kernel/calendar-date.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { decideAgain, type Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { Books, NewEntry, PostedResult, Posting, PostingResult, Voucher } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import type { AdvancePlace, CreditedItem, PlannedSetOff } from '../../receivables/books.ts';
import type { ReceivablesReader } from '../../receivables/reader.ts';
import { itemId } from '../../receivables/rules.ts';
import type { CreditedLine } from '../domain/issued/line-rest.ts';
import type { CustomerData, InvoiceOrder, IssuerData } from '../domain/issued/order.ts';
import { centsOfMinor } from '../domain/minor.ts';
import { refuse } from '../errors.ts';
import type { IssuedReader } from '../issued-reader.ts';
import type { IssuedStore } from '../issued-store.ts';
import type { InvoiceSettingsRow, IssuedInvoiceRow } from '../table.ts';
import { decideIssue, traceOf, voucherOf } from './decide-issue.ts';
import { type DeductAdvancesDeps, loadAdvances } from './deduct-advances.ts';
import { assertCreditable, freedAdvances, loadCreditable } from './find-creditable.ts';

export interface IssueInvoiceDeps extends DeductAdvancesDeps {
  readonly reader: Pick<IssuedReader, 'loadSettings' | 'nextNumber' | 'bearerOf' | 'loadIssued'>;
  readonly store: IssuedStore;
  readonly partners: Pick<ReceivablesReader, 'loadPartner'>;
  readonly books: Pick<Books, 'post'>;
  readonly findCredited: (company: LedgerCompany, place: AdvancePlace) => Promise<CreditedItem | undefined>;
  readonly planSetOff: (
    posting: Posting,
    credited: CreditedItem,
    entry: Pick<NewEntry, 'lines' | 'date'>,
  ) => PlannedSetOff | undefined;
  readonly archive: Pick<FileStore, 'write'>;
  readonly voucherWrite: (voucher: Voucher) => Write;
  readonly voucherPlace: (companyId: string, voucherId: string) => string;
  readonly retryWhileContended: Retry;
  readonly newId: NewId;
}

export interface IssueWish {
  readonly posting: Posting;
  readonly requestId: string;
  readonly customerId: string;
  /** Own number; else the next one of the year. */
  readonly number?: string | undefined;
  readonly date: string;
  /** What is written, once the number is known and, of a credit note, how its invoice stands. */
  readonly write: (number: string, about: IssuedInvoiceRow | undefined) => Written;
  readonly customer: CustomerData;
  readonly account: string;
  /** Ids of the advances that are deducted: it is a final invoice. */
  readonly deducts?: readonly string[] | undefined;
  /** Of a credit note: its invoice, all that is left of it or a part. */
  readonly about?: { readonly invoice: IssuedInvoiceRow; readonly extent: 'whole' | 'part' } | undefined;
  readonly remember: (row: IssuedInvoiceRow) => readonly Write[];
}

export interface Written {
  readonly order: InvoiceOrder;
  /** What all credit notes have taken of the invoice with this one. */
  readonly credited?: readonly CreditedLine[] | undefined;
}

function issuerOf({
  issuer,
  vatId,
  taxNumber,
}: InvoiceSettingsRow | { issuer?: undefined; vatId?: undefined; taxNumber?: undefined }): IssuerData {
  if (issuer && (vatId !== undefined || taxNumber !== undefined)) return { ...issuer, vatId, taxNumber };
  const detail =
    'Say in the invoice settings who issues invoices, and under which VAT id or tax number (§14 Abs. 4 UStG).';
  throw refuse('invoices.no-settings', detail);
}

/**
 * Issues an invoice: checked by the rules that received ones are checked by, its XML fixed, booked as an open item. Number,
 * entry, invoice, voucher, the advances that it deducts or frees, and reply are one transaction: a number is never left out
 * and never given twice, and an advance is deducted once. A credit note is set off against its invoice in it, as far as that
 * is open, and marks what it takes: no two take the same.
 */
export async function issueInvoice(deps: IssueInvoiceDeps, wish: IssueWish): Promise<IssuedInvoiceRow> {
  const id = deps.newId('inv');
  const voucherId = deps.newId('vch');
  const attempt = () => issueOnce(deps, wish, { id, voucherId });
  return decideAgain('receivables', deps, () => decideAgain('invoices', deps, attempt));
}

async function issueOnce(
  deps: IssueInvoiceDeps,
  wish: IssueWish,
  { id, voucherId }: { readonly id: string; readonly voucherId: string },
): Promise<IssuedInvoiceRow> {
  const { company } = wish.posting;
  const issued = await deps.reader.loadIssued(company.id, id);
  if (issued) return issued; // an attempt whose answer was lost
  const settings = await deps.reader.loadSettings(company.id);
  const issuer = issuerOf(settings ?? {});
  const about = wish.about && (await loadCreditable(deps.reader, wish.about, wish.date));
  const { number, numberWrites } = await decideNumber(deps, wish, settings);
  const { credited: creditedLines, order: written } = wish.write(number, about);
  const { order, advances } = await withAdvances(deps, wish, written);
  const credited = await findItemOf(deps, company, about);
  const content = { order, issuer, customer: wish.customer };
  const decided = decideIssue(wish, content, { id, voucherId, credited });
  const { entry, xml, row } = decided;
  await deps.archive.write(deps.voucherPlace(company.id, voucherId), [xml], 'application/xml');
  const setOff = credited && deps.planSetOff(wish.posting, credited, entry);
  const entries = setOff && setOff.taxLines.length > 0 ? [entry, setOffEntry(entry, setOff)] : [entry];
  const freed = wish.about?.extent === 'whole' ? await freedAdvances(deps.reader, about) : [];
  let done: IssuedInvoiceRow | undefined;
  const results = await deps.books.post(wish.posting, entries, (_from, _to, outcome) => {
    const [own, tax] = outcome.map(postedOf);
    if (!own || (entries.length > 1 && !tax)) throw refusalOf(outcome);
    const setOffCents = setOff && centsOfMinor(setOff.amountMinor, order.currency);
    const line = entry.lines.findIndex(({ account }) => account === row.account);
    done = {
      ...row,
      entryId: own.id,
      ...(row.kind === 'advance' ? { item: itemId(own.fiscalYear, own.number, line) } : {}),
      ...(setOffCents === undefined ? {} : { setOffCents }),
    };
    return [
      ...numberWrites,
      ...deps.store.issueWrites(done),
      ...(about ? [aboutWrite(deps.store, about, done, creditedLines)] : []),
      ...(setOff?.writes(own, tax) ?? []),
      ...advances.map((advance) => deps.store.deductedWrite(advance, id)),
      ...freed.map((advance) => deps.store.deductedWrite(advance, undefined)),
      deps.voucherWrite(voucherOf(wish, row, xml)),
      traceOf(deps, wish, done),
      ...wish.remember(done),
    ];
  });
  invariant(done && results[0]?.status === 'posted', 'the invoice was committed');
  return done;
}

function postedOf(result: PostingResult): PostedResult | undefined {
  return result.status === 'posted' ? result : undefined;
}

/** Nothing is booked where one of the entries is refused: what is thrown here ends the transaction before it is sent. */
function refusalOf(results: readonly PostingResult[]): Error {
  const refused = results.find((result) => result.status === 'refused');
  return refused?.status === 'refused'
    ? refused.problem
    : new Error('an entry of the invoice was not decided');
}

/** The item of the invoice that a credit note is about; an advance has its own way back (decision 0140). */
async function findItemOf(
  deps: IssueInvoiceDeps,
  company: LedgerCompany,
  about: IssuedInvoiceRow | undefined,
): Promise<CreditedItem | undefined> {
  if (about === undefined || about.kind === 'advance') return undefined;
  const { entryId, account } = about;
  const found = await deps.findCredited(company, { entryId, account });
  invariant(found, `invoice ${about.id} was booked`);
  assertCreditable(about, found);
  return found;
}

/** Tax that falls due because the credit note took another rate's part of what is paid (§20 UStG). */
function setOffEntry(credit: NewEntry, { taxLines }: PlannedSetOff): NewEntry {
  const { kind, date, documentNumber, reference, text } = credit;
  return {
    ...{ kind, date, text, lines: taxLines },
    ...(documentNumber === undefined ? {} : { documentNumber }),
    ...(reference === undefined ? {} : { reference }),
  };
}

function aboutWrite(
  store: IssuedStore,
  about: IssuedInvoiceRow,
  { id: creditNoteId, totalCents }: IssuedInvoiceRow,
  credited: readonly CreditedLine[] | undefined,
): Write {
  if (credited === undefined) return store.cancelledWrite(about, creditNoteId);
  return store.creditedWrite(about, { creditNoteId, credited, grossCents: BigInt(totalCents) });
}

/** The order with what was received of the advances that it deducts, and these as they were read. */
async function withAdvances(
  deps: DeductAdvancesDeps,
  { posting: { company }, customerId, deducts: ids }: IssueWish,
  order: InvoiceOrder,
): Promise<{ readonly order: InvoiceOrder; readonly advances: readonly IssuedInvoiceRow[] }> {
  if (ids === undefined) return { order, advances: [] };
  const advances = await loadAdvances(deps, { company, ids, customerId, date: order.date });
  const deducts = advances.map(({ deduction }) => deduction);
  return { order: { ...order, deducts }, advances: advances.map(({ row }) => row) };
}

async function decideNumber(
  { reader, store }: IssueInvoiceDeps,
  { posting, number, date }: IssueWish,
  settings: InvoiceSettingsRow | undefined,
): Promise<{ readonly number: string; readonly numberWrites: readonly Write[] }> {
  const { id: company } = posting.company;
  if (number !== undefined) {
    if ((await reader.bearerOf(company, number)) === undefined) return { number, numberWrites: [] };
    throw refuse('invoices.number-taken', `${number} is the number of another invoice.`, {
      errors: [{ pointer: '/number', detail: 'is taken' }],
    });
  }
  const year = yearOf(date);
  const seen = await reader.nextNumber(company, year);
  const { numberPrefix = 'RE-', numberDigits = 4 } = settings ?? {};
  const next = String(seen ?? 1).padStart(numberDigits, '0');
  return {
    number: `${numberPrefix}${year}-${next}`,
    numberWrites: [store.sequenceWrite(company, year, seen)],
  };
}
