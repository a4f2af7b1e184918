import { percentText } from '../../../../shared/kernel/percent.ts';
import { formatCents } from '../decimal.ts';
import { lineNetCents, vatGroupsOf } from './calculate.ts';
import { germanDay } from './compose-invoice.ts';
import { deductedAmount, deductedGroup, paidBefore } from './deduct.ts';
import {
  type CustomerData,
  creditedBy,
  type InvoiceOrder,
  type IssuerData,
  nameOf,
  type Place,
} from './order.ts';

/** A label and what it says. */
export interface Labelled {
  readonly label: string;
  readonly value: string;
}

/** What the page of an invoice says, ready to be set: the same as its XML, for people. */
export interface InvoiceDocument {
  readonly title: string;
  readonly sender: string;
  readonly returnLine: string;
  /** The window of the envelope (DIN 5008): at most six lines. */
  readonly recipient: readonly string[];
  readonly references: readonly Labelled[];
  readonly opening: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly sums: readonly Labelled[];
  readonly total: Labelled;
  readonly notes: readonly string[];
  readonly payment: readonly Labelled[];
  readonly footer: readonly string[];
}

/** Units that people read (UN/ECE Recommendation 20); others stand as their code. */
const UNITS: Readonly<Record<string, string>> = {
  C62: 'Stk.', H87: 'Stk.', HUR: 'Std.', DAY: 'Tage', MON: 'Monate', ANN: 'Jahre', KGM: 'kg', TNE: 't', LTR: 'l', MTR: 'm',
  MTK: 'm²', MTQ: 'm³', KMT: 'km', KWH: 'kWh', LS: 'pausch.', SET: 'Satz', XPP: 'Stk.', MIN: 'Min.',
}; // biome-ignore format: a table

/** `1.234,50`; a decimal keeps its digits. */
export function germanNumber(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, '.');
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}

function placeLines({ street, houseNumber, postcode, city, country }: Place): string[] {
  const join = (...parts: readonly (string | undefined)[]) => parts.filter(Boolean).join(' ');
  return [join(street, houseNumber), join(postcode, city), country === 'DE' ? '' : country].filter(Boolean);
}

function money(cents: bigint, currency: string): string {
  return `${germanNumber(formatCents(cents))} ${currency === 'EUR' ? '€' : currency}`;
}

/** A price with two decimals at least. */
function price(decimal: string): string {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return germanNumber(`${whole}.${fraction.padEnd(2, '0')}`);
}

/** Why there is no tax, in the words of the law (§14 Abs. 4 S. 1 Nr. 8, §14a Abs. 3 and 5 UStG). */
const EXEMPT: Readonly<Record<string, string>> = {
  AE: 'Steuerschuldnerschaft des Leistungsempfängers.',
  K: 'Steuerfreie innergemeinschaftliche Lieferung.',
  G: 'Steuerfreie Ausfuhrlieferung.',
};

/**
 * The page of an invoice or credit note in German, with everything that §14 Abs. 4 UStG wants on it: names and addresses of
 * both, tax number or VAT id, date, number, quantity and kind, day or period of the supply, net amounts by rate, discount, rate
 * and tax or the reason for none; of a credit note the invoice that it takes back.
 */
export function invoiceDocument(
  order: InvoiceOrder,
  issuer: IssuerData,
  customer: CustomerData,
): InvoiceDocument {
  const { currency } = order;
  const groups = vatGroupsOf(order);
  const net = groups.reduce((sum, { netCents }) => sum + netCents, 0n);
  const vat = groups.reduce((sum, { taxCents }) => sum + taxCents, 0n);
  const place = placeLines(issuer.address);
  return {
    title: `${TITLES[nameOf(order)]} ${order.number}`,
    sender: issuer.name,
    returnLine: [issuer.name, ...place].join(' · '),
    recipient: [customer.name, ...(customer.address ? placeLines(customer.address) : [])].slice(0, 6),
    references: referencesOf(order, customer),
    opening: openingOf(order),
    columns: ['Pos.', 'Bezeichnung', 'Menge', 'Einzelpreis', 'USt', 'Betrag'],
    rows: order.lines.map((line, index) => [
      String(index + 1),
      [line.text, line.description].filter(Boolean).join('\n'),
      `${germanNumber(line.quantity)} ${UNITS[line.unit] ?? line.unit}`,
      price(line.unitPrice),
      line.category === 'S' ? `${percentText(line.rate).replace('.', ',')} %` : '–',
      money(lineNetCents(line), currency),
    ]),
    sums: [
      { label: 'Summe netto', value: money(net, currency) },
      ...groups.map(({ category, rate, netCents, taxCents }) => ({
        label:
          category === 'S'
            ? `Umsatzsteuer ${percentText(rate).replace('.', ',')} % auf ${money(netCents, currency)}`
            : `Ohne Umsatzsteuer: ${money(netCents, currency)}`,
        value: money(taxCents, currency),
      })),
      ...deductionSums(order, net + vat),
    ],
    total: totalOf(order, net + vat),
    notes: notesOf(
      order,
      groups.map(({ category }) => category),
    ),
    payment: creditedBy(order) || net + vat <= paidBefore(order) ? [] : paymentOf(order, issuer),
    footer: footerOf(issuer, place),
  };
}

