import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';

/** What a row says of the drawer. */
export interface Movement {
  readonly date: CalendarDate;
  readonly amountMinor: bigint;
}

export interface CountOfDay {
  readonly date: CalendarDate;
  readonly countedMinor: bigint;
  readonly bookMinor: bigint;
  readonly closes: boolean;
}

/** One day of a cash book (Kassenbericht): it begins with what the day before left. */
export interface DaySum {
  readonly date: CalendarDate;
  readonly openingMinor: bigint;
  readonly receiptsMinor: bigint;
  readonly expensesMinor: bigint;
  readonly closingMinor: bigint;
  readonly rows: number;
  /** The day's last count, where it was counted. */
  readonly count?: CountOfDay | undefined;
}

/** The days on which something was recorded or counted, in order. */
export function sumDays(
  openingMinor: bigint,
  movements: Iterable<Movement>,
  counts: Iterable<CountOfDay>,
): DaySum[] {
  const days = new Map<
    CalendarDate,
    { receiptsMinor: bigint; expensesMinor: bigint; rows: number; count?: CountOfDay }
  >();
  const dayOf = (date: CalendarDate) => {
    const day = days.get(date) ?? { receiptsMinor: 0n, expensesMinor: 0n, rows: 0 };
    days.set(date, day);
    return day;
  };
  for (const { date, amountMinor } of movements) {
    const day = dayOf(date);
    day.rows += 1;
    if (amountMinor > 0n) day.receiptsMinor += amountMinor;
    else day.expensesMinor -= amountMinor;
  }
  for (const count of counts) dayOf(count.date).count = count;
  let balance = openingMinor;
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, day]) => {
      const opening = balance;
      balance += day.receiptsMinor - day.expensesMinor;
      return { date, openingMinor: opening, ...day, closingMinor: balance };
    });
}
