import {
  addMonths,
  type CalendarDate,
  calendarDate,
  daysInMonth,
} from '../../../shared/kernel/calendar-date.ts';

/** A month of the calendar, `2026-03`. */
export type TaxMonth = string;

/** `01` to `12` a month, `41` to `44` a quarter (as ELSTER counts them), `year` all twelve (§16 Abs. 1, §18 UStG). */
export type PeriodCode = string;

export interface TaxPeriod {
  readonly year: number;
  readonly code: PeriodCode;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Whether the year's special advance payment is deducted in it: December, fourth quarter (§48 Abs. 4 UStDV). */
  readonly isLast: boolean;
}

export const PERIOD_CODE = /^(?:0[1-9]|1[0-2]|4[1-4]|year)$/;

function monthsOf(code: PeriodCode): readonly [number, number] {
  if (code === 'year') return [1, 12];
  const number = Number(code);
  return number > 40 ? [(number - 41) * 3 + 1, (number - 40) * 3] : [number, number];
}

/** @param code one that `PERIOD_CODE` admits */
export function taxPeriod(year: number, code: PeriodCode): TaxPeriod {
  const [first, last] = monthsOf(code);
  return {
    year,
    code,
    from: calendarDate(year, first, 1),
    to: calendarDate(year, last, daysInMonth(year, last)),
    isLast: code === '12' || code === '44',
  };
}

export function isInPeriod(month: TaxMonth, { from, to }: TaxPeriod): boolean {
  return from.slice(0, 7) <= month && month <= to.slice(0, 7);
}

/** The dates of an entry that can decide its period. */
export interface EntryDates {
  /** Belegdatum; for purchases taken as the day of the invoice. */
  readonly date: CalendarDate;
  readonly serviceDate?: CalendarDate;
  readonly taxDate?: CalendarDate;
}

/** What decides the period of an amount besides the dates. */
export interface TaxedLine {
  readonly role: string;
  readonly kind: string;
  readonly reverseChargeCase?: string;
  readonly kz?: string;
}

const monthOf = (date: CalendarDate): TaxMonth => date.slice(0, 7);

/** With the invoice, at the latest with the end of the month after the supply. */
function invoiceButNoLater({ date, serviceDate }: EntryDates): TaxMonth {
  if (serviceDate === undefined) return monthOf(date);
  const latest = monthOf(addMonths(serviceDate, 1));
  return monthOf(date) < latest ? monthOf(date) : latest;
}

/**
 * The month whose return an amount belongs to:
 * - what the entry says itself (`taxDate`, Datum Zuordnung Steuerperiode) outdoes all else;
 * - supplies: when they are rendered (§13 Abs. 1 Nr. 1 Buchst. a UStG; §18b Satz 3 for Kz 21 and 42), whatever the date
 *   of the invoice; without service date the entry's date;
 * - intra-community supplies (Kz 41): with the invoice, at the latest the month after the supply (§18b Satz 2 UStG);
 * - acquisitions: with the invoice, at the latest the month after (§13 Abs. 1 Nr. 6 UStG);
 * - §13b Abs. 1 UStG (case 7): when the service is rendered; all other cases, Abs. 2: as acquisitions;
 * - input tax (§15 Abs. 1 Satz 1 Nr. 1 UStG): once supply and invoice are both there, the later of the two;
 * - import VAT (§15 Abs. 1 Satz 1 Nr. 2 UStG): the day of the entry;
 * - the special advance payment: December (§48 Abs. 4 UStDV).
 */
export function taxPeriodOf(line: TaxedLine, entry: EntryDates): TaxMonth {
  const { date, serviceDate = date, taxDate } = entry;
  if (line.role === 'prepaid') return `${date.slice(0, 4)}-12`;
  if (taxDate !== undefined) return monthOf(taxDate);
  switch (line.kind) {
    case 'input':
      return monthOf(serviceDate > date ? serviceDate : date);
    case 'import':
    case 'settlement':
      return monthOf(date);
    case 'acquisition':
    case 'vehicle-acquisition':
      return invoiceButNoLater(entry);
    case 'reverse-charge':
    case 'reverse-charge-undeducted':
      return line.reverseChargeCase === '7' ? monthOf(serviceDate) : invoiceButNoLater(entry);
    case 'exempt':
      return line.kz === '41' || line.kz === '91' ? invoiceButNoLater(entry) : monthOf(serviceDate);
    default:
      return monthOf(serviceDate);
  }
}
