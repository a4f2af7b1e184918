import type { Principal } from '../../../shared/access.ts';
import { changedValues, recordChange } from '../../../shared/changes.ts';
import { assertIfMatch } from '../../../shared/http/etag.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { decideAgain } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { Books } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { checkAsset } from '../domain/check-asset.ts';
import { assertStaysSound, settledThrough } from '../domain/check-event.ts';
import { refuse } from '../errors.ts';
import type { AssetsReader } from '../reader.ts';
import type { AssetsStore } from '../store.ts';
import type { AssetRow } from '../table.ts';
import { type ChartRules, calendarOf, chartPosition, valuedOf } from './asset-row.ts';

export interface PutAssetDeps {
  readonly reader: Pick<AssetsReader, 'loadAsset' | 'loadAssets'>;
  readonly store: Pick<AssetsStore, 'assetWrite' | 'commit'>;
  readonly books: Pick<Books, 'retryWhileContended' | 'reader'>;
  readonly rules: ChartRules;
  readonly newId: NewId;
}

type Chart = Pick<Awaited<ReturnType<Books['reader']['loadChart']>>, 'find'>;

export interface Who {
  readonly company: LedgerCompany;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly principal: Principal;
  readonly now: Date;
  readonly requestId: string;
}

/** What the owner says of an asset; the position where the chart does not say it. */
export type AssetWish = Omit<
  AssetRow,
  'company' | 'position' | 'events' | 'bookings' | 'bookedThrough' | 'version' | 'changedAt' | 'changedBy'
> & { readonly position?: string | undefined };

const DECISIVE = [
  'acquiredOn',
  'costMinor',
  'residualMinor',
  'method',
  'usefulLifeMonths',
  'ratePercentTimes100',
  'totalUnits',
  'building',
  'opening',
  'quantity',
] as const;

/** Names of the request for what is kept under another one. */
const FIELDS: Readonly<Partial<Record<(typeof DECISIVE)[number], string>>> = {
  costMinor: 'cost',
  residualMinor: 'residualValue',
  ratePercentTimes100: 'ratePercent',
};

/** What a wish comes to: nothing to write where it is what stands already. */
interface Decision {
  readonly row: AssetRow;
  readonly isNew: boolean;
  readonly writes: readonly Write[];
}

/**
 * Takes an asset into the register, or corrects what is known of it. Nothing is booked: the purchase is booked with its
 * invoice, and what a correction changes in depreciation by the next run.
 */
export async function putAsset(deps: PutAssetDeps, who: Who, wish: AssetWish): Promise<Decision> {
  const chart = await deps.books.reader.loadChart(who.company);
  return decideAgain('assets', deps.books, async () => {
    const decision = decide(deps, who, chart, await deps.reader.loadAsset(who.company.id, wish.id), wish);
    if (decision.writes.length > 0) await deps.store.commit(decision.writes);
    return decision;
  });
}

export type PutResult =
  | { readonly id: string; readonly status: 'added' | 'unchanged' }
  | { readonly id: string; readonly status: 'refused'; readonly problem: DomainError };

/** Two writes an asset, 100 a transaction. */
const TOGETHER_ASSETS = 45;

/** Takes many assets in, each by itself; their writes share transactions. */
export async function putAssets(
  deps: PutAssetDeps,
  who: Who,
  wishes: readonly AssetWish[],
): Promise<PutResult[]> {
  const chart = await deps.books.reader.loadChart(who.company);
  const results: PutResult[] = [];
  for (let from = 0; from < wishes.length; from += TOGETHER_ASSETS) {
    const some = wishes.slice(from, from + TOGETHER_ASSETS);
    results.push(...(await decideAgain('assets', deps.books, () => putSome(deps, who, chart, some))));
  }
  return results;
}

async function putSome(
  deps: PutAssetDeps,
  who: Who,
  chart: Chart,
  wishes: readonly AssetWish[],
): Promise<PutResult[]> {
  const ids = [...new Set(wishes.map(({ id }) => id))];
  const seen = new Map((await deps.reader.loadAssets(who.company.id, ids)).map((row) => [row.id, row]));
  const writes: Write[] = [];
  const results = wishes.map((wish, index): PutResult => {
    const { id } = wish;
    try {
      if (wishes.findIndex((other) => other.id === id) !== index) {
        throw refuse('assets.invalid-asset', `Asset ${id} is named twice.`);
      }
      const decision = decide(deps, who, chart, seen.get(id), wish);
      writes.push(...decision.writes);
      return { id, status: decision.isNew ? 'added' : 'unchanged' };
    } catch (error) {
      if (error instanceof DomainError) return { id, status: 'refused', problem: error };
      throw error;
    }
  });
  if (writes.length > 0) await deps.store.commit(writes);
  return results;
}

