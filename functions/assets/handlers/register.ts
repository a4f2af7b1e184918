import { type AmountReader, amountReader } from '../../../shared/http/amount-reader.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { problemOf } from '../../../shared/http/problem.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { DomainError, invariant } from '../../../shared/kernel/errors.ts';
import { percentTimes100 } from '../../../shared/kernel/percent.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { Assets } from '../compose.ts';
import type { Terms } from '../domain/asset.ts';
import { checkAsset } from '../domain/check-asset.ts';
import { fiscalCalendar } from '../domain/months.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/register.ts';
import type { AssetRow } from '../table.ts';
import { calendarOf, valuedOf } from '../usecases/asset-row.ts';
import { type AssetWish, putAsset, putAssets } from '../usecases/put-asset.ts';
import { viewAsset, viewPlan } from './view-asset.ts';

function readerFor(currency: string): AmountReader {
  return amountReader(currency, (detail, details) => refuse('assets.invalid-asset', detail, details));
}

/** Members that are undefined are left out: what is stored and compared has none. */
function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}

function termsOf(
  { cost, residualValue, ratePercent, ...terms }: Omit<routes.AssetBody, 'name' | 'account' | 'opening'>,
  { read, optional }: AmountReader,
) {
  return {
    ...terms,
    costMinor: read(cost, '/cost', 'positive'),
    residualMinor: optional(residualValue, '/residualValue', 'not-negative') ?? 0n,
    ratePercentTimes100: ratePercent === undefined ? undefined : percentTimes100(ratePercent),
  };
}

function wishOf(id: string, body: routes.AssetBody, currency: string): AssetWish {
  const reader = readerFor(currency);
  const { opening, building, ...rest } = body;
  const terms = termsOf(rest, reader);
  const broughtIn = opening && {
    asOf: opening.asOf,
    accumulatedMinor: reader.read(opening.accumulated, '/opening/accumulated', 'not-negative'),
    thisYearMinor: reader.read(opening.thisYear, '/opening/thisYear', 'not-negative'),
  };
  reader.assertRead();
  return defined({
    id,
    ...rest,
    ...terms,
    opening: broughtIn,
    building: building && defined(building),
    cost: undefined,
    residualValue: undefined,
    ratePercent: undefined,
  }) as unknown as AssetWish;
}

function bindCalculation(assets: Assets): Binding {
  return on(routes.calculateDepreciation, async ({ params, body }) => {
    const company = await companyOf(assets.books, params.companyId);
    const { fiscalYearStart = company.fiscalYearStart, shortYears = [], ...terms } = body;
    const short = shortYears.map(({ from, to }) => ({ first: from, last: to }));
    const calendar = fiscalCalendar(fiscalYearStart, short);
    const reader = readerFor(company.currency);
    const read = termsOf(terms, reader);
    reader.assertRead();
    const asset = { ...(read as Terms & typeof read), account: '', position: '', events: [] };
    checkAsset(asset, { currency: company.currency, calendar, quantity: body.quantity });
    return ok(viewPlan(asset, calendar, company.currency));
  });
}

function bindBatch(assets: Assets): Binding {
  return on(routes.putAssets, async ({ params, body, principal, now, requestId }) => {
    const company = await companyOf(assets.books, params.companyId);
    const who = { company, headers: {}, principal, now, requestId };
    const read = body.assets.map(({ id, ...asset }) => readWish(id, asset, company.currency));
    const wishes = read.flatMap(({ wish }) => (wish ? [wish] : []));
    const done = (await putAssets(assets, who, wishes)).values();
    const results = read.map(({ id, problem }) => {
      const result = problem ? { id, status: 'refused' as const, problem } : done.next().value;
      invariant(result?.id === id, 'results come in the order of the wishes');
      return result.status === 'refused' ? { ...result, problem: problemOf(result.problem) } : result;
    });
    return ok({ results });
  });
}

/** One asset's amounts, or what is wrong with them. */
function readWish(
  id: string,
  body: routes.AssetBody,
  currency: string,
): { id: string; wish?: AssetWish; problem?: DomainError } {
  try {
    return { id, wish: wishOf(id, body, currency) };
  } catch (error) {
    if (error instanceof DomainError) return { id, problem: error };
    throw error;
  }
}

/** The register and its plans. */
export function registerBindings(assets: Assets): readonly Binding[] {
  const { reader } = assets;

  async function load(companyId: string, id: string): Promise<AssetRow> {
    const row = await reader.loadAsset(companyId, id);
    if (row) return row;
    throw refuse('assets.unknown-asset', `There is no asset ${id}.`);
  }

  return [
    on(routes.putAsset, async (request) => {
      const { params, body, headers, principal, now, requestId } = request;
      const company = await companyOf(assets.books, params.companyId);
      const who = { company, headers, principal, now, requestId };
      const { row, isNew } = await putAsset(assets, who, wishOf(params.assetId, body, company.currency));
      const view = viewAsset(row, company, utcDay(now));
      const etag = etagOf(row.version);
      return isNew ? created(view, `/companies/${company.id}/assets/${row.id}`, etag) : ok(view, etag);
    }),
    on(routes.getAsset, async ({ params, query, now }) => {
      const company = await companyOf(assets.books, params.companyId);
      const row = await load(company.id, params.assetId);
      return ok(viewAsset(row, company, query.asOf ?? utcDay(now)), etagOf(row.version));
    }),
    on(routes.listAssets, async (request) => {
      const company = await companyOf(assets.books, request.params.companyId);
      const { asOf = utcDay(request.now), account, costCentre, state } = request.query;
      const paging = pagingOf(routes.listAssets.id, request);
      const { items, next } = await reader.listAssets(company.id, paging);
      const views = items
        .map((row) => viewAsset(row, company, asOf))
        .filter(
          (view) =>
            (account === undefined || view.account === account) &&
            (costCentre === undefined || view.costCentre === costCentre) &&
            (state === undefined || view.state === state),
        );
      return ok(paging.page(views, next));
    }),
    on(routes.getPlan, async ({ params }) => {
      const company = await companyOf(assets.books, params.companyId);
      const row = await load(company.id, params.assetId);
      return ok(viewPlan(valuedOf(row), calendarOf(company), company.currency));
    }),
    bindBatch(assets),
    bindCalculation(assets),
  ];
}
