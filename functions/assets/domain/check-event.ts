import { formatMinor } from '../../../shared/kernel/money.ts';
import { refuse } from '../errors.ts';
import type { AssetEvent, ValuedAsset } from './asset.ts';
import { type FiscalCalendar, type Month, monthOfDate } from './months.ts';
import { horizonOf } from './plan.ts';
import { type Valuation, valueAsset } from './value-asset.ts';

export const MAX_EVENTS = 200;

type EventOf<K extends AssetEvent['kind']> = AssetEvent & { readonly kind: K };

/** The month up to which an asset's account is settled: what was transferred or disposed of took its value along. */
export function settledThrough({
  method,
  events,
}: Pick<ValuedAsset, 'method' | 'events'>): Month | undefined {
  const months = events
    .filter(({ kind }) => kind === 'transfer' || (kind === 'disposal' && method !== 'pool'))
    .map(({ date }) => monthOfDate(date));
  return months.toSorted().at(-1);
}

/** Refuses an event that cannot have happened to this asset. */
export function checkEvent(
  asset: ValuedAsset,
  event: AssetEvent,
  calendar: FiscalCalendar,
  currency: string,
): void {
  const bad = (pointer: string, detail: string) =>
    refuse('assets.invalid-event', detail, { errors: [{ pointer, detail }] });
  const { date } = event;
  if (asset.events.length >= MAX_EVENTS) {
    throw refuse('assets.too-many-events', `An asset takes at most ${MAX_EVENTS} events.`);
  }
  if (isTooEarly(asset, date)) throw bad('/date', beginsOn(asset));
  const settled = settledThrough(asset);
  if (settled !== undefined && monthOfDate(date) <= settled) {
    throw bad('/date', `Its account is settled through ${settled}; the event must lie after that month.`);
  }
  const now = valueAsset(asset, calendar, monthOfDate(date));
  if (now.gone) throw refuse('assets.asset-gone', 'The asset has been disposed of.');
  const problem = problemOf(asset, event, now, calendar, currency);
  if (problem) throw bad(problem[0], problem[1]);
  assertStaysSound({ ...asset, events: [...asset.events, event] }, calendar, bad);
}

/** What happened through the last brought-in month is in the opening values. */
function isTooEarly({ acquiredOn, opening }: ValuedAsset, date: string): boolean {
  return opening ? date <= opening.asOf : date < acquiredOn;
}

function beginsOn({ acquiredOn, opening }: ValuedAsset): string {
  return opening
    ? `The register of this asset begins after ${opening.asOf}.`
    : `The register of this asset begins on ${acquiredOn}.`;
}

type Problem = readonly [pointer: string, detail: string];

function problemOf(
  asset: ValuedAsset,
  event: AssetEvent,
  now: Valuation,
  calendar: FiscalCalendar,
  currency: string,
): Problem | undefined {
  const book = now.costMinor - now.accumulatedMinor - asset.residualMinor;
  const text = (minor: bigint) => `${formatMinor(minor, currency)} ${currency}`;
  switch (event.kind) {
    case 'subsequent-cost':
      return costProblem(asset, event, now, calendar);
    case 'impairment':
      if (asset.method === 'pool') return ['/kind', 'A pool is not impaired (§6 Abs. 2a EStG).'];
      if (event.amountMinor <= book) return undefined;
      return ['/amount', `The book value can fall by ${text(book)} at most.`];
    case 'write-up': {
      const most = highestWriteUp(asset, event, now, calendar);
      if (now.position === 'I.3') return ['/kind', 'Goodwill is not written up (§253 Abs. 5 S. 2 HGB).'];
      if (event.amountMinor <= most) return undefined;
      const detail = `Impairments less later depreciation allow ${text(most)} at most (§253 Abs. 5 S. 1 HGB).`;
      return ['/amount', detail];
    }
    case 'disposal':
      if (event.costMinor === undefined || event.costMinor <= now.costMinor) return undefined;
      return ['/cost', `The asset cost ${text(now.costMinor)}.`];
    case 'transfer':
      return event.account === now.account
        ? ['/account', 'The asset is on this account already.']
        : undefined;
    case 'change-of-terms':
      return termsProblem(asset, event, now);
    case 'units':
      if (asset.method === 'units') return undefined;
      return ['/kind', `The asset is depreciated by the method ${asset.method}.`];
  }
}

function costProblem(
  asset: ValuedAsset,
  event: EventOf<'subsequent-cost'>,
  now: Valuation,
  calendar: FiscalCalendar,
): Problem | undefined {
  const month = monthOfDate(event.date);
  if (asset.method === 'pool' && calendar(monthOfDate(asset.acquiredOn)).last < month) {
    return ['/date', 'Later cost goes to the pool of its own year (R 6.13 Abs. 5 EStR).'];
  }
  const spreads =
    asset.method === 'straight-line' || asset.method === 'declining' || asset.method === 'building';
  // `now` counts the month itself; its plan must have reached into it.
  if (spreads && event.remainingLifeMonths === undefined && now.monthsLeft + 1 <= 0) {
    return ['/remainingLifeMonths', 'The useful life is over: say how long the asset lasts now.'];
  }
  return undefined;
}

/** §253 Abs. 5 S. 1 HGB: not above what the asset would stand at without its impairments. */
function highestWriteUp(
  asset: ValuedAsset,
  event: AssetEvent,
  now: Valuation,
  calendar: FiscalCalendar,
): bigint {
  const events = asset.events.filter(({ kind }) => kind !== 'impairment' && kind !== 'write-up');
  const without = valueAsset({ ...asset, events }, calendar, monthOfDate(event.date));
  const room = now.accumulatedMinor - without.accumulatedMinor;
  return room > 0n ? room : 0n;
}

function termsProblem(
  asset: ValuedAsset,
  event: EventOf<'change-of-terms'>,
  now: Valuation,
): Problem | undefined {
  const fixed = ['pool', 'immediate', 'digital', 'electric-vehicle'];
  if (fixed.includes(asset.method)) return ['/method', `The method ${asset.method} is not changed.`];
  if (event.method === 'straight-line' && event.remainingLifeMonths === undefined && now.monthsLeft <= 0) {
    return ['/remainingLifeMonths', 'Say how long the asset lasts from this month on.'];
  }
  return undefined;
}

/** After any event, at any time: never more depreciated than it cost, never less than nothing. */
export function assertStaysSound(
  asset: ValuedAsset,
  calendar: FiscalCalendar,
  bad: (pointer: string, detail: string) => Error,
): void {
  if (asset.events.some(({ date }) => isTooEarly(asset, date))) throw bad('/date', beginsOn(asset));
  const sums = new Map<string, { cost: bigint; accumulated: bigint }>();
  for (const movement of valueAsset(asset, calendar, horizonOf(asset, calendar)).movements) {
    const sum = sums.get(movement.account) ?? { cost: 0n, accumulated: 0n };
    sum.cost += movement.costMinor;
    sum.accumulated += movement.accumulatedMinor;
    sums.set(movement.account, sum);
    if (sum.accumulated >= 0n && sum.accumulated <= sum.cost) continue;
    throw bad('/amount', `On ${movement.date} more would be taken from the asset than it is worth.`);
  }
  const left =
    (asset.totalUnits ?? 0) - asset.events.reduce((n, one) => n + (one.kind === 'units' ? one.units : 0), 0);
  if (asset.method === 'units' && left < 0) {
    throw bad('/units', `The asset was to produce ${asset.totalUnits} units in all.`);
  }
}
