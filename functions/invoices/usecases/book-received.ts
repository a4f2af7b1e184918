import { recordChange } from '../../../shared/changes.ts';
import { addDays } from '../../../shared/kernel/calendar-date.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { decideAgain, type Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { Books, NewEntry, Posting } from '../../ledger/books.ts';
import { type DiscountTerms, itemTermsWrite } from '../../receivables/books.ts';
import { composeEntryLines } from '../domain/compose-entry.ts';
import { advanceEntry, completeAdvance } from '../domain/received/book-advance.ts';
import {
  assertDeductible,
  type CompletedLine,
  completeLines,
  convertLines,
  vendorAccountOf,
  type WishedLine,
} from '../domain/received/complete-booking.ts';
import { convertCents, roundToMinor } from '../domain/received/convert-amount.ts';
import type { DiscountTerm } from '../domain/received/payment-terms.ts';
import type { Habit, Proposal } from '../domain/received/propose-posting.ts';
import { compactNumber, sellerKeys } from '../domain/received/seller-keys.ts';
import { refuse } from '../errors.ts';
import type { InvoicesStore } from '../store.ts';
import type { ReceivedInvoiceRow } from '../table.ts';
import { type ReadReceivedDeps, type Received, readReceived } from './read-received.ts';

export interface BookReceivedDeps extends ReadReceivedDeps {
  readonly store: Pick<InvoicesStore, 'receivedWrite' | 'learnWrites' | 'commit'>;
  readonly books: ReadReceivedDeps['books'] & Pick<Books, 'post'>;
  readonly retryWhileContended: Retry;
  readonly newId: NewId;
}

export interface BookingWish {
  readonly account?: string | undefined;
  readonly date?: string | undefined;
  readonly serviceDate?: string | undefined;
  readonly dueDate?: string | undefined;
  readonly documentNumber?: string | undefined;
  readonly text?: string | undefined;
  readonly exchangeRate?: string | undefined;
  readonly lines?: readonly WishedLine[] | undefined;
  /** Whether it is an invoice before the supply; by its type unless said. */
  readonly advance?: boolean | undefined;
  /** Cash discounts of the open item instead of the invoice's and the partner's; none where it is empty. */
  readonly discounts?: readonly DiscountTerm[] | undefined;
  /** Why an invoice with errors is booked. */
  readonly reason?: string | undefined;
}

export interface BookingOrder {
  readonly posting: Posting;
  readonly id: string;
  readonly wish: BookingWish;
  readonly requestId: string;
  /** Refuses what was decided on another version than the present one. */
  readonly assertVersion: (version: number) => void;
  /** Writes that must happen together with it: the reply under the caller's key. */
  readonly remember: (row: ReceivedInvoiceRow) => readonly Write[];
}

const TEXTS = {
  de: { invoice: 'Eingangsrechnung', advance: 'Anzahlungsrechnung', credit: 'Gutschrift' },
  en: { invoice: 'Invoice received', advance: 'Advance invoice received', credit: 'Credit note' },
} as const;

const MAX_HABITS = 20;

/**
 * Books a received invoice: the proposal, changed by what is wished. Entry, state, what is learned for the next invoice of this
 * seller and the caller's reply are one transaction, so that it is booked once. An invoice whose entry was reversed can be
 * booked again.
 */
export function bookReceived(deps: BookReceivedDeps, order: BookingOrder): Promise<ReceivedInvoiceRow> {
  return decideAgain('invoices', deps, async () => {
    const { company } = order.posting;
    const received = await readReceived(deps, company, order.id);
    order.assertVersion(received.row.version);
    const { entry, account, lines, discounts } = decideEntry(order, received);
    let booked: ReceivedInvoiceRow | undefined;
    const [result] = await deps.books.post(order.posting, [entry], (_from, _to, [decided]) => {
      if (decided?.status !== 'posted') return [];
      booked = bookedRow(order, received.row, account, decided.id);
      return [
        deps.store.receivedWrite(received.row, booked),
        ...termsWrites(company.id, { ...decided, entry, account }, discounts),
        ...learned(deps, order, received, account, lines),
        traceOf(deps, order, 'invoices.booked', { entryId: decided.id }),
        ...order.remember({ ...booked, version: received.row.version + 1 }),
      ];
    });
    if (result?.status === 'refused') throw result.problem;
    invariant(booked, 'the invoice was committed');
    return { ...booked, version: received.row.version + 1 };
  });
}

function assertBookable({ row, proposal }: Received, { wish, posting }: BookingOrder): Proposal {
  if (proposal === undefined) {
    if (posting.company.chart === 'none') {
      throw refuse(
        'invoices.needs-chart',
        'Tax keys belong to SKR03 and SKR04: book a journal entry with the voucher.',
      );
    }
    throw refuse('invoices.invoice-state', `The invoice is ${row.state}.`, {
      extra: row.entryId === undefined ? {} : { entryId: row.entryId },
    });
  }
  if (row.errors > 0 && wish.reason === undefined) {
    const detail = `The invoice has ${row.errors} errors: give the reason why it is booked all the same, or reject it.`;
    throw refuse('invoices.reason-needed', detail, { errors: [{ pointer: '/reason', detail }] });
  }
  return proposal;
}

