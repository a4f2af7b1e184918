import {
  addDays,
  addMonths,
  type CalendarDate,
  isCalendarDate,
} from '../../../../shared/kernel/calendar-date.ts';
import { isCurrency } from '../../../../shared/kernel/currency.ts';
import type { FieldError } from '../../../../shared/kernel/errors.ts';
import type { ChartName } from '../charts/chart-account.ts';
import { refuseFile } from './format-errors.ts';

/** The first row of a DATEV posting batch, as far as the books need it. */
export interface DatevHeader {
  /** 9 to 13. */
  readonly formatVersion: number;
  readonly fiscalYearStart: CalendarDate;
  readonly fiscalYearEnd: CalendarDate;
  /** Digits of general ledger accounts, 4 to 8. */
  readonly accountLength: number;
  /** First and last day that a row may have; the fiscal year's where the header leaves them out. */
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly label: string;
  /** Absent: the company's. */
  readonly currency?: string;
  readonly chart?: ChartName;
  /** Accounting purpose: empty for all; 30, 40, 50, 64 are books of their own (tax, cost, trade law, IFRS). */
  readonly purpose: string;
}

interface HeaderField {
  readonly number: number;
  readonly name: string;
  readonly accepts: (text: string) => boolean;
  readonly expected: string;
}

const HEADER_FIELDS = 31;

const form = (pattern: RegExp) => (text: string) => pattern.test(text);
const oneOf = (values: readonly string[]) => (text: string) => values.includes(text);
const upTo = (length: number) => (text: string) => text.length <= length;
const optionalDay = (text: string) => text === '' || dayOfHeader(text) !== undefined;
const numberBetween = (low: number, high: number) => (text: string) =>
  /^\d+$/.test(text) && Number(text) >= low && Number(text) <= high;

/** DATEV-Format, header of version 700; fields 7, 23 to 26 and 28 to 30 are reserved or of no use here. */
const FIELDS: readonly HeaderField[] = [
  { number: 1, name: 'Kennzeichen', accepts: oneOf(['EXTF', 'DTVF']), expected: '"EXTF" or "DTVF"' },
  { number: 2, name: 'Versionsnummer', accepts: oneOf(['700']), expected: '700' },
  { number: 3, name: 'Formatkategorie', accepts: oneOf(['21']), expected: '21 (posting batch)' },
  { number: 4, name: 'Formatname', accepts: oneOf(['Buchungsstapel']), expected: '"Buchungsstapel"' },
  { number: 5, name: 'Formatversion', accepts: form(/^(9|1[0-3])$/), expected: '9 to 13' },
  { number: 6, name: 'Erzeugt am', accepts: form(/^(\d{17})?$/), expected: 'YYYYMMDDHHMMSSFFF' },
  { number: 8, name: 'Herkunft', accepts: upTo(2), expected: 'at most 2 characters' },
  { number: 9, name: 'Exportiert von', accepts: upTo(25), expected: 'at most 25 characters' },
  { number: 10, name: 'Importiert von', accepts: upTo(25), expected: 'at most 25 characters' },
  { number: 11, name: 'Beraternummer', accepts: numberBetween(1001, 9999999), expected: '1001 to 9999999' },
  { number: 12, name: 'Mandantennummer', accepts: numberBetween(1, 99999), expected: '1 to 99999' },
  {
    number: 13,
    name: 'WJ-Beginn',
    accepts: (text) => text.endsWith('01') && dayOfHeader(text) !== undefined,
    expected: 'first day of a month, YYYYMMDD',
  },
  { number: 14, name: 'Sachkontenlänge', accepts: form(/^[4-8]$/), expected: '4 to 8' },
  { number: 15, name: 'Datum von', accepts: optionalDay, expected: 'YYYYMMDD or empty' },
  { number: 16, name: 'Datum bis', accepts: optionalDay, expected: 'YYYYMMDD or empty' },
  { number: 17, name: 'Bezeichnung', accepts: upTo(30), expected: 'at most 30 characters' },
  { number: 18, name: 'Diktatkürzel', accepts: upTo(2), expected: 'at most 2 characters' },
  { number: 19, name: 'Buchungstyp', accepts: oneOf(['', '1', '2']), expected: '1 or 2' },
  {
    number: 20,
    name: 'Rechnungslegungszweck',
    accepts: oneOf(['', '0', '30', '40', '50', '64']),
    expected: '0, 30, 40, 50 or 64',
  },
  { number: 21, name: 'Festschreibung', accepts: oneOf(['', '0', '1']), expected: '0 or 1' },
  {
    number: 22,
    name: 'WKZ',
    accepts: (text) => text === '' || isCurrency(text),
    expected: 'a currency of ISO 4217',
  },
  { number: 27, name: 'Sachkontenrahmen', accepts: oneOf(['', '03', '04']), expected: '"03" or "04"' },
  { number: 31, name: 'Anwendungsinformation', accepts: upTo(16), expected: 'at most 16 characters' },
];

