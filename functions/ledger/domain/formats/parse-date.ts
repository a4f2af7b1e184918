import { type CalendarDate, isCalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { refuseRow } from './format-errors.ts';

const GERMAN = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const TWO_DIGIT_YEAR = /^\d{1,2}[./-]\d{1,2}[./-]\d{2}$/;
/** Day and month come in either order in such dates. */
const EITHER_ORDER = /^\d{1,2}[/-]\d{1,2}[/-]\d{4}$/;

function refuseDate(text: string, column: string): never {
  const shown = `${column} "${text.slice(0, 40)}"`;
  const why = TWO_DIGIT_YEAR.test(text)
    ? 'has a year of two digits: write all four.'
    : EITHER_ORDER.test(text)
      ? 'does not tell day from month: write it like 2026-12-31 or 31.12.2026.'
      : 'is not a day that exists, like 2026-12-31 or 31.12.2026.';
  throw refuseRow('ledger.row-date', `${shown} ${why}`);
}

/** Reads `2026-12-31`, `31.12.2026` or `1.2.2026`. Refuses all else (`ledger.row-date`), two-digit years by name. */
export function parseDate(text: string, column: string): CalendarDate {
  if (isCalendarDate(text)) return text;
  const match = GERMAN.exec(text);
  if (!match) return refuseDate(text, column);
  const [, day = '', month = '', year = ''] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : refuseDate(text, column);
}
