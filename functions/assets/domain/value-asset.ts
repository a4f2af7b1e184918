import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { divideRounded } from '../../../shared/kernel/money.ts';
import type { AssetEvent, ValuedAsset } from './asset.ts';
import { plannedThrough } from './curve.ts';
import { type FiscalCalendar, lastDayOf, type Month, monthOfDate, plusMonths } from './months.ts';
import { firstPhase, monthsLeftOf, nextPhase, type PhaseState } from './phases.ts';

/** One change of an asset's value. Both amounts are signed: a disposal takes cost and depreciation away. */
export interface Movement {
  readonly date: CalendarDate;
  readonly kind:
    | 'acquisition'
    | 'subsequent-cost'
    | 'depreciation'
    | 'impairment'
    | 'write-up'
    | 'disposal'
    | 'transfer';
  readonly costMinor: bigint;
  readonly accumulatedMinor: bigint;
  readonly account: string;
  readonly position: string;
  /** Booked elsewhere before the register began. */
  readonly broughtIn?: true;
  readonly eventId?: string;
}

export interface Valuation {
  readonly movements: readonly Movement[];
  /** As of the end of the last month: what it cost, what is depreciated of it, where it stands. */
  readonly costMinor: bigint;
  readonly accumulatedMinor: bigint;
  readonly account: string;
  readonly position: string;
  readonly gone: boolean;
  /** Months that are left of the plan. */
  readonly monthsLeft: number;
}

interface State extends PhaseState {
  account: string;
  position: string;
  gone: boolean;
}

/** Nobody plans longer than this; it bounds the walk. */
export const MAX_LIFE_MONTHS = 1_200;

/** Changes that the depreciation of their own month already follows; all others count after it. */
function comesFirst({ kind }: AssetEvent): boolean {
  return kind === 'subsequent-cost' || kind === 'change-of-terms' || kind === 'units';
}

/**
 * The value of an asset, month by month from its acquisition through `through`: every movement of cost and depreciation.
 * An event changes its own month and later ones, never earlier ones. Pure; events are given as they were checked.
 */
export function valueAsset(asset: ValuedAsset, calendar: FiscalCalendar, through: Month): Valuation {
  const movements: Movement[] = [];
  const { acquiredOn, account, position, costMinor, opening } = asset;
  const state: State = { ...firstPhase(asset, calendar), account, position, gone: false };
  const add = (movement: Omit<Movement, 'account' | 'position'>) => {
    const { account: at, position: place } = state;
    movements.push({ account: at, position: place, ...movement });
  };
  if (monthOfDate(acquiredOn) <= through) {
    add({ date: acquiredOn, kind: 'acquisition', costMinor, accumulatedMinor: 0n });
  }
  if (opening && monthOfDate(opening.asOf) <= through) {
    for (const one of broughtIn(asset, calendar)) add(one);
  }
  const events = [...asset.events].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const unitsThrough = (month: Month) => unitsBetween(asset.events, state.phase.start, month);
  let month = opening ? plusMonths(monthOfDate(opening.asOf), 1) : monthOfDate(acquiredOn);
  for (let walked = 0; month <= through && walked < 2 * MAX_LIFE_MONTHS; walked += 1) {
    state.before.set(month, state.accumulatedMinor);
    const now = events.filter(({ date }) => monthOfDate(date) === month);
    for (const event of now.filter(comesFirst)) applyEvent(event, month);
    depreciate(month);
    for (const event of now.filter((one) => !comesFirst(one))) applyEvent(event, month);
    if (state.gone) break;
    month = plusMonths(month, 1);
  }
  const { accumulatedMinor, gone } = state;
  const left = Math.max(monthsLeftOf(state.phase, plusMonths(through, 1)), 0);
  return {
    movements,
    costMinor: monthOfDate(acquiredOn) <= through ? state.costMinor : 0n,
    accumulatedMinor: opening && monthOfDate(opening.asOf) > through ? 0n : accumulatedMinor,
    account: state.account,
    position: state.position,
    gone,
    monthsLeft: gone ? 0 : left,
  };

  function depreciate(at: Month): void {
    const target = plannedThrough(state.phase, at, { calendar, unitsThrough });
    const most = state.costMinor - asset.residualMinor;
    const amountMinor = (target < most ? target : most) - state.accumulatedMinor;
    if (amountMinor <= 0n) return;
    state.accumulatedMinor += amountMinor;
    add({ date: lastDayOf(at), kind: 'depreciation', costMinor: 0n, accumulatedMinor: amountMinor });
  }

  function applyEvent(event: AssetEvent, at: Month): void {
    const { date, id: eventId } = event;
    switch (event.kind) {
      case 'units':
        return;
      case 'subsequent-cost':
        state.costMinor += event.amountMinor;
        add({ date, kind: event.kind, costMinor: event.amountMinor, accumulatedMinor: 0n, eventId });
        break;
      case 'change-of-terms':
        break;
      case 'impairment':
      case 'write-up': {
        const accumulatedMinor = event.kind === 'impairment' ? event.amountMinor : -event.amountMinor;
        state.accumulatedMinor += accumulatedMinor;
        add({ date, kind: event.kind, costMinor: 0n, accumulatedMinor, eventId });
        break;
      }
      case 'disposal':
        dispose(event, at);
        return;
      case 'transfer': {
        const { costMinor: cost, accumulatedMinor: accumulated } = state;
        add({ date, kind: 'transfer', costMinor: -cost, accumulatedMinor: -accumulated, eventId });
        state.account = event.account;
        state.position = event.position;
        add({ date, kind: 'transfer', costMinor: cost, accumulatedMinor: accumulated, eventId });
        return;
      }
    }
    state.phase = nextPhase(asset, state, event, at, calendar);
  }

  function dispose(event: AssetEvent & { kind: 'disposal' }, at: Month): void {
    const { date, id: eventId } = event;
    // What leaves a pool does not reduce it (§6 Abs. 2a S. 3 EStG).
    if (asset.method === 'pool') return;
    const leaves = event.costMinor ?? state.costMinor;
    const accumulated =
      leaves === state.costMinor
        ? state.accumulatedMinor
        : divideRounded(state.accumulatedMinor * leaves, state.costMinor);
    state.costMinor -= leaves;
    state.accumulatedMinor -= accumulated;
    add({ date, kind: 'disposal', costMinor: -leaves, accumulatedMinor: -accumulated, eventId });
    state.gone = state.costMinor === 0n;
    state.phase = nextPhase(asset, state, event, at, calendar);
  }
}

function unitsBetween(events: readonly AssetEvent[], from: Month, to: Month): number {
  let units = 0;
  for (const event of events) {
    const month = monthOfDate(event.date);
    if (event.kind === 'units' && from <= month && month <= to) units += event.units;
  }
  return units;
}

/** What was depreciated before the register began: that of earlier years as one sum, that of the running year as another. */
function broughtIn(asset: ValuedAsset, calendar: FiscalCalendar): Omit<Movement, 'account' | 'position'>[] {
  const { opening } = asset;
  if (!opening) return [];
  const { first } = calendar(monthOfDate(opening.asOf));
  const earlier = opening.accumulatedMinor - opening.thisYearMinor;
  const of = (date: CalendarDate, accumulatedMinor: bigint) =>
    accumulatedMinor === 0n
      ? []
      : [{ date, kind: 'depreciation', costMinor: 0n, accumulatedMinor, broughtIn: true } as const];
  return [...of(lastDayOf(plusMonths(first, -1)), earlier), ...of(opening.asOf, opening.thisYearMinor)];
}
