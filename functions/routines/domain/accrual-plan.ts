import {
  addMonths,
  type CalendarDate,
  calendarDate,
  daysBetween,
  daysInMonth,
  monthOf,
  yearOf,
} from '../../../shared/kernel/calendar-date.ts';

export interface AccrualTerms {
  /** Net, greater than zero. */
  readonly amountMinor: bigint;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Of the invoice: before it nothing is released. */
  readonly date: CalendarDate;
  /** Every month touched counts the same, or each by its days in the period. */
  readonly method: 'months' | 'days';
}

export interface Release {
  readonly date: CalendarDate;
  readonly amountMinor: bigint;
}

export const MAX_ACCRUAL_MONTHS = 120;

/** Calendar months that the period touches. */
export function monthsTouched(from: CalendarDate, to: CalendarDate): number {
  return (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from) + 1;
}

/**
 * What an accrual releases (§250 HGB: expense or income of a certain time after the day): each month's share on its
 * last day, or on the day of the invoice where that is later. Shares add up to the amount exactly: what rounding down
 * leaves goes cent by cent to the largest remainders, earlier months first. Shares of nothing are left out.
 */
export function planReleases(terms: AccrualTerms): Release[] {
  const months = splitMonths(terms);
  const shares = splitExactly(
    terms.amountMinor,
    months.map(({ weight }) => BigInt(weight)),
  );
  return months
    .map(({ lastDay }, index) => ({
      date: lastDay < terms.date ? terms.date : lastDay,
      amountMinor: shares[index] ?? 0n,
    }))
    .filter(({ amountMinor }) => amountMinor > 0n);
}

function splitMonths({ from, to, method }: AccrualTerms): { lastDay: CalendarDate; weight: number }[] {
  return Array.from({ length: monthsTouched(from, to) }, (_, index) => {
    const first = addMonths(`${from.slice(0, 7)}-01`, index);
    const [year, month] = [yearOf(first), monthOf(first)];
    const lastDay = calendarDate(year, month, daysInMonth(year, month));
    const begin = first < from ? from : first;
    const end = lastDay > to ? to : lastDay;
    return { lastDay, weight: method === 'months' ? 1 : daysBetween(begin, end) + 1 };
  });
}

/** Largest remainder (Hare-Niemeyer). Weights are positive. */
function splitExactly(amountMinor: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  const shares = weights.map((weight) => (amountMinor * weight) / total);
  const remainders = weights.map((weight, index) => ({ index, left: (amountMinor * weight) % total }));
  const missing = amountMinor - shares.reduce((sum, share) => sum + share, 0n);
  remainders
    .toSorted((a, b) => (a.left === b.left ? a.index - b.index : a.left > b.left ? -1 : 1))
    .slice(0, Number(missing))
    .forEach(({ index }) => {
      shares[index] = (shares[index] ?? 0n) + 1n;
    });
  return shares;
}
