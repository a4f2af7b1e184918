import { amountReader } from '../../../shared/http/amount-reader.ts';
import { type ApiRequest, type Binding, on } from '../../../shared/http/binding.ts';
import { created } from '../../../shared/http/replies.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { postingOf } from '../../ledger/books.ts';
import { companyOf, type LedgerCompany } from '../../ledger/reader.ts';
import { readWishes } from '../../receivables/books.ts';
import type { Cash } from '../compose.ts';
import { germanDay } from '../domain/business-day.ts';
import { countedTotal } from '../domain/count-cash.ts';
import { refuse } from '../errors.ts';
import * as counts from '../routes/counts.ts';
import * as routes from '../routes/entries.ts';
import type { CashCountRow, CashEntryRow } from '../table.ts';
import { countCash } from '../usecases/count-cash.ts';
import { payItems } from '../usecases/pay-items.ts';
import { ledgerBalance } from '../usecases/reconcile.ts';
import { recordEntry } from '../usecases/record-entry.ts';
import type { RecordOrder } from '../usecases/recording.ts';
import { reverseRow } from '../usecases/reverse-row.ts';
import { viewCount, viewRow } from './view-cash.ts';

type RecordRequest = Pick<ApiRequest, 'now' | 'principal' | 'idempotency'> & {
  readonly params: { readonly account: string };
};

function replyTo(company: LedgerCompany, row: CashEntryRow) {
  const place = `/companies/${company.id}/cash-books/${row.account}/entries?from=${row.date}&to=${row.date}`;
  return created(viewRow(row, company.currency), place);
}

/** Who records on which day, with the reply under the caller's key. */
function orderOf(company: LedgerCompany, request: RecordRequest, date?: string): RecordOrder {
  const { idempotency, now, params } = request;
  const today = germanDay(now);
  return {
    posting: postingOf(company, request),
    account: params.account,
    date: date ?? today,
    today,
    together: (row) => (idempotency ? [idempotency.writeFor(replyTo(company, row))] : []),
  };
}

function bindEntry(cash: Cash): Binding {
  return on(routes.postCashEntry, async (request) => {
    const { params, body } = request;
    const company = await companyOf(cash.books, params.companyId);
    const { date, amount, contraAccount, transfer, ...wish } = body;
    const invalid = (detail: string, details: object) => refuse('cash.invalid-entry', detail, details);
    const reader = amountReader(company.currency, invalid);
    const amountMinor = reader.read(amount, '/amount', 'positive');
    reader.assertRead();
    if ((contraAccount === undefined) === (transfer === undefined)) {
      const detail = 'Name the contraAccount, or say that it is a transfer: one of the two.';
      throw invalid(detail, { errors: [{ pointer: '/contraAccount', detail }] });
    }
    const order = orderOf(company, request, date);
    return replyTo(company, await recordEntry(cash, order, { ...wish, amountMinor, contraAccount }));
  });
}

function bindPayment(cash: Cash): Binding {
  return on(routes.postCashPayment, async (request) => {
    const { params, body } = request;
    const company = await companyOf(cash.books, params.companyId);
    const { date, items, amount, ...wish } = body;
    const { optional, assertRead } = amountReader(company.currency, (detail, details) =>
      refuse('cash.invalid-entry', detail, details),
    );
    const wishes = readWishes(items, optional);
    const bankMinor = optional(amount, '/amount', 'not-zero');
    assertRead();
    const order = orderOf(company, request, date);
    return replyTo(company, await payItems(cash, order, { ...wish, wishes, bankMinor }));
  });
}

function bindReversal(cash: Cash): Binding {
  return on(routes.reverseCashEntry, async (request) => {
    const { params, body } = request;
    const company = await companyOf(cash.books, params.companyId);
    const wish = { number: params.number, text: body?.text };
    return replyTo(company, await reverseRow(cash, orderOf(company, request, body?.date), wish));
  });
}

function bindCount(cash: Cash): Binding {
  return on(counts.postCashCount, async (request) => {
    const { params, body, idempotency } = request;
    const company = await companyOf(cash.books, params.companyId);
    const { currency } = company;
    const reader = amountReader(currency, (detail, details) => refuse('cash.invalid-count', detail, details));
    const totalMinor = reader.optional(body.total, '/total', 'not-negative');
    const denominations = body.denominations?.map(({ value, pieces }, index) => {
      return { valueMinor: reader.read(value, `/denominations/${index}/value`, 'positive'), pieces };
    });
    reader.assertRead();
    const { date, bookDifference, note } = body;
    const countedMinor = countedTotal({ date, totalMinor, denominations }, currency);
    const before = await ledgerBalance(cash, company, params.account, date);
    const reply = (count: CashCountRow) => {
      const { countedMinor: now, bookMinor, differenceNumber } = count;
      const bookedMinor = differenceNumber === undefined ? 0n : now - bookMinor;
      const view = {
        ...viewCount(count, currency),
        ledgerBalance: formatMinor(before + bookedMinor, currency),
        ledgerDifference: formatMinor(before - bookMinor, currency),
      };
      return created(
        view,
        `/companies/${company.id}/cash-books/${count.account}/counts?from=${date}&to=${date}`,
      );
    };
    const order = { ...orderOf(company, request, date), countedMinor, denominations, bookDifference, note };
    const together = (count: CashCountRow) => (idempotency ? [idempotency.writeFor(reply(count))] : []);
    return reply(await countCash(cash, { ...order, together }));
  });
}

/** What is recorded in cash books and booked with it. */
export function recordingBindings(cash: Cash): readonly Binding[] {
  return [bindEntry(cash), bindPayment(cash), bindReversal(cash), bindCount(cash)];
}
