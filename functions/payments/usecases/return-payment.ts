import { invariant } from '../../../shared/kernel/errors.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { Books, NewEntry, Posting } from '../../ledger/books.ts';
import { refuse } from '../errors.ts';
import type { PaymentRow, PaymentRunRow } from '../table.ts';
import { type ReversePaymentDeps, reversePayment } from './cancel-run.ts';
import { loadRun } from './change-run.ts';

/** A payment whose money came back: which one, why, and the line of the statement that says so. */
export interface ReturnOrder {
  readonly posting: Posting;
  readonly runId: string;
  readonly number: number;
  readonly on: string;
  readonly transactionId: string;
  /** ISO 20022 ExternalReturnReason1Code or the bank's own. */
  readonly code: string | undefined;
  /** The entry of the line, against the transit account. @throws where the line cannot be this return */
  readonly entry: (returned: ReturnedPayment) => NewEntry;
  /** Writes that must happen together with it. */
  readonly together: (entryId: string) => readonly Write[];
}

export interface ReturnedPayment {
  readonly run: Pick<PaymentRunRow, 'id' | 'kind' | 'orderer'>;
  readonly payment: PaymentRow;
  /** Signed as the line: a debit that comes back is negative, a transfer positive. Without fees. */
  readonly amountMinor: bigint;
}

type Deps = ReversePaymentDeps;

/** The payment of ours that a line gives back, and what it comes to. */
export async function loadReturned(
  { reader }: Pick<Deps, 'reader'>,
  company: string,
  { runId, number }: { readonly runId: string; readonly number: number },
): Promise<ReturnedPayment | undefined> {
  const [run, payment] = await Promise.all([
    reader.loadRun(company, runId),
    reader.loadPayment(company, runId, number),
  ]);
  if (!run || !payment || payment.entryId === undefined) return undefined;
  return { run, payment, amountMinor: run.kind === 'transfer' ? payment.amountMinor : -payment.amountMinor };
}

/**
 * Books that a payment came back: the line against the transit account, and in the same transaction the reversal of the
 * payment, so that its items are open again and its mandate counts as not used. Where the payment was reversed before (the
 * bank's report was faster), only the line is booked.
 * @throws payments.unknown-payment, payments.payment-state
 */
export async function returnPayment(deps: Deps, order: ReturnOrder): Promise<void> {
  const { posting, runId, number, on, code, transactionId, together } = order;
  const company = posting.company.id;
  await loadRun(deps.reader, company, runId);
  const returned = await loadReturned(deps, company, { runId, number });
  if (!returned)
    throw refuse('payments.unknown-payment', `The run ${runId} has given no payment ${number} to the bank.`);
  const { payment } = returned;
  const { state, returnedBy } = payment;
  if (returnedBy !== undefined || state === 'reversed') {
    throw refuse('payments.payment-state', `Payment ${number} of ${runId} is ${state} already.`);
  }
  const entry = order.entry(returned);
  if (state === 'booked' || state === 'accepted') {
    const post = postBeside(deps.books, entry, together);
    await reversePayment(
      { ...deps, books: { reader: deps.books.reader, store: deps.books.store, post } },
      payment,
      { posting, date: on, state: 'returned', reason: code ?? 'returned', returnedBy: transactionId },
    );
    return;
  }
  const marked = deps.store.paymentWrite(payment, { ...payment, returnedBy: transactionId });
  await postAlone(deps.books, posting, entry, (id) => [marked, ...together(id)]);
}

type Post = Books['post'];

/** Posts another entry with the first: both or neither. */
function postBeside(books: Pick<Books, 'post'>, entry: NewEntry, together: ReturnOrder['together']): Post {
  return (posting, entries, ofFirst) =>
    books.post(posting, [...entries, entry], (from, to, results) => {
      const [, line] = results;
      for (const result of results) if (result.status === 'refused') throw result.problem;
      invariant(line?.status === 'posted' && to - from === 2, 'a return is booked with its reversal');
      return [...(ofFirst?.(from, to, results) ?? []), ...together(line.id)];
    });
}

async function postAlone(
  books: Pick<Books, 'post'>,
  posting: Posting,
  entry: NewEntry,
  together: ReturnOrder['together'],
): Promise<void> {
  const [result] = await books.post(posting, [entry], (_from, _to, [decided]) =>
    decided?.status === 'posted' ? together(decided.id) : [],
  );
  if (result?.status === 'refused') throw result.problem;
}

/** What is written when the booking of a returning line is taken back: the payment stays reversed, its money is to come. */
export async function planUndoneReturn(
  deps: Pick<Deps, 'reader' | 'store'>,
  company: string,
  { runId, number }: { readonly runId: string; readonly number: number },
): Promise<readonly Write[]> {
  const payment = await deps.reader.loadPayment(company, runId, number);
  if (!payment || payment.returnedBy === undefined) return [];
  return [deps.store.paymentWrite(payment, { ...payment, returnedBy: undefined })];
}