function openingOf({ kind, cancels, corrects, taxes }: InvoiceOrder): string {
  const name = ({ number, date }: { number: string; date: string }) =>
    `Wir berichtigen unsere Rechnung ${number} vom ${germanDay(date)}`;
  if (corrects) return `${name(corrects)} in den folgenden Positionen:`;
  if (cancels)
    return `${name(cancels)} ${taxes ? 'um alles, was noch nicht berichtigt ist' : 'in voller Höhe'}:`;
  return kind === 'advance'
    ? 'Vor Ausführung der vereinbarten Lieferung oder Leistung berechnen wir Ihnen als Anzahlung (Abschlag):'
    : 'Für unsere Lieferungen und Leistungen berechnen wir Ihnen:';
}

const TITLES = {
  credit: 'Rechnungskorrektur',
  advance: 'Anzahlungsrechnung',
  final: 'Schlussrechnung',
  invoice: 'Rechnung',
} as const;

/** Each advance that was received, with the tax that was in it (§14 Abs. 5 S. 2 UStG). */
function deductionSums({ deducts, currency }: InvoiceOrder, grossCents: bigint): Labelled[] {
  if (!deducts) return [];
  return [
    { label: 'Gesamtbetrag', value: money(grossCents, currency) },
    ...deducts.map((deduction) => {
      const parts = deduction.groups.map((group) => {
        const { netCents, taxCents } = deductedGroup(group);
        const rate = percentText(group.rate).replace('.', ',');
        return `netto ${money(netCents, currency)}, USt ${rate} % ${money(taxCents, currency)}`;
      });
      const { number, date } = deduction;
      const label = `abzgl. Anzahlung ${number} vom ${germanDay(date)}\n(${parts.join('; ')})`;
      return { label, value: money(-deductedAmount(deduction).grossCents, currency) };
    }),
  ];
}

function totalOf(order: InvoiceOrder, grossCents: bigint): Labelled {
  const { kind, deducts, currency } = order;
  const rest = grossCents - paidBefore(order);
  const value = money(rest, currency);
  if (creditedBy(order)) return { label: 'Gutschriftsbetrag', value };
  if (kind === 'advance') return { label: 'Anzahlungsbetrag', value };
  if (!deducts) return { label: 'Rechnungsbetrag', value };
  if (rest >= 0n) return { label: 'Noch zu zahlen', value };
  return { label: 'Guthaben zu Ihren Gunsten', value: money(-rest, currency) };
}

function referencesOf(order: InvoiceOrder, customer: CustomerData): Labelled[] {
  const { date, serviceDate, period, buyerReference, purchaseOrder, contract } = order;
  const credited = creditedBy(order);
  const supplied = period
    ? `${germanDay(period.start)} – ${germanDay(period.end)}`
    : serviceDate && germanDay(serviceDate);
  const lines: [string, string | undefined][] = [
    [credited ? 'Nummer' : 'Rechnungsnummer', order.number],
    ['Datum', germanDay(date)],
    [
      order.kind === 'advance' ? 'Leistung geplant' : period ? 'Leistungszeitraum' : 'Leistungsdatum',
      supplied,
    ],
    ['Zu Rechnung', credited?.number],
    ['Kundennummer', customer.id],
    ['Ihre USt-IdNr.', customer.vatId],
    ['Leitweg-ID', buyerReference],
    ['Ihre Bestellung', purchaseOrder],
    ['Vertrag', contract],
  ];
  return lines.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

function notesOf({ exemptionReason, note, corrects }: InvoiceOrder, categories: readonly string[]): string[] {
  const reasons = [...new Set(categories)].flatMap((category) =>
    category === 'E' || category === 'O' ? (exemptionReason ?? []) : (EXEMPT[category] ?? []),
  );
  const why = corrects ? [`Grund der Korrektur: ${corrects.reason}`] : [];
  return [...reasons, ...why, ...(note === undefined ? [] : [note])];
}

function paymentOf({ date, dueDate, discount, number }: InvoiceOrder, { iban, bic }: IssuerData): Labelled[] {
  const until =
    discount && new Date(Date.parse(date) + discount.days * 86_400_000).toISOString().slice(0, 10);
  const percent = discount && percentText(discount.percentTimes100).replace('.', ',');
  return [
    { label: 'Zahlbar bis', value: `${germanDay(dueDate)} ohne Abzug` },
    ...(until === undefined
      ? []
      : [{ label: 'Skonto', value: `${percent} % bei Zahlung bis ${germanDay(until)}` }]),
    { label: 'IBAN', value: iban.replace(/(.{4})(?=.)/g, '$1 ') },
    ...(bic === undefined ? [] : [{ label: 'BIC', value: bic }]),
    { label: 'Verwendungszweck', value: number },
  ];
}

function footerOf(
  { name, vatId, taxNumber, contact, footer }: IssuerData,
  place: readonly string[],
): string[] {
  const ids = [vatId && `USt-IdNr. ${vatId}`, taxNumber && `Steuernummer ${taxNumber}`].filter(Boolean);
  return [[name, ...place].join(' · '), [...ids, contact.phone, contact.email].join(' · '), ...footer].slice(
    0,
    5,
  );
}
