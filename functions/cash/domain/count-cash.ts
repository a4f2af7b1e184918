import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import type { FieldError } from '../../../shared/kernel/errors.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { refuse } from '../errors.ts';
import { assertOpenDay, type BookState } from './may-record.ts';

export interface Denomination {
  readonly valueMinor: bigint;
  readonly pieces: number;
}

/** Coins and notes of the euro that are legal tender (Regulation (EC) No 974/98, Art. 10 and 11), in cents. */
const EURO_CENTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000];

export interface CountWish {
  readonly date: CalendarDate;
  readonly totalMinor?: bigint | undefined;
  readonly denominations?: readonly Denomination[] | undefined;
}

/** What was counted: the total, that of the denominations, or both where they agree. */
export function countedTotal({ totalMinor, denominations }: CountWish, currency: string): bigint {
  const sum = denominations && addUp(denominations, currency);
  const counted = sum ?? totalMinor;
  const bad = (pointer: string, detail: string) =>
    refuse('cash.invalid-count', detail, { errors: [{ pointer, detail }] });
  if (counted === undefined)
    throw bad('/total', 'Say the total, or how many there are of each denomination.');
  if (totalMinor === undefined || totalMinor === counted) return counted;
  const detail = `The denominations add up to ${formatMinor(counted, currency)}, not to ${formatMinor(totalMinor, currency)}.`;
  throw bad('/total', detail);
}

function addUp(denominations: readonly Denomination[], currency: string): bigint {
  const errors: FieldError[] = [];
  const seen = new Set<bigint>();
  denominations.forEach(({ valueMinor }, index) => {
    const pointer = `/denominations/${index}/value`;
    const value = formatMinor(valueMinor, currency);
    if (seen.has(valueMinor)) errors.push({ pointer, detail: `${value} is counted twice.` });
    if (currency === 'EUR' && !EURO_CENTS.includes(Number(valueMinor))) {
      errors.push({ pointer, detail: `There is no coin or note of ${value} EUR.` });
    }
    seen.add(valueMinor);
  });
  if (errors[0]) throw refuse('cash.invalid-count', errors[0].detail, { errors });
  return denominations.reduce((sum, { valueMinor, pieces }) => sum + valueMinor * BigInt(pieces), 0n);
}

export interface CountDecision {
  readonly bookMinor: bigint;
  /** Counted less booked: positive is too much in the drawer. */
  readonly differenceMinor: bigint;
  /** The day is closed. A count that does not agree leaves it open, so that what is missing can be recorded. */
  readonly closes: boolean;
  /** To be booked with the count; 0 where nothing is. */
  readonly bookedMinor: bigint;
}

/** What a count comes to. It is kept in any case; the difference is booked only where somebody says so. */
export function decideCount(
  book: BookState,
  date: CalendarDate,
  countedMinor: bigint,
  { today, bookDifference }: { readonly today: CalendarDate; readonly bookDifference: boolean },
): CountDecision {
  assertOpenDay(book, date, today);
  const bookMinor = book.balanceMinor;
  const differenceMinor = countedMinor - bookMinor;
  const bookedMinor = bookDifference ? differenceMinor : 0n;
  return { bookMinor, differenceMinor, bookedMinor, closes: differenceMinor === bookedMinor };
}
