import { type ApiRequest, type Binding, on } from '../../../shared/http/binding.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import type { FieldError } from '../../../shared/kernel/errors.ts';
import { describeAmountProblem, parseMinor } from '../../../shared/kernel/money.ts';
import type { Banking } from '../compose.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/bookings.ts';
import type { BankTransactionRow } from '../table.ts';
import {
  assertOpen,
  type BookingWish,
  bookTransaction,
  unbookTransaction,
} from '../usecases/book-transaction.ts';
import { companyOf } from './company-of.ts';
import { viewTransaction } from './view-transaction.ts';

/** Transactions that one request matches. */
const MATCHED_AT_ONCE = 1_000;

interface ItemText {
  readonly item: string;
  readonly amount?: string | undefined;
  readonly discount?: string | undefined;
  readonly writeOff?: string | undefined;
}

/** Reads the amounts of items; collects every complaint before it refuses. */
function wishesOf(items: readonly ItemText[], currency: string): BookingWish['items'] {
  const errors: FieldError[] = [];
  const read = (text: string | undefined, pointer: string): bigint | undefined => {
    if (text === undefined) return undefined;
    const minor = parseMinor(text, currency);
    if (typeof minor === 'bigint' && minor > 0n) return minor;
    const problem =
      typeof minor === 'string' ? describeAmountProblem(minor, currency) : 'must be greater than zero';
    errors.push({ pointer, detail: `${text} ${problem}` });
    return undefined;
  };
  const wishes = items.map(({ item, amount, discount, writeOff }, index) => ({
    itemId: item,
    payMinor: read(amount, `/items/${index}/amount`),
    discountMinor: read(discount, `/items/${index}/discount`),
    writeOffMinor: read(writeOff, `/items/${index}/writeOff`),
  }));
  if (errors[0]) throw refuse('banking.invalid-booking', errors[0].detail, { errors });
  return wishes;
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
      const company = await companyOf(banking, params.companyId);
      const { items, account, ...more } = body;
      if ((items === undefined) === (account === undefined)) {
        const detail = 'Name either the items that it settles, or the account that it is booked on.';
        throw refuse('banking.invalid-booking', detail, { errors: [{ pointer: '/items', detail }] });
      }
      const wish = { ...more, account, items: items && wishesOf(items, company.currency) };
      const row = await load(company.id, params.transactionId);
      const posting = { company, postedAt: now.toISOString(), postedBy: principal.id };
      const deps = { ...banking, grossLines: banking.grossLinesFor(company) };
      const remember = rememberer(request, company.id);
      return replyTo(company.id, await bookTransaction(deps, { posting, row, wish, remember }));
    }),
    on(routes.undoBooking, async (request) => {
      const { params, principal, now } = request;
      const company = await companyOf(banking, params.companyId);
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
      const company = await companyOf(banking, params.companyId);
      const who = { at: now.toISOString(), by: principal.id };
      const counts = await banking.match(company, body.importId, who, MATCHED_AT_ONCE);
      const more = counts.booked + counts.proposed + counts.open >= MATCHED_AT_ONCE;
      return ok({ ...counts, more });
    }),
  ];
}
