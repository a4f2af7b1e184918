import type { AssetEvent, Terms, ValuedAsset } from './asset.ts';
import type { Phase } from './curve.ts';
import { type FiscalCalendar, later, type Month, monthOfDate, monthsCounted, plusMonths } from './months.ts';
import { buildingLifeMonths, highestDecliningRate, type Rate, YEARLY_PERCENT } from './tax-rules.ts';

/** What the plan goes on from. */
export interface PhaseState {
  phase: Phase;
  costMinor: bigint;
  accumulatedMinor: bigint;
  /** Accumulated depreciation at the beginning of each month walked. */
  readonly before: Map<Month, bigint>;
}

/** Months of the whole life: as the owner says, or as the method fixes it. */
export function lifeMonths(terms: Terms): number {
  switch (terms.method) {
    case 'building':
      return terms.building ? buildingLifeMonths(terms.building) : 0;
    case 'immediate':
      return 1;
    case 'pool':
    case 'digital':
    case 'electric-vehicle':
      return YEARLY_PERCENT[terms.method].length * 12;
    default:
      return terms.usefulLifeMonths ?? 0;
  }
}

/** The rate that the owner chose, else the highest allowed. */
export function rateOf(terms: Terms, acquiredOn: string): Rate | undefined {
  const { ratePercentTimes100: percent } = terms;
  if (percent !== undefined) return { numerator: BigInt(percent), denominator: 10_000n };
  return highestDecliningRate(acquiredOn, terms.usefulLifeMonths ?? 1);
}

/** Months of a phase that are left when `month` begins. */
export function monthsLeftOf(phase: Phase, month: Month): number {
  return phase.months - (monthsCounted(phase.start, month) - 1);
}

/** The plan from the acquisition on, or from where the depreciation that was brought in ends. */
export function firstPhase(asset: ValuedAsset, calendar: FiscalCalendar): PhaseState {
  const acquired = monthOfDate(asset.acquiredOn);
  const { method, costMinor, residualMinor, opening } = asset;
  const rate = method === 'declining' ? rateOf(asset, asset.acquiredOn) : undefined;
  const common = { method, acquired, residualMinor, ...(rate ? { rate } : {}) };
  const whole = lifeMonths(asset);
  const begin = (start: Month, accumulatedMinor: bigint): Phase => ({
    ...common,
    start,
    accumulatedMinor,
    baseMinor: costMinor - residualMinor - accumulatedMinor,
    months: whole - (monthsCounted(acquired, start) - 1),
    unitsLeft: asset.totalUnits,
  });
  const before = new Map<Month, bigint>();
  if (!opening) return { phase: begin(acquired, 0n), costMinor, accumulatedMinor: 0n, before };
  const asOf = monthOfDate(opening.asOf);
  // A declining year is one amount: it is that of the year's beginning, of which some months are brought in.
  const start = method === 'declining' ? later(calendar(asOf).first, acquired) : plusMonths(asOf, 1);
  const at =
    method === 'declining' ? opening.accumulatedMinor - opening.thisYearMinor : opening.accumulatedMinor;
  return { phase: begin(start, at), costMinor, accumulatedMinor: opening.accumulatedMinor, before };
}

/**
 * The plan after an event. Subsequent cost counts as if spent when the fiscal year began (R 7.4 Abs. 9 S. 3 EStR), unless
 * the life was estimated anew; its month takes what that adds for the months before. What is impaired or written up
 * is spread over the months that are left, from the next month on.
 */
export function nextPhase(
  asset: ValuedAsset,
  state: PhaseState,
  event: AssetEvent,
  month: Month,
  calendar: FiscalCalendar,
): Phase {
  const { phase, costMinor } = state;
  const from = (
    start: Month,
    accumulatedMinor: bigint,
    months: number,
    changed: Partial<Phase> = {},
  ): Phase => ({
    ...phase,
    start,
    accumulatedMinor,
    baseMinor: costMinor - asset.residualMinor - accumulatedMinor,
    months,
    unitsLeft: unitsLeftAt(asset, start),
    ...changed,
  });
  switch (event.kind) {
    case 'change-of-terms': {
      const months = event.remainingLifeMonths ?? monthsLeftOf(phase, month);
      return from(month, state.accumulatedMinor, months, { method: event.method });
    }
    case 'subsequent-cost': {
      if (event.remainingLifeMonths !== undefined) {
        return from(month, state.accumulatedMinor, event.remainingLifeMonths);
      }
      const start = later(calendar(month).first, phase.start);
      const accumulated = state.before.get(start) ?? phase.accumulatedMinor;
      return start > month
        ? from(month, state.accumulatedMinor, monthsLeftOf(phase, month))
        : from(start, accumulated, monthsLeftOf(phase, start));
    }
    default: {
      const start = plusMonths(month, 1);
      return from(start, state.accumulatedMinor, monthsLeftOf(phase, start));
    }
  }
}

function unitsLeftAt(asset: ValuedAsset, start: Month): number {
  let left = asset.totalUnits ?? 0;
  for (const event of asset.events) {
    if (event.kind === 'units' && monthOfDate(event.date) < start) left -= event.units;
  }
  return left;
}
