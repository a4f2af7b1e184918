import type { Booking, ValuedAsset } from './asset.ts';
import { settledThrough } from './check-event.ts';
import { type FiscalCalendar, later, type Month, monthOfDate } from './months.ts';
import { valueAsset } from './value-asset.ts';

export interface DueInput {
  readonly asset: ValuedAsset;
  readonly bookings: readonly Booking[];
  /** The last month that a run has booked for this asset; corrections reach as far. */
  readonly bookedThrough?: Month | undefined;
  readonly calendar: FiscalCalendar;
  readonly through: Month;
  /** The months of the fiscal year, in order. */
  readonly months: readonly Month[];
  readonly isOpen: (month: Month) => boolean;
}

export interface Due {
  /** What is to be booked in each month; negative where too much was booked before. */
  readonly due: readonly Booking[];
  /** Left because no month of the year can take it. */
  readonly leftMinor: bigint;
  /** Not booked in earlier fiscal years; contained in `due` unless something is left. */
  readonly earlierMinor: bigint;
  readonly bookedThrough: Month;
}

/**
 * What the plan says, less what has been booked, month by month. A closed month's difference goes to the first open one
 * after it, also beyond `through`: so every month of the year is looked at, those that took a correction before too. Asked again with what it said booked, it says nothing is due.
 */
export function dueDepreciation(input: DueInput): Due {
  const { asset, bookings, calendar, months, isOpen } = input;
  const lastOfYear = months.at(-1) as Month;
  const through = later(input.through, earlierOf(input.bookedThrough, lastOfYear) ?? input.through);
  const planned = plannedBy(asset, calendar, lastOfYear);
  const settled = settledThrough(asset) ?? '';
  const first = months[0] as Month;
  const earlierMinor = sumBefore(planned, first) - sumBefore(bookings, first);
  const due: Booking[] = [];
  let addedMinor = 0n;
  let leftMinor = 0n;
  for (const month of months) {
    const until = month < through ? month : through;
    leftMinor = sumThrough(planned, until) - sumThrough(bookings, month) - addedMinor;
    if (leftMinor === 0n || month <= settled || !isOpen(month)) continue;
    due.push({ month, amountMinor: leftMinor });
    addedMinor += leftMinor;
    leftMinor = 0n;
  }
  return { due, leftMinor, earlierMinor, bookedThrough: later(through, input.bookedThrough ?? through) };
}

/** Planned depreciation by month, without what was brought in. */
function plannedBy(asset: ValuedAsset, calendar: FiscalCalendar, through: Month): Booking[] {
  return valueAsset(asset, calendar, through).movements.flatMap(
    ({ kind, broughtIn, date, accumulatedMinor }) =>
      kind === 'depreciation' && !broughtIn
        ? [{ month: monthOfDate(date), amountMinor: accumulatedMinor }]
        : [],
  );
}

function earlierOf(month: Month | undefined, limit: Month): Month | undefined {
  return month !== undefined && month > limit ? limit : month;
}

function sumThrough(rows: readonly Booking[], month: Month): bigint {
  return rows.reduce((sum, row) => (row.month <= month ? sum + row.amountMinor : sum), 0n);
}

function sumBefore(rows: readonly Booking[], month: Month): bigint {
  return rows.reduce((sum, row) => (row.month < month ? sum + row.amountMinor : sum), 0n);
}

/** Bookings with others added to them, one a month. */
export function addBookings(bookings: readonly Booking[], more: readonly Booking[]): Booking[] {
  const sums = new Map<Month, bigint>();
  for (const { month, amountMinor } of [...bookings, ...more]) {
    sums.set(month, (sums.get(month) ?? 0n) + amountMinor);
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([month, amountMinor]) => (amountMinor === 0n ? [] : [{ month, amountMinor }]));
}