function decide(
  deps: PutAssetDeps,
  who: Who,
  chart: Chart,
  seen: AssetRow | undefined,
  wish: AssetWish,
): Decision {
  const { company, principal, now, headers } = who;
  const place = placedAs(seen, {
    account: wish.account,
    position: positionOf(deps.rules, chart, company, wish),
  });
  const { events = [], bookings = [], bookedThrough, version = 0 } = seen ?? {};
  const next: AssetRow = {
    ...wish,
    ...place,
    company: company.id,
    events,
    bookings,
    ...(bookedThrough === undefined ? {} : { bookedThrough }),
    version: version + 1,
    changedAt: now.toISOString(),
    changedBy: principal.id,
  };
  const changes = changedValues(plain(seen), plain(next));
  if (seen && Object.keys({ ...changes.before, ...changes.after }).length === 0) {
    return { row: seen, isNew: false, writes: [] };
  }
  if (seen || headers['if-match'] !== undefined) assertIfMatch(headers, version);
  const calendar = calendarOf(company);
  const { currency, startDate: booksFrom } = company;
  checkAsset(valuedOf(next), { currency, calendar, booksFrom, quantity: wish.quantity });
  if (seen) assertMayChange(seen, next);
  assertStaysSound(valuedOf(next), calendar, (_pointer, detail) => refuse('assets.invalid-asset', detail));
  const trace = recordChange({
    companyId: company.id,
    changeId: deps.newId('chg'),
    at: now.toISOString(),
    principal: principal.id,
    action: seen ? 'assets.asset-changed' : 'assets.asset-added',
    subject: `assets/${wish.id}`,
    ...changes,
    requestId: who.requestId,
  });
  return { row: next, isNew: seen === undefined, writes: [deps.store.assetWrite(seen, next), trace] };
}

/** Values as a trace keeps them: money in minor units as text, without what every change changes. */
function plain(row: AssetRow | undefined): Record<string, string | number | undefined> {
  if (!row) return {};
  const { version: _v, changedAt: _at, changedBy: _by, company: _c, events: _e, bookings: _b, ...rest } = row;
  const text = (value: unknown) =>
    JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? one.toString() : one));
  return Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? value.toString() : typeof value === 'object' ? text(sorted(value)) : value,
    ]),
  );
}

/** Members come back from the table in another order. */
function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** After a transfer the owner says where the asset stands now; the record keeps where it began. */
function placedAs(seen: AssetRow | undefined, wish: { account: string; position: string }) {
  const moved = seen?.events.findLast(({ kind }) => kind === 'transfer');
  return seen && moved?.account === wish.account ? { account: seen.account, position: seen.position } : wish;
}

function positionOf(rules: ChartRules, chart: Chart, company: LedgerCompany, wish: AssetWish): string {
  const named = [
    ['/account', wish.account],
    ['/depreciationAccount', wish.depreciationAccount],
  ] as const;
  for (const [pointer, account] of named) {
    if (account === undefined || chart.find(account)?.kind === 'general') continue;
    const detail = `There is no general ledger account ${account}.`;
    throw refuse('assets.invalid-asset', detail, { errors: [{ pointer, detail }] });
  }
  const position = chartPosition(rules, company, wish.account) ?? wish.position;
  if (position !== undefined) return position;
  const detail = `The chart does not say where account ${wish.account} stands: name its position under §266 HGB.`;
  throw refuse('assets.invalid-asset', detail, { errors: [{ pointer: '/position', detail }] });
}

function assertMayChange(seen: AssetRow, next: AssetRow): void {
  const moved = seen.account !== next.account || seen.position !== next.position;
  const begun = seen.bookings.length > 0 || seen.events.length > 0;
  if (moved && begun) {
    const detail = 'Depreciation has been booked on its account: transfer the asset instead.';
    throw refuse('assets.invalid-asset', detail, { errors: [{ pointer: '/account', detail }] });
  }
  const settled = settledThrough(valuedOf(seen));
  const [before, after] = [plain(seen), plain(next)];
  const changed = DECISIVE.find((name) => before[name] !== after[name]);
  if (settled === undefined || changed === undefined) return;
  const detail = `The account of the asset is settled through ${settled}; what decides its value stays.`;
  throw refuse('assets.invalid-asset', detail, {
    errors: [{ pointer: `/${FIELDS[changed] ?? changed}`, detail }],
  });
}
