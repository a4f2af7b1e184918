import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { formatMinor } from '../../../../shared/kernel/money.ts';
import type { Language } from './letter-texts.ts';

const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November',
  'December',
]; // biome-ignore format: a table

/** `04.02.2026` (DIN 5008), `4 February 2026`. Written out here: what ICU knows differs from Node to Node. */
export function formatDay(day: CalendarDate, language: Language): string {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-');
  if (language === 'de') return `${dayOfMonth}.${month}.${year}`;
  return `${Number(dayOfMonth)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** `1.234,50 €`, `EUR 1,234.50`. */
export function formatAmount(amountMinor: bigint, currency: string, language: Language): string {
  const [integer = '', fraction] = formatMinor(amountMinor, currency).split('.');
  const separator = language === 'de' ? '.' : ',';
  const grouped = integer.replaceAll(/\B(?=(\d{3})+(?!\d))/g, separator);
  const number = fraction === undefined ? grouped : `${grouped}${language === 'de' ? ',' : '.'}${fraction}`;
  return language === 'de' ? `${number} ${currency === 'EUR' ? '€' : currency}` : `${currency} ${number}`;
}
