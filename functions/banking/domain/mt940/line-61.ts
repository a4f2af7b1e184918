import {
  type CalendarDate,
  calendarDate,
  daysBetween,
  isCalendarDate,
} from '../../../../shared/kernel/calendar-date.ts';
import type { Place } from '../../../../shared/kernel/xml-handler.ts';
import { readAmount, reference, refuseField } from '../field-values.ts';

/** A year of two digits: SWIFT dates from 80 on lie in the last century. */
export function readSixDigits(text: string, place: Place, field: string): CalendarDate {
  const [, yy = '', month = '', day = ''] = /^(\d{2})(\d{2})(\d{2})$/.exec(text) ?? [];
  const date = `${Number(yy) >= 80 ? '19' : '20'}${yy}-${month}-${day}`;
  if (isCalendarDate(date)) return date;
  throw refuseField(place, field, `"${text}" is not a day that exists`);
}

/** `MMDD`, in the year that brings it nearest to the value date. February 29 may exist in only one of them. */
function readEntryDate(text: string, valueDate: CalendarDate, place: Place): CalendarDate {
  const year = Number(valueDate.slice(0, 4));
  const candidates = [year - 1, year, year + 1]
    .map((one) => calendarDate(one, Number(text.slice(0, 2)), Number(text.slice(2))))
    .filter(isCalendarDate);
  const distance = (date: CalendarDate) => Math.abs(daysBetween(valueDate, date));
  const [nearest] = candidates.sort((a, b) => distance(a) - distance(b));
  if (nearest) return nearest;
  throw refuseField(place, ':61: entry date', `"${text}" is not a day that exists`);
}

export interface StatementLine {
  readonly valueDate: CalendarDate;
  readonly entryDate: CalendarDate | undefined;
  readonly amountMinor: bigint;
  readonly isReversal: boolean;
  /** `EC` and `ED` of MT942: expected. */
  readonly isExpected: boolean;
  /** `NTRF`, `NMSC`, `S103`, … */
  readonly type: string;
  readonly customerReference: string | undefined;
  readonly bankReference: string | undefined;
  readonly supplement: string | undefined;
}

const LINE = /^(\d{6})(\d{4})?(R?[CD]|E[CD])([A-Z])?(\d{1,12},\d{0,3}|\d{1,15})([SNF][A-Z0-9]{3})(.*)$/;

/**
 * `:61:`, SWIFT field 61: `6!n[4!n]2a[1!a]15d1!a3!c16x[//16x][34x]`. RC takes back a credit (money leaves), RD a debit.
 * References may be longer than 16: banks do that.
 */
export function readLine61(lines: readonly string[], currency: string, place: Place): StatementLine {
  const [first = '', ...rest] = lines;
  const match = LINE.exec(first.trim());
  if (!match) throw refuseField(place, ':61:', `"${first.slice(0, 60)}" is not a statement line`);
  const [, value = '', entry, mark = '', , amount = '', type = '', references = ''] = match;
  const valueDate = readSixDigits(value, place, ':61: value date');
  const minor = readAmount(amount.replace(',', '.'), currency, place, ':61: amount');
  const isCredit = mark === 'C' || mark === 'RD' || mark === 'EC';
  const [customer, bank] = references.split('//');
  return {
    valueDate,
    entryDate: entry === undefined ? undefined : readEntryDate(entry, valueDate, place),
    amountMinor: isCredit ? minor : -minor,
    isReversal: mark.startsWith('R'),
    isExpected: mark.startsWith('E'),
    type,
    customerReference: reference(customer),
    bankReference: reference(bank),
    supplement: rest.join(' ').trim() || undefined,
  };
}
