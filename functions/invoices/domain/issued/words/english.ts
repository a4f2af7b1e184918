import type { CalendarDate } from '../../../../../shared/kernel/calendar-date.ts';
import { formatCents } from '../../decimal.ts';
import type { TaxWords, Words } from './words.ts';

const UNITS: Readonly<Record<string, string>> = {
  C62: 'pcs', H87: 'pcs', HUR: 'hrs', DAY: 'days', MON: 'months', ANN: 'years', KGM: 'kg', TNE: 't', LTR: 'l', MTR: 'm',
  MTK: 'm²', MTQ: 'm³', KMT: 'km', KWH: 'kWh', LS: 'lump sum', SET: 'sets', XPP: 'pcs', MIN: 'min',
}; // biome-ignore format: a table

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** `15 June 2026`: which number is the month cannot be mistaken. */
export function englishDay(day: CalendarDate): string {
  return `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

/** `1,234.50`; a decimal keeps its digits. */
export function englishNumber(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

const parts = (rates: readonly TaxWords[]) =>
  rates.map((one) => `net ${one.net}, VAT ${one.percent} ${one.tax}`).join('; ');

/**
 * An invoice in English: no language is prescribed (§14 UStG). Of the words that are, those of Directive 2006/112/EC stand
 * beside the German ones of §14a Abs. 5 UStG (Art. 226 Nr. 11a: "Reverse charge"). A credit note is no "Self-billing"
 * (Art. 226 Nr. 10a), which is what *Gutschrift* means in §14 Abs. 4 S. 1 Nr. 10 UStG.
 */
export const ENGLISH: Words = {
  day: englishDay,
  number: englishNumber,
  money: (cents, currency) => {
    const amount = englishNumber(formatCents(cents < 0n ? -cents : cents));
    return `${cents < 0n ? '-' : ''}${currency === 'EUR' ? '€' : `${currency} `}${amount}`;
  },
  percent: (text) => `${text}%`,
  unit: (code) => UNITS[code],
  country: (code) => (code === 'DE' ? 'Germany' : code),
  titles: { invoice: 'Invoice', advance: 'Advance invoice', final: 'Final invoice', credit: 'Credit note' },
  columns: ['Item', 'Description', 'Quantity', 'Unit price', 'VAT', 'Amount'],
  references: {
    invoiceNumber: 'Invoice number',
    number: 'Number',
    date: 'Date',
    planned: 'Supply planned',
    period: 'Period of supply',
    supplied: 'Date of supply',
    credited: 'For invoice',
    customer: 'Customer number',
    vatId: 'Your VAT ID',
    buyerReference: 'Leitweg-ID',
    order: 'Your order',
    contract: 'Contract',
  },
  openings: {
    invoice: 'We charge you for our goods and services:',
    advance: 'Before the agreed goods or services are supplied, we charge you as an advance payment:',
    part: ({ number, day }) => `We correct our invoice ${number} of ${day} in the following items:`,
    rest: ({ number, day }) => `We correct our invoice ${number} of ${day} by all that is not corrected yet:`,
    whole: ({ number, day }) => `We correct our invoice ${number} of ${day} in full:`,
  },
  sums: {
    net: 'Net total',
    vat: (rate, net) => `VAT ${rate} on ${net}`,
    noVat: (net) => `Without VAT: ${net}`,
    gross: 'Total including VAT',
    deduction: ({ number, day }, rates) => `less advance payment ${number} of ${day}\n(${parts(rates)})`,
  },
  totals: {
    invoice: 'Invoice total',
    advance: 'Advance payment due',
    final: 'Balance due',
    credit: 'Amount credited',
    inFavour: 'Balance in your favour',
  },
  exemptions: {
    AE: 'Reverse charge: VAT is owed by the recipient (Steuerschuldnerschaft des Leistungsempfängers)',
    K: 'Tax-exempt intra-Community supply (steuerfreie innergemeinschaftliche Lieferung)',
    G: 'Tax-exempt export supply (steuerfreie Ausfuhrlieferung)',
  },
  payment: {
    until: 'Payable by',
    discount: 'Cash discount',
    reference: 'Payment reference',
    netUntil: (day) => `${day}, without deduction`,
    discountUntil: (rate, day) => `${rate} if paid by ${day}`,
  },
  terms: {
    net: (day) => `Payable by ${day} without deduction.`,
    discount: (rate, day) => `${rate} cash discount if paid by ${day}.`,
    settled: 'The amount is set off or, where it has been paid, refunded.',
    paid: 'Settled by the advance payments.',
    overpaid: 'What was paid beyond is refunded or set off.',
  },
  notes: {
    advance: 'Advance invoice: issued before the supply.',
    reason: (reason) => `Reason for the correction: ${reason}`,
    deducted: ({ number, day }, rates, gross, isCancelled) => {
      const start = isCancelled ? 'Deducted before:' : 'Less';
      return `${start} advance payment by invoice ${number} of ${day}: ${parts(rates)}, together ${gross}.`;
    },
  },
  aboutLine: (number) => `For item ${number}`,
  footer: { vatId: 'VAT ID', taxNumber: 'German tax number' },
};
