import { addMonths, type CalendarDate } from '../../../../shared/kernel/calendar-date.ts';

/**
 * Received and sent commercial letters are kept for six years from the end of the calendar year in which they came or went (§257 Abs. 1
 * Nr. 2 and 3, Abs. 4 and 5 HGB; §147 Abs. 1 Nr. 2 and 3, Abs. 3 and 4 AO).
 */
const LETTER_YEARS = 6;

/** The last day on which a letter of that day has to be kept. */
export function letterKeptUntil(writtenOn: CalendarDate): CalendarDate {
  return `${Number(writtenOn.slice(0, 4)) + LETTER_YEARS}-12-31`;
}

/** How long words of a category are kept after closing, in months: as it says, else as the company does; neither: until somebody asks. */
export function retentionMonths(
  category: { readonly retentionMonths?: number | undefined } | undefined,
  { standardMonths }: { readonly standardMonths?: number | undefined },
): number | undefined {
  return category?.retentionMonths ?? standardMonths;
}

/** Tickets that were closed on this day or before are due today. */
export function closedLongEnough(today: CalendarDate, months: number): CalendarDate {
  return addMonths(today, -months);
}
