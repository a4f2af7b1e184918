import { type Binding, on } from '../../../shared/http/api.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { LedgerReading } from '../compose.ts';
import { toChartNumber } from '../domain/account-number.ts';
import type { AccountInfo } from '../domain/chart-view.ts';
import { type ChartAccount, chartAccount } from '../domain/charts/charts.ts';
import { refuse } from '../errors.ts';
import { companyOf, type LedgerCompany } from '../reader.ts';
import * as routes from '../routes/accounts.ts';
import { accountStore } from '../store/accounts.ts';
import { putAccount } from '../usecases/put-account.ts';

/** Routes of the accounts and what answers them. */
export function accountBindings(ledger: LedgerReading, newId: NewId): readonly Binding[] {
  const store = accountStore(ledger.table);

  async function find(company: LedgerCompany, number: string) {
    const [standing, chart] = await Promise.all([
      store.loadAccount(company.id, number),
      ledger.reader.loadChart(company),
    ]);
    const info = chart.find(number);
    if (!info) throw refuse('ledger.missing-account', `There is no account ${number}.`);
    return { view: viewAccount(company, info), etag: etagOf(standing?.version ?? 0) };
  }

  return [
    on(routes.listAccounts, async (request) => {
      const { params, query } = request;
      const company = await companyOf(ledger, params.companyId);
      const paging = pagingOf(routes.listAccounts.id, request);
      const after = paging.after?.account ?? '';
      const chart = await ledger.reader.loadChart(company);
      const rest = chart.list().filter((info) => info.number > after && matches(info, query));
      const items = rest.slice(0, paging.limit);
      const last = rest.length > items.length ? items.at(-1) : undefined;
      return ok(
        paging.page(
          items.map((info) => viewAccount(company, info)),
          last && { account: last.number },
        ),
      );
    }),
    on(routes.getAccount, async ({ params }) => {
      const { view, etag } = await find(await companyOf(ledger, params.companyId), params.account);
      return ok(view, etag);
    }),
    on(routes.putAccount, async ({ params, body: wish, headers, principal, now, requestId }) => {
      const company = await companyOf(ledger, params.companyId);
      const { account: number } = params;
      const input = { company, number, wish, headers, principal, now, requestId };
      const { isNew } = await putAccount({ reader: ledger.reader, store, newId }, input);
      const { view, etag } = await find(company, number);
      return isNew ? created(view, `/companies/${company.id}/accounts/${number}`, etag) : ok(view, etag);
    }),
  ];
}

interface Filter {
  readonly kind?: string | undefined;
  readonly category?: string | undefined;
  readonly query?: string | undefined;
}

function matches({ number, name, kind, category }: AccountInfo, filter: Filter): boolean {
  if (filter.kind !== undefined && filter.kind !== kind) return false;
  if (filter.category !== undefined && filter.category !== category) return false;
  const text = filter.query?.toLowerCase() ?? '';
  return number.startsWith(text) || name.toLowerCase().includes(text);
}

function viewAccount({ chart, accountLength }: LedgerCompany, info: AccountInfo): routes.AccountView {
  const { number, name, kind, origin, category, openFrom, closedAfter } = info;
  const chartNumber = chart === 'none' ? undefined : toChartNumber(number, accountLength);
  const row = chart === 'none' || chartNumber === undefined ? undefined : chartAccount(chart, chartNumber);
  const view = { account: number, name, kind, origin, category, openFrom, closedAfter };
  return row ? { ...view, ...viewChartRow(row) } : view;
}

function viewChartRow({ position, taxFunction, automatic, vatReturnKz }: ChartAccount) {
  const rate = taxFunction?.rate;
  return {
    position,
    vatReturnKz,
    automatic: automatic !== undefined,
    taxFunction: taxFunction && {
      collects: taxFunction.collects,
      ratePercent: rate === undefined ? undefined : (rate / 100).toString(),
    },
  };
}
