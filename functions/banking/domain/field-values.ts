import { type CalendarDate, isCalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { isCurrency } from '../../../shared/kernel/currency.ts';
import type { DomainError } from '../../../shared/kernel/errors.ts';
import { describeAmountProblem, parseMinor } from '../../../shared/kernel/money.ts';
import type { Place } from '../../../shared/kernel/xml-handler.ts';
import { refuse } from '../errors.ts';

/** The refusal of a field: line, what it is called, what is wrong. */
export function refuseField(place: Place, field: string, why: string): DomainError {
  const { line, column } = place;
  return refuse('banking.file-field', `Line ${line}, column ${column}: ${field} ${why}.`);
}

const shown = (text: string): string => `"${text.slice(0, 40)}"`;

/** An amount without sign, decimals by its currency; zeros at either end do not matter (xs:decimal). */
export function readAmount(text: string, currency: string, place: Place, field: string): bigint {
  if (!isCurrency(currency))
    throw refuseField(place, field, `has the currency ${shown(currency)}, which there is not`);
  const [, integer = '', fraction = ''] = /^\+?(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  if (integer === '' && fraction === '') throw refuseField(place, field, `${shown(text)} is not an amount`);
  const decimals = fraction.replace(/0+$/, '');
  const plain = `${integer.replace(/^0+(?=\d)/, '') || '0'}${decimals ? `.${decimals}` : ''}`;
  const minor = parseMinor(plain, currency);
  if (typeof minor === 'bigint') return minor;
  throw refuseField(place, field, `${shown(text)} ${describeAmountProblem(minor, currency)}`);
}

/** The day of an ISO date or date and time, as it is written: the bank's day, whatever the offset. */
export function readDay(text: string, place: Place, field: string): CalendarDate {
  const [, day = ''] = /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(text) ?? [];
  if (isCalendarDate(day)) return day;
  throw refuseField(place, field, `${shown(text)} is not a day that exists`);
}

/** Spaces collapse; an empty text is none. */
export function tidy(text: string | undefined): string | undefined {
  const one = text?.replace(/\s+/g, ' ').trim();
  return one ? one : undefined;
}

/** What stands for "no reference" in payments (EPC rulebooks, SWIFT): no reference. */
export function reference(text: string | undefined): string | undefined {
  const one = tidy(text);
  return one === undefined || /^(?:NOTPROVIDED|NOT PROVIDED|NONREF|NOTAVAIL)$/i.test(one) ? undefined : one;
}

/** Leaves out what is undefined, so that absent is absent. */
export function present<T extends object>(value: T): T {
  const left: Partial<T> = {};
  for (const key in value) if (value[key] !== undefined) left[key] = value[key];
  return left as T;
}
