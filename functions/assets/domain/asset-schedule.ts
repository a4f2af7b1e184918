import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import type { Booking, ValuedAsset } from './asset.ts';
import { type FiscalCalendar, lastDayOf, type Month, monthOfDate } from './months.ts';
import { type Movement, valueAsset } from './value-asset.ts';

/**
 * A row of the Anlagenspiegel (§284 Abs. 3 HGB): cost with additions, disposals and transfers; depreciation in all at the
 * beginning and the end, that of the year, and what changed with additions, disposals and transfers; write-ups.
 * Disposals are positive here; transfers have their sign.
 */
export interface ScheduleRow {
  readonly costOpeningMinor: bigint;
  readonly additionsMinor: bigint;
  readonly disposalsMinor: bigint;
  readonly transfersMinor: bigint;
  readonly costClosingMinor: bigint;
  readonly depreciationOpeningMinor: bigint;
  readonly depreciationOfYearMinor: bigint;
  readonly writeUpsMinor: bigint;
  readonly depreciationOnDisposalsMinor: bigint;
  readonly depreciationOnTransfersMinor: bigint;
  readonly depreciationClosingMinor: bigint;
  readonly bookValueClosingMinor: bigint;
  readonly bookValuePriorMinor: bigint;
}

export interface RegisteredAsset {
  readonly asset: ValuedAsset;
  readonly bookings: readonly Booking[];
}

/**
 * The movements as the books have them through a month: planned depreciation is replaced by what has been booked of it,
 * in the month and on the account that it was booked in.
 */
export function bookedMovements(
  { asset, bookings }: RegisteredAsset,
  calendar: FiscalCalendar,
  through: Month,
): Movement[] {
  const { movements } = valueAsset(asset, calendar, through);
  const kept = movements.filter(({ kind, broughtIn }) => kind !== 'depreciation' || broughtIn);
  const booked = bookings
    .filter(({ month }) => month <= through)
    .map(({ month, amountMinor }): Movement => {
      const { account, position } = placeIn(asset, month);
      const date = lastDayOf(month);
      return { date, kind: 'depreciation', costMinor: 0n, accumulatedMinor: amountMinor, account, position };
    });
  return [...kept, ...booked];
}

/** Where depreciation of a month goes: a transfer takes effect after its month. */
function placeIn(asset: ValuedAsset, month: Month): { account: string; position: string } {
  let place = { account: asset.account, position: asset.position };
  for (const event of asset.events) {
    if (event.kind !== 'transfer' || monthOfDate(event.date) >= month) continue;
    place = { account: event.account, position: event.position };
  }
  return place;
}

/** Planned through a month and not booked; negative where too much was booked. */
export function unbookedMinor(
  { asset, bookings }: RegisteredAsset,
  calendar: FiscalCalendar,
  through: Month,
): bigint {
  let sum = 0n;
  for (const { kind, broughtIn, accumulatedMinor } of valueAsset(asset, calendar, through).movements) {
    if (kind === 'depreciation' && !broughtIn) sum += accumulatedMinor;
  }
  for (const { month, amountMinor } of bookings) if (month <= through) sum -= amountMinor;
  return sum;
}

type Sums = { -readonly [K in keyof ScheduleRow]: bigint };

function empty(): Sums {
  return {
    costOpeningMinor: 0n,
    additionsMinor: 0n,
    disposalsMinor: 0n,
    transfersMinor: 0n,
    costClosingMinor: 0n,
    depreciationOpeningMinor: 0n,
    depreciationOfYearMinor: 0n,
    writeUpsMinor: 0n,
    depreciationOnDisposalsMinor: 0n,
    depreciationOnTransfersMinor: 0n,
    depreciationClosingMinor: 0n,
    bookValueClosingMinor: 0n,
    bookValuePriorMinor: 0n,
  };
}

function addMovement(row: Sums, movement: Movement, from: CalendarDate): void {
  const { kind, costMinor, accumulatedMinor } = movement;
  row.costClosingMinor += costMinor;
  row.depreciationClosingMinor += accumulatedMinor;
  row.bookValueClosingMinor += costMinor - accumulatedMinor;
  if (movement.date < from) {
    row.costOpeningMinor += costMinor;
    row.depreciationOpeningMinor += accumulatedMinor;
    row.bookValuePriorMinor += costMinor - accumulatedMinor;
    return;
  }
  switch (kind) {
    case 'acquisition':
    case 'subsequent-cost':
      row.additionsMinor += costMinor;
      return;
    case 'depreciation':
    case 'impairment':
      row.depreciationOfYearMinor += accumulatedMinor;
      return;
    case 'write-up':
      row.writeUpsMinor -= accumulatedMinor;
      return;
    case 'disposal':
      row.disposalsMinor -= costMinor;
      row.depreciationOnDisposalsMinor -= accumulatedMinor;
      return;
    case 'transfer':
      row.transfersMinor += costMinor;
      row.depreciationOnTransfersMinor += accumulatedMinor;
  }
}

/** Rows by position (or by account) in their order, from movements through the end of the year that begins on `from`. */
export function scheduleRows(
  movements: Iterable<Movement>,
  from: CalendarDate,
  by: (movement: Movement) => string = ({ position }) => position,
): Map<string, ScheduleRow> {
  const rows = new Map<string, Sums>();
  for (const movement of movements) {
    const key = by(movement);
    const row = rows.get(key) ?? empty();
    addMovement(row, movement, from);
    rows.set(key, row);
  }
  return new Map([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function totalRow(rows: Iterable<ScheduleRow>): ScheduleRow {
  const total = empty();
  for (const row of rows) {
    for (const name of Object.keys(total) as (keyof ScheduleRow)[]) total[name] += row[name];
  }
  return total;
}
