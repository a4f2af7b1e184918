import { currencyDecimals } from '../kernel/currency.ts';

export type Language = 'de' | 'en';

const POINTS = { de: { group: '.', decimal: ',' }, en: { group: ',', decimal: '.' } } as const;

/** `1234567n, 'EUR', 'de'` is `12.345,67`; a minus stands before the digits. */
export function localAmount(minor: bigint, currency: string, language: Language): string {
  const decimals = currencyDecimals(currency);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals);
  return `${minor < 0n ? '-' : ''}${grouped(whole, language)}${decimals === 0 ? '' : POINTS[language].decimal + fraction}`;
}

/** A decimal string (`-1234.5`) as readers of the language write it. */
export function localDecimal(text: string, language: Language): string {
  const sign = text.startsWith('-') ? '-' : '';
  const [whole = '', fraction] = text.slice(sign.length).split('.');
  return `${sign}${grouped(whole, language)}${fraction === undefined ? '' : POINTS[language].decimal + fraction}`;
}

export function localCount(count: number, language: Language): string {
  return localDecimal(String(count), language);
}

/** `2026-03-31` as `31.03.2026`; readers of English get it as it is. */
export function localDate(date: string, language: Language): string {
  return language === 'de' ? date.split('-').reverse().join('.') : date;
}

function grouped(whole: string, language: Language): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, POINTS[language].group);
}
