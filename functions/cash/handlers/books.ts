import { amountReader } from '../../../shared/http/amount-reader.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { CashReading } from '../compose.ts';
import { germanDay } from '../domain/business-day.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/books.ts';
import { type BookWish, putCashBook } from '../usecases/put-cash-book.ts';
import { daysOf } from '../usecases/read-days.ts';
import { ledgerBalance, reconcile } from '../usecases/reconcile.ts';
import { loadBook } from '../usecases/recording.ts';
import { viewBook } from './view-cash.ts';

function wishOf(account: string, { opening, ...body }: routes.BookBody, currency: string): BookWish {
  const reader = amountReader(currency, (detail, details) => refuse('cash.invalid-book', detail, details));
  const openingMinor = reader.read(opening, '/opening', 'not-negative');
  reader.assertRead();
  const said = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  return { ...(said as typeof body), account, openingMinor };
}

function bindPut(cash: CashReading): Binding {
  return on(routes.putCashBook, async ({ params, body, headers, principal, now, requestId }) => {
    const company = await companyOf(cash.ledger, params.companyId);
    const owner = { company, principal, headers, now, requestId };
    const { retryWhileContended, reader: ledger } = cash.ledger;
    const deps = { ...cash, ledger, retryWhileContended };
    const { book, isNew } = await putCashBook(deps, owner, wishOf(params.account, body, company.currency));
    const view = viewBook(book, company.currency);
    const etag = etagOf(book.version);
    return isNew
      ? created(view, `/companies/${company.id}/cash-books/${book.account}`, etag)
      : ok(view, etag);
  });
}

function bindReconciliation(cash: CashReading): Binding {
  return on(routes.reconcileCashBook, async ({ params, query }) => {
    const company = await companyOf(cash.ledger, params.companyId);
    const book = await loadBook(cash.reader, company.id, params.account);
    const days = daysOf(book, query);
    const found = await reconcile(cash, company, book, days);
    const money = (minor: bigint) => formatMinor(minor, company.currency);
    return ok({
      account: book.account,
      currency: company.currency,
      ...days,
      bookOpening: money(found.bookOpeningMinor),
      bookClosing: money(found.bookClosingMinor),
      ledgerOpening: money(found.ledgerOpeningMinor),
      ledgerClosing: money(found.ledgerClosingMinor),
      difference: money(found.ledgerClosingMinor - found.bookClosingMinor),
      incomplete: found.incomplete,
      passedBy: found.passedBy.map((line) => {
        const { fiscalYear, number, date, text, documentNumber, contraAccount, debitMinor, creditMinor } =
          line;
        const amount = money((debitMinor ?? 0n) - (creditMinor ?? 0n));
        return { fiscalYear, number, date, text, documentNumber, contraAccount, amount };
      }),
    });
  });
}

/** Settings of cash books, and how they stand beside the ledger. */
export function bookBindings(cash: CashReading): readonly Binding[] {
  return [
    bindPut(cash),
    bindReconciliation(cash),
    on(routes.getCashBook, async ({ params, now }) => {
      const company = await companyOf(cash.ledger, params.companyId);
      const book = await loadBook(cash.reader, company.id, params.account);
      const ledgerMinor = await ledgerBalance(cash, company, book.account, germanDay(now));
      const { currency } = company;
      return ok(
        {
          ...viewBook(book, currency),
          ledgerBalance: formatMinor(ledgerMinor, currency),
          ledgerDifference: formatMinor(ledgerMinor - book.balanceMinor, currency),
        },
        etagOf(book.version),
      );
    }),
    on(routes.listCashBooks, async ({ params }) => {
      const company = await companyOf(cash.ledger, params.companyId);
      const books = await cash.reader.listBooks(company.id);
      return ok({ items: books.map((book) => viewBook(book, company.currency)) });
    }),
  ];
}
