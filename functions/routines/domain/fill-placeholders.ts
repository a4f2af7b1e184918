import { type CalendarDate, monthOf, yearOf } from '../../../shared/kernel/calendar-date.ts';

const MONTHS = {
  de: ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
} as const; // biome-ignore format: rows

const PLACEHOLDER = /\{([^{}]*)\}/g;
const KNOWN = ['year', 'month', 'monthName'];

/** Placeholders in a text that we do not know. */
export function unknownPlaceholders(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name).filter((name) => !KNOWN.includes(name));
}

/** `Miete {monthName} {year}` on 2026-03-01 is `Miete März 2026`; `{month}` has two digits. */
export function fillPlaceholders(text: string, date: CalendarDate, language: 'de' | 'en'): string {
  const values: Readonly<Record<string, string>> = {
    year: String(yearOf(date)),
    month: date.slice(5, 7),
    monthName: MONTHS[language][monthOf(date) - 1] ?? '',
  };
  return text.replaceAll(PLACEHOLDER, (whole, name: string) => values[name] ?? whole);
}
