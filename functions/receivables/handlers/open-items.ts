import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { ok } from '../../../shared/http/replies.ts';
import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { Receivables } from '../compose.ts';
import { AGEING_BUCKETS } from '../domain/ageing.ts';
import { parseItemId } from '../domain/open-item.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/open-items.ts';
import type { PartnerRow } from '../table.ts';
import { findItem } from '../usecases/find-item.ts';
import { ageItem, type OpenItemsReport } from '../usecases/read-open-items.ts';
import { viewItem } from './view-item.ts';

/** Accounts in one answer: Lambda answers at most 6 MB. */
const MAX_ACCOUNTS = 20_000;

function named(partner: PartnerRow | undefined) {
  return partner && { id: partner.id, name: partner.name };
}

function viewTotals(report: OpenItemsReport, currency: string) {
  const { side, asOf, ageing, openMinor, ledgerMinor, accounts } = report;
  if (accounts.length > MAX_ACCOUNTS) {
    const detail = `Items are open on ${accounts.length} accounts; one answer has room for ${MAX_ACCOUNTS}.`;
    throw refuse('receivables.too-large', detail);
  }
  const money = (minor: bigint) => formatMinor(minor, currency);
  return {
    side,
    asOf,
    currency,
    total: money(openMinor),
    overdue: money(openMinor - ageing.notDue),
    ageing: Object.fromEntries(AGEING_BUCKETS.map((bucket) => [bucket, money(ageing[bucket])])) as Record<
      (typeof AGEING_BUCKETS)[number],
      string
    >,
    ledgerBalance: money(ledgerMinor),
    difference: money(openMinor - ledgerMinor),
    accounts: accounts.map(({ account, partner, openMinor: open, ledgerMinor: ledger }) => ({
      account,
      partner: named(partner),
      open: money(open),
      ledgerBalance: money(ledger),
      difference: money(open - ledger),
    })),
  };
}

/** Open items as of any day, and one by one. */
export function openItemBindings(receivables: Receivables): readonly Binding[] {
  return [
    on(routes.getOpenItemsReport, async (request) => {
      const { params, query, now } = request;
      const company = await companyOf(receivables.books, params.companyId);
      const asOf = query.asOf ?? utcDay(now);
      const report = await receivables.openItems(company, query.side, asOf);
      const paging = pagingOf(routes.getOpenItemsReport.id, request);
      const partners = new Map(report.accounts.map(({ account, partner }) => [account, partner]));
      const wanted = report.items.filter(
        ({ item, overdueDays }) =>
          (query.account === undefined || item.account === query.account) &&
          (query.overdueOnly === 'false' || overdueDays > 0),
      );
      const after = paging.after?.id;
      const start = after === undefined ? 0 : wanted.findIndex(({ item }) => item.id === after) + 1;
      const shown = wanted.slice(start, start + paging.limit);
      const sign = query.side === 'receivable' ? 1n : -1n;
      const items = shown.map((one) => viewItem(one, partners.get(one.item.account), sign, company.currency));
      const last = shown.at(-1)?.item.id;
      const more = start + shown.length < wanted.length && last !== undefined;
      const page = paging.page(items, more ? { id: last } : undefined);
      return ok({ ...viewTotals(report, company.currency), ...page });
    }),
    on(routes.getOpenItem, async ({ params, now }) => {
      const company = await companyOf(receivables.books, params.companyId);
      const { itemId: id } = params;
      await receivables.follow(company);
      const place = parseItemId(id);
      const entry =
        place && (await receivables.books.reader.loadEntry(company.id, place.fiscalYear, place.number));
      const account = place && entry?.lines[place.lineIndex]?.account;
      const kind = account && receivables.kindOfAccount(account, company.accountLength);
      if (!account || (kind !== 'customer' && kind !== 'vendor')) {
        throw refuse('receivables.unknown-item', `There is no item ${id}.`);
      }
      const item = await receivables.retryWhileContended(() =>
        findItem(receivables.reader, company.id, { account, id }),
      );
      const sign = kind === 'customer' ? 1n : -1n;
      const partners = await receivables.reader.partnersOf(company.id, [account]);
      const { version: _version, settledOn: _settled, ...plain } = item;
      const aged = ageItem(plain, utcDay(now), sign);
      const { openMinor } = ageItem(plain, '9999-12-31', sign);
      return ok(viewItem({ ...aged, openMinor }, partners.get(account), sign, company.currency));
    }),
  ];
}