/** `20180131` as a day, or undefined when it is none. */
export function dayOfHeader(text: string): CalendarDate | undefined {
  if (!/^\d{8}$/.test(text)) return undefined;
  const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  return isCalendarDate(date) ? date : undefined;
}

function refuseHeader(problems: readonly FieldError[]): never {
  const detail = `Row 1: ${problems.map((problem) => problem.detail).join(' ')}`;
  throw refuseFile('ledger.datev-header', detail, { errors: problems, extra: { row: 1 } });
}

function problemOf(number: number, detail: string): FieldError {
  return { pointer: `/header/${number}`, detail };
}

/**
 * Reads and checks the header of a posting batch. Refuses (`ledger.datev-header`) with every problem at once, each
 * with the number and the name of its field.
 */
export function readDatevHeader(cells: readonly string[]): DatevHeader {
  if (cells[0] !== 'EXTF' && cells[0] !== 'DTVF') {
    refuseHeader([problemOf(1, 'The file does not begin with "EXTF": it is no file in DATEV format.')]);
  }
  const value = (number: number) => (cells[number - 1] ?? '').trim();
  const problems = FIELDS.filter(({ number, accepts }) => !accepts(value(number))).map(
    ({ number, name, expected }) => {
      const detail = `Field ${number} (${name}) is "${value(number).slice(0, 40)}", expected ${expected}.`;
      return problemOf(number, detail);
    },
  );
  if (cells.length !== HEADER_FIELDS) {
    problems.push(problemOf(0, `The header has ${cells.length} fields, expected ${HEADER_FIELDS}.`));
  }
  if (problems.length > 0) refuseHeader(problems);
  return checkedRange({
    formatVersion: Number(value(5)),
    ...readDays(value),
    accountLength: Number(value(14)),
    label: value(17),
    ...(value(22) === '' ? {} : { currency: value(22) }),
    ...(value(27) === '' ? {} : { chart: value(27) === '03' ? 'SKR03' : 'SKR04' }),
    purpose: value(20) === '0' ? '' : value(20),
  });
}

function readDays(value: (number: number) => string) {
  const fiscalYearStart = dayOfHeader(value(13)) ?? '';
  const fiscalYearEnd = addDays(addMonths(fiscalYearStart, 12), -1);
  const from = dayOfHeader(value(15)) ?? fiscalYearStart;
  return { fiscalYearStart, fiscalYearEnd, from, to: dayOfHeader(value(16)) ?? fiscalYearEnd };
}

/** A batch never crosses a fiscal year: its rows have no year of their own. */
function checkedRange(header: DatevHeader): DatevHeader {
  const { from, to, fiscalYearStart, fiscalYearEnd } = header;
  const problems = [
    ...(from < fiscalYearStart || from > fiscalYearEnd ? [outsideYear(15, 'Datum von', from, header)] : []),
    ...(to < fiscalYearStart || to > fiscalYearEnd ? [outsideYear(16, 'Datum bis', to, header)] : []),
    ...(to < from
      ? [problemOf(16, `Field 16 (Datum bis) ${to} lies before field 15 (Datum von) ${from}.`)]
      : []),
  ];
  if (problems.length > 0) refuseHeader(problems);
  return header;
}

function outsideYear(number: number, name: string, date: CalendarDate, header: DatevHeader): FieldError {
  const year = `${header.fiscalYearStart} to ${header.fiscalYearEnd}`;
  return problemOf(number, `Field ${number} (${name}) ${date} lies outside the fiscal year ${year}.`);
}
