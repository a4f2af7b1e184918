import { formatMinor } from '../../../shared/kernel/money.ts';
import { percentText } from '../../../shared/kernel/percent.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import type { ValuedAsset } from '../domain/asset.ts';
import { type FiscalCalendar, lastDayOf, monthOfDate } from '../domain/months.ts';
import { type PlanRow, planByMonth, planByYear } from '../domain/plan.ts';
import { valueAsset } from '../domain/value-asset.ts';
import type { AssetRow, EventRow } from '../table.ts';
import { calendarOf, valuedOf } from '../usecases/asset-row.ts';

export function viewEvent(event: EventRow, currency: string) {
  const { amountMinor, proceedsMinor, costMinor, ...rest } = event;
  const text = (minor: bigint | undefined) =>
    minor === undefined ? undefined : formatMinor(minor, currency);
  return { ...rest, amount: text(amountMinor), proceeds: text(proceedsMinor), cost: text(costMinor) };
}

/** An asset as of the end of a day's month. */
export function viewAsset(row: AssetRow, company: LedgerCompany, asOf: string) {
  const { currency } = company;
  const { company: _c, version: _v, bookedThrough: _t, costMinor, residualMinor, ...rest } = row;
  const { ratePercentTimes100: rate, opening, events, bookings, ...known } = rest;
  const month = monthOfDate(asOf);
  const now = valueAsset(valuedOf(row), calendarOf(company), month);
  const money = (minor: bigint) => formatMinor(minor, currency);
  return {
    ...known,
    account: now.account,
    position: now.position,
    cost: money(costMinor),
    residualValue: residualMinor === 0n ? undefined : money(residualMinor),
    ratePercent: rate === undefined ? undefined : percentText(rate),
    opening: opening && {
      asOf: opening.asOf,
      accumulated: money(opening.accumulatedMinor),
      thisYear: money(opening.thisYearMinor),
    },
    asOf: lastDayOf(month),
    costNow: money(now.costMinor),
    accumulatedDepreciation: money(now.accumulatedMinor),
    bookValue: money(now.costMinor - now.accumulatedMinor),
    state: now.gone ? ('disposed' as const) : ('active' as const),
    events: events.map((event) => viewEvent(event, currency)),
    booked: bookings.map((one) => ({ month: one.month, amount: money(one.amountMinor) })),
  };
}

export function viewPlan(asset: ValuedAsset, calendar: FiscalCalendar, currency: string) {
  const view = (row: PlanRow) => ({
    from: row.from,
    to: row.to,
    depreciation: formatMinor(row.depreciationMinor, currency),
    impairment: row.otherMinor === 0n ? undefined : formatMinor(row.otherMinor, currency),
    cost: formatMinor(row.costMinor, currency),
    bookValue: formatMinor(row.bookValueMinor, currency),
  });
  return { years: planByYear(asset, calendar).map(view), months: planByMonth(asset, calendar).map(view) };
}
