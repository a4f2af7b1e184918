import { type CalendarDate, isCalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import type { DatevHeader } from './datev-header.ts';
import { refuseRow } from './format-errors.ts';

function refuseDate(text: string, problem: string): never {
  throw refuseRow('ledger.row-date', `Field 10 (Belegdatum) "${text.slice(0, 40)}" ${problem}.`);
}

/** Belegdatum is TTMM: its year is the one that puts it into the header's fiscal year. */
function readDate(text: string, header: DatevHeader): CalendarDate {
  const [, day, month] = /^(\d{1,2})(\d{2})$/.exec(text) ?? refuseDate(text, 'is not a day as TTMM');
  const { fiscalYearStart, fiscalYearEnd, from, to } = header;
  const years = [fiscalYearStart.slice(0, 4), fiscalYearEnd.slice(0, 4)];
  const date = years
    .map((year) => `${year}-${month}-${day?.padStart(2, '0')}`)
    .find((each) => isCalendarDate(each) && each >= fiscalYearStart && each <= fiscalYearEnd);
  if (date === undefined) {
    return refuseDate(text, `is no day of the fiscal year ${fiscalYearStart} to ${fiscalYearEnd}`);
  }
  if (date < from || date > to) refuseDate(text, `is ${date}, outside the batch's ${from} to ${to}`);
  return date;
}

function readFullDate(text: string, field: number, name: string): CalendarDate | undefined {
  if (text === '') return undefined;
  const [, day, month, year] = /^(\d{1,2})(\d{2})(\d{4})$/.exec(text) ?? [];
  const date = `${year}-${month}-${day?.padStart(2, '0')}`;
  if (isCalendarDate(date)) return date;
  const detail = `Field ${field} (${name}) "${text.slice(0, 40)}" is not a day as TTMMJJJJ.`;
  throw refuseRow('ledger.row-date', detail);
}

/** The dates of a row as they stand there: fields 10, 115, 116 and 117. */
export interface DatevDates {
  readonly document: string;
  readonly service: string;
  readonly taxPeriod: string;
  readonly due: string;
}

/**
 * Reads a row's dates. Field 116 must stand where 115 does, so that it says something only where the two differ. Refuses
 * (`ledger.row-date`) days that do not exist, and document dates outside the batch.
 */
export function readDatevDates({ document, service, taxPeriod, due }: DatevDates, header: DatevHeader) {
  const date = readDate(document, header);
  const serviceDate = readFullDate(service, 115, 'Leistungsdatum');
  const taxDate = readFullDate(taxPeriod, 116, 'Datum Zuord. Steuerperiode');
  const dueDate = readFullDate(due, 117, 'Fälligkeit');
  return {
    date,
    ...(serviceDate === undefined ? {} : { serviceDate }),
    ...(taxDate === undefined || taxDate === (serviceDate ?? date) ? {} : { taxDate }),
    ...(dueDate === undefined ? {} : { dueDate }),
  };
}
