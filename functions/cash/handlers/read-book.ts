import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { ok } from '../../../shared/http/replies.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { CashReading } from '../compose.ts';
import { cashBookCsv } from '../domain/cash-book-csv.ts';
import { sumDays } from '../domain/day-sums.ts';
import * as counts from '../routes/counts.ts';
import * as routes from '../routes/entries.ts';
import { balanceBefore, daysOf, openingOf, rowsBetween } from '../usecases/read-days.ts';
import { loadBook } from '../usecases/recording.ts';
import { viewCount, viewDay, viewRow } from './view-cash.ts';

/** What stands in cash books: entries, days, counts, a file. */
export function readingBindings(cash: CashReading): readonly Binding[] {
  const { reader } = cash;

  async function load(params: { readonly companyId: string; readonly account: string }) {
    const company = await companyOf(cash.ledger, params.companyId);
    return { company, book: await loadBook(reader, company.id, params.account) };
  }

  return [
    on(routes.listCashEntries, async (request) => {
      const { company, book } = await load(request.params);
      const { currency } = company;
      const days = daysOf(book, request.query);
      const paging = pagingOf(routes.listCashEntries.id, request);
      const page = await reader.listRows(company.id, book.account, days, paging);
      const opening = await balanceBefore(reader, book, days.from);
      return ok({
        account: book.account,
        currency,
        ...days,
        openingBalance: formatMinor(opening, currency),
        ...paging.page(
          page.items.map((row) => viewRow(row, currency)),
          page.next,
        ),
      });
    }),
    on(routes.listCashDays, async ({ params, query }) => {
      const { company, book } = await load(params);
      const days = daysOf(book, query);
      const rows = await rowsBetween(reader, book, days);
      const counted = await Array.fromAsync(reader.eachCount(company.id, book.account, days));
      const sums = sumDays(await openingOf(reader, book, days), rows, counted);
      const items = sums.map((day) => viewDay(day, book.closedThrough, company.currency));
      return ok({ account: book.account, currency: company.currency, ...days, items });
    }),
    on(routes.getCashBookCsv, async ({ params, query }) => {
      const { company, book } = await load(params);
      const days = daysOf(book, query);
      const rows = await rowsBetween(reader, book, days);
      return ok([...cashBookCsv(await openingOf(reader, book, days), rows, company)].join(''));
    }),
    on(counts.listCashCounts, async (request) => {
      const { company, book } = await load(request.params);
      const { from = '0', to = '9999' } = request.query;
      const paging = pagingOf(counts.listCashCounts.id, request);
      const page = await reader.listCounts(company.id, book.account, { from, to }, paging);
      return ok(
        paging.page(
          page.items.map((count) => viewCount(count, company.currency)),
          page.next,
        ),
      );
    }),
  ];
}