function decideEntry(order: BookingOrder, received: Received) {
  const { wish, posting } = order;
  const { chart, accountLength, currency, language } = posting.company;
  const proposal = assertBookable(received, order);
  invariant(chart !== 'none', 'a proposal has a chart');
  const books = { chart, accountLength, currency };
  const isAdvance = wish.advance ?? proposal.advance;
  const account = vendorAccountOf(proposal, wish.account, books);
  const complete = isAdvance ? completeAdvance : completeLines;
  const lines = complete(proposal, wish.lines, books);
  const { lines: booked, foreign } = convertLines(proposal, lines, wish.exchangeRate, currency);
  const date = wish.date ?? proposal.date;
  if (date === undefined) {
    const detail = 'The invoice has no date: name one.';
    throw refuse('invoices.invalid-booking', detail, { errors: [{ pointer: '/date', detail }] });
  }
  const serviceDate = wish.serviceDate ?? proposal.serviceDate;
  const { seller, totals } = received.content.invoice;
  const partner = compactNumber(seller.vatId) ?? proposal.vendor?.partner?.id;
  const dueDate = wish.dueDate ?? proposal.dueDate;
  const whose = { dueDate, partner, foreign };
  const entryLines = isAdvance
    ? advanceEntry(booked, { account, ...whose })
    : composeEntryLines({
        ...{ chart, accountLength, personalAccount: account, date, serviceDate, lines: booked, ...whose },
        deducted: proposal.paidCents !== 0n,
      });
  const vat = totals.vat ?? 0n;
  const shown = foreign ? convertCents(vat, foreign.rate, currency) : roundToMinor(vat, currency);
  assertDeductible(entryLines, booked, shown);
  const documentNumber = wish.documentNumber ?? proposal.documentNumber;
  const words = TEXTS[language];
  const kind = proposal.totalCents < 0n ? words.credit : isAdvance ? words.advance : words.invoice;
  const { voucherId, sha256, xml } = received.row;
  const entry: NewEntry = {
    kind: 'regular',
    date,
    ...(documentNumber === undefined ? {} : { documentNumber }),
    text: wish.text ?? `${kind} ${documentNumber ?? ''}`.trim(),
    lines: entryLines,
    ...(serviceDate === undefined || isAdvance ? {} : { serviceDate }),
    vouchers: [{ id: voucherId, sha256 }, ...(xml ? [{ id: xml.voucherId, sha256: xml.sha256 }] : [])],
  };
  // Where advances wait says nothing of what this vendor is paid for.
  const discounts = discountsOf(wish.discounts, proposal, date, (cents) =>
    foreign ? convertCents(cents, foreign.rate, currency) : roundToMinor(cents, currency),
  );
  return { entry, account, lines: isAdvance ? [] : lines, discounts };
}

/** Discounts count from the day of the invoice, on whatever day it is booked; undefined where it names none. */
function discountsOf(
  wished: readonly DiscountTerm[] | undefined,
  proposal: Proposal,
  entryDate: string,
  toMinor: (cents: bigint) => bigint,
): readonly DiscountTerms[] | undefined {
  const terms = wished ?? proposal.discounts;
  if (terms.length === 0) return wished && [];
  return terms.map(({ days, percentTimes100, baseCents }) => ({
    percentTimes100,
    until: addDays(proposal.date ?? entryDate, days),
    ...(baseCents === undefined ? {} : { baseMinor: toMinor(baseCents) }),
  }));
}

/** The terms of the item that the vendor's line becomes; there is none where nothing is left to be paid. */
function termsWrites(
  companyId: string,
  { entry, account, fiscalYear, number }: LineOfEntry,
  discounts: readonly DiscountTerms[] | undefined,
): readonly Write[] {
  const lineIndex = entry.lines.findIndex((line) => line.account === account);
  if (discounts === undefined || lineIndex < 0) return [];
  return [itemTermsWrite(companyId, { fiscalYear, number, lineIndex }, discounts)];
}

interface LineOfEntry {
  readonly entry: NewEntry;
  readonly account: string;
  readonly fiscalYear: number;
  readonly number: number;
}

function bookedRow(
  { posting, wish }: BookingOrder,
  row: ReceivedInvoiceRow,
  account: string,
  entryId: string,
): ReceivedInvoiceRow {
  const { postedAt: decidedAt, postedBy: decidedBy } = posting;
  return { ...row, state: 'booked', account, entryId, reason: wish.reason, decidedAt, decidedBy };
}

/** The account of each kind of tax, the newest first; what was booked before for others stays. */
function learned(
  deps: BookReceivedDeps,
  { posting }: BookingOrder,
  { content, proposal }: Received,
  account: string,
  lines: readonly CompletedLine[],
): readonly Write[] {
  const habits = new Map<string, Habit>();
  for (const { tax, account: used, costCentre, grossCents } of lines) {
    if (grossCents === 0n || habits.has(tax)) continue;
    habits.set(tax, { tax, account: used, ...(costCentre === undefined ? {} : { costCentre }) });
  }
  for (const habit of proposal?.habits ?? []) if (!habits.has(habit.tax)) habits.set(habit.tax, habit);
  const keys = sellerKeys(content.invoice.seller);
  return deps.store.learnWrites(posting.company.id, account, keys, [...habits.values()].slice(0, MAX_HABITS));
}

export function traceOf(
  { newId }: { readonly newId: NewId },
  { posting, id, requestId }: Pick<BookingOrder, 'posting' | 'id' | 'requestId'>,
  action: string,
  after: Readonly<Record<string, string>>,
): Write {
  return recordChange({
    companyId: posting.company.id,
    changeId: newId('chg'),
    at: posting.postedAt,
    principal: posting.postedBy,
    action,
    subject: `received-invoices/${id}`,
    after,
    requestId,
  });
}
