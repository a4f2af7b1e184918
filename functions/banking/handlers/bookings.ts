import { amountReader } from '../../../shared/http/amount-reader.ts';
import { type ApiRequest, type Binding, on } from '../../../shared/http/binding.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { companyOf } from '../../ledger/reader.ts';
import { readWishes } from '../../receivables/books.ts';
import type { ClearingItem } from '../../receivables/contract.ts';
import type { Banking } from '../compose.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/bookings.ts';
import type { BankTransactionRow } from '../table.ts';
import { assertOpen } from '../usecases/bank-entry.ts';
import { type BookingWish, bookTransaction } from '../usecases/book-transaction.ts';
import { unbookTransaction } from '../usecases/unbook-transaction.ts';
import { viewTransaction } from './view-transaction.ts';

/** Transactions that one request matches. */
const MATCHED_AT_ONCE = 1_000;

/** What a person wants of the items that a transaction settles. */
function wishesOf(items: readonly ClearingItem[], currency: string): BookingWish['items'] {
  const { optional, assertRead } = amountReader(currency, (detail, details) =>
    refuse('banking.invalid-booking', detail, details),
  );
  const wishes = readWishes(items, optional);
  assertRead();
  return wishes;
}

/** What the money was for is one of four things. */
function assertOneKind({ items, run, returns, account }: Readonly<Record<string, unknown>>): void {
  if ([items, run, returns, account].filter((one) => one !== undefined).length === 1) return;
  const detail =
    'Name one of: the items that it settles, the payments of a run, the payment that came back, the account that it is booked on.';
  throw refuse('banking.invalid-booking', detail, { errors: [{ pointer: '/items', detail }] });
}

/** What becomes of bank transactions. */
export function bookingBindings(banking: Banking): readonly Binding[] {
  const { reader, store } = banking;

  async function load(companyId: string, id: string): Promise<BankTransactionRow> {
    const row = await reader.findTransaction(companyId, id);
    if (row) return row;
    throw refuse('banking.missing-transaction', `There is no bank transaction ${id}.`);
  }
  const replyTo = (companyId: string, row: BankTransactionRow) => {
    const view = viewTransaction(row);
    return created(view, `/companies/${companyId}/bank-transactions/${view.id}`);
  };
  const rememberer =
    ({ idempotency }: Pick<ApiRequest, 'idempotency'>, companyId: string) =>
    (row: BankTransactionRow) =>
      idempotency ? [idempotency.writeFor(replyTo(companyId, row))] : [];

  return [
    on(routes.postBooking, async (request) => {
      const { params, body, principal, now } = request;
      const company = await companyOf(banking.books, params.companyId);
      assertOneKind(body);
      const { items, returns, ...more } = body;
      const wish = {
        ...more,
        items: items && wishesOf(items, company.currency),
        returns: returns && { ...returns, recharge: returns.rechargeFee },
      };
      const row = await load(company.id, params.transactionId);
      const posting = { company, postedAt: now.toISOString(), postedBy: principal.id };
      const deps = { ...banking, grossLines: banking.grossLinesFor(company) };
      const remember = rememberer(request, company.id);
      return replyTo(
        company.id,
        await bookTransaction(deps, { posting, row, automatic: false, wish, remember }),
      );
    }),
    on(routes.undoBooking, async (request) => {
      const { params, principal, now } = request;
      const company = await companyOf(banking.books, params.companyId);
      const row = await load(company.id, params.transactionId);
      const posting = { company, postedAt: now.toISOString(), postedBy: principal.id };
      return replyTo(
        company.id,
        await unbookTransaction(banking, posting, row, rememberer(request, company.id)),
      );
    }),
    on(routes.ignoreTransaction, async (request) => {
      const { companyId, transactionId } = request.params;
      const row = await load(companyId, transactionId);
      assertOpen(row);
      const next: BankTransactionRow = { ...row, state: 'ignored', version: row.version + 1 };
      const change = store.changeTransaction(row, { state: 'ignored' });
      await store.transact([change, ...rememberer(request, companyId)(next)]);
      return replyTo(companyId, next);
    }),
    on(routes.postMatching, async ({ params, body, principal, now }) => {
      const company = await companyOf(banking.books, params.companyId);
      const who = { at: now.toISOString(), by: principal.id };
      const counts = await banking.match(company, body.importId, who, MATCHED_AT_ONCE);
      const more = counts.booked + counts.proposed + counts.open >= MATCHED_AT_ONCE;
      return ok({ ...counts, more });
    }),
  ];
}
