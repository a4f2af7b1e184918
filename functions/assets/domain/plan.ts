import type { ValuedAsset } from './asset.ts';
import { type FiscalCalendar, type Month, monthOfDate, plusMonths } from './months.ts';
import { lifeMonths } from './phases.ts';
import { MAX_LIFE_MONTHS, valueAsset } from './value-asset.ts';

/** A row of the plan: one month, or one fiscal year. */
export interface PlanRow {
  readonly from: Month;
  readonly to: Month;
  readonly depreciationMinor: bigint;
  /** Impairments less write-ups. */
  readonly otherMinor: bigint;
  readonly costMinor: bigint;
  readonly bookValueMinor: bigint;
}

/** The last month that any plan of the asset can reach: its life, as often begun anew as events say. */
export function horizonOf(asset: ValuedAsset, calendar: FiscalCalendar): Month {
  let end = plusMonths(monthOfDate(asset.acquiredOn), Math.min(lifeMonths(asset), MAX_LIFE_MONTHS));
  for (const event of asset.events) {
    const left = 'remainingLifeMonths' in event ? (event.remainingLifeMonths ?? 0) : 0;
    const reach = plusMonths(monthOfDate(event.date), left);
    if (reach > end) end = reach;
  }
  if (asset.opening && monthOfDate(asset.opening.asOf) > end) end = monthOfDate(asset.opening.asOf);
  return calendar(end).last;
}

/** Months in which anything happens to the value, from the acquisition to the end of the plan. */
export function planByMonth(asset: ValuedAsset, calendar: FiscalCalendar): PlanRow[] {
  const { movements } = valueAsset(asset, calendar, horizonOf(asset, calendar));
  const rows = new Map<Month, { depreciationMinor: bigint; otherMinor: bigint; cost: bigint; acc: bigint }>();
  for (const { date, kind, costMinor, accumulatedMinor } of movements) {
    const month = monthOfDate(date);
    const row = rows.get(month) ?? { depreciationMinor: 0n, otherMinor: 0n, cost: 0n, acc: 0n };
    if (kind === 'depreciation') row.depreciationMinor += accumulatedMinor;
    if (kind === 'impairment' || kind === 'write-up') row.otherMinor += accumulatedMinor;
    row.cost += costMinor;
    row.acc += accumulatedMinor;
    rows.set(month, row);
  }
  let [costMinor, accumulated] = [0n, 0n];
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, { depreciationMinor, otherMinor, cost, acc }]) => {
      costMinor += cost;
      accumulated += acc;
      const bookValueMinor = costMinor - accumulated;
      return { from: month, to: month, depreciationMinor, otherMinor, costMinor, bookValueMinor };
    });
}

/** The same, one row a fiscal year. */
export function planByYear(asset: ValuedAsset, calendar: FiscalCalendar): PlanRow[] {
  const years: PlanRow[] = [];
  for (const row of planByMonth(asset, calendar)) {
    const { first, last } = calendar(row.from);
    const year = years.at(-1);
    if (year?.from !== first) {
      years.push({ ...row, from: first, to: last });
      continue;
    }
    years[years.length - 1] = {
      ...row,
      from: first,
      to: last,
      depreciationMinor: year.depreciationMinor + row.depreciationMinor,
      otherMinor: year.otherMinor + row.otherMinor,
    };
  }
  return years;
}
