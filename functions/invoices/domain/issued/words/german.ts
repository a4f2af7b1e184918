import type { CalendarDate } from '../../../../../shared/kernel/calendar-date.ts';
import { formatCents } from '../../decimal.ts';
import type { TaxWords, Words } from './words.ts';

const UNITS: Readonly<Record<string, string>> = {
  C62: 'Stk.', H87: 'Stk.', HUR: 'Std.', DAY: 'Tage', MON: 'Monate', ANN: 'Jahre', KGM: 'kg', TNE: 't', LTR: 'l', MTR: 'm',
  MTK: 'm²', MTQ: 'm³', KMT: 'km', KWH: 'kWh', LS: 'pausch.', SET: 'Satz', XPP: 'Stk.', MIN: 'Min.',
}; // biome-ignore format: a table

export function germanDay(day: CalendarDate): string {
  return `${day.slice(8)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;
}

/** `1.234,50`; a decimal keeps its digits. */
export function germanNumber(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, '.');
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}

const percent = (text: string) => `${text.replace('.', ',')} %`;
const parts = (rates: readonly TaxWords[], tax: string) =>
  rates.map((one) => `netto ${one.net}, ${tax} ${one.percent} ${one.tax}`).join('; ');

/** An invoice in German. */
export const GERMAN: Words = {
  day: germanDay,
  number: germanNumber,
  money: (cents, currency) => `${germanNumber(formatCents(cents))} ${currency === 'EUR' ? '€' : currency}`,
  percent,
  unit: (code) => UNITS[code],
  country: (code) => (code === 'DE' ? undefined : code),
  titles: {
    invoice: 'Rechnung',
    advance: 'Anzahlungsrechnung',
    final: 'Schlussrechnung',
    credit: 'Rechnungskorrektur',
  },
  columns: ['Pos.', 'Bezeichnung', 'Menge', 'Einzelpreis', 'USt', 'Betrag'],
  references: {
    invoiceNumber: 'Rechnungsnummer',
    number: 'Nummer',
    date: 'Datum',
    planned: 'Leistung geplant',
    period: 'Leistungszeitraum',
    supplied: 'Leistungsdatum',
    credited: 'Zu Rechnung',
    customer: 'Kundennummer',
    vatId: 'Ihre USt-IdNr.',
    buyerReference: 'Leitweg-ID',
    order: 'Ihre Bestellung',
    contract: 'Vertrag',
  },
  openings: {
    invoice: 'Für unsere Lieferungen und Leistungen berechnen wir Ihnen:',
    advance:
      'Vor Ausführung der vereinbarten Lieferung oder Leistung berechnen wir Ihnen als Anzahlung (Abschlag):',
    part: ({ number, day }) =>
      `Wir berichtigen unsere Rechnung ${number} vom ${day} in den folgenden Positionen:`,
    rest: ({ number, day }) =>
      `Wir berichtigen unsere Rechnung ${number} vom ${day} um alles, was noch nicht berichtigt ist:`,
    whole: ({ number, day }) => `Wir berichtigen unsere Rechnung ${number} vom ${day} in voller Höhe:`,
  },
  sums: {
    net: 'Summe netto',
    vat: (rate, net) => `Umsatzsteuer ${rate} auf ${net}`,
    noVat: (net) => `Ohne Umsatzsteuer: ${net}`,
    gross: 'Gesamtbetrag',
    deduction: ({ number, day }, rates) => `abzgl. Anzahlung ${number} vom ${day}\n(${parts(rates, 'USt')})`,
  },
  totals: {
    invoice: 'Rechnungsbetrag',
    advance: 'Anzahlungsbetrag',
    final: 'Noch zu zahlen',
    credit: 'Gutschriftsbetrag',
    inFavour: 'Guthaben zu Ihren Gunsten',
  },
  exemptions: {
    AE: 'Steuerschuldnerschaft des Leistungsempfängers',
    K: 'Steuerfreie innergemeinschaftliche Lieferung',
    G: 'Steuerfreie Ausfuhrlieferung',
  },
  payment: {
    until: 'Zahlbar bis',
    discount: 'Skonto',
    reference: 'Verwendungszweck',
    netUntil: (day) => `${day} ohne Abzug`,
    discountUntil: (rate, day) => `${rate} bei Zahlung bis ${day}`,
  },
  terms: {
    net: (day) => `Zahlbar bis ${day} ohne Abzug.`,
    discount: (rate, day) => `${rate} Skonto bis ${day}.`,
    settled: 'Der Betrag wird verrechnet oder, wenn gezahlt ist, erstattet.',
    paid: 'Mit den Anzahlungen beglichen.',
    overpaid: 'Was darüber hinaus gezahlt ist, wird erstattet oder verrechnet.',
  },
  notes: {
    advance: 'Anzahlungsrechnung (Abschlag): Rechnung vor Ausführung der Leistung.',
    reason: (reason) => `Grund der Korrektur: ${reason}`,
    deducted: ({ number, day }, rates, gross, isCancelled) => {
      const start = isCancelled ? 'Abgezogen war' : 'Abzüglich';
      return `${start} Anzahlung laut Rechnung ${number} vom ${day}: ${parts(rates, 'Umsatzsteuer')}, zusammen ${gross}.`;
    },
  },
  aboutLine: (number) => `Zu Position ${number}`,
  footer: { vatId: 'USt-IdNr.', taxNumber: 'Steuernummer' },
};
