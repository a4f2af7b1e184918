import { addDays } from '../../../../shared/kernel/calendar-date.ts';
import { percentText } from '../../../../shared/kernel/percent.ts';
import type { Cents } from '../model/values.ts';
import { lineNetCents, vatGroupsOf } from './calculate.ts';
import { deductedAmount, deductedGroup, paidBefore } from './deduct.ts';
import {
  type CustomerData,
  creditedBy,
  type InvoiceOrder,
  type InvoiceReference,
  type IssuerData,
  nameOf,
  type Place,
} from './order.ts';
import { type PageLanguage, type Words, wordsOf } from './words/words.ts';

/** A label and what it says. */
export interface Labelled {
  readonly label: string;
  readonly value: string;
}

/** What the page of an invoice says, ready to be set: the same as its XML, for people. */
export interface InvoiceDocument {
  readonly language: PageLanguage;
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

function placeLines({ street, houseNumber, postcode, city, country }: Place, words: Words): string[] {
  const join = (...parts: readonly (string | undefined)[]) => parts.filter(Boolean).join(' ');
  const lines = [join(street, houseNumber), join(postcode, city), words.country(country) ?? ''];
  return lines.filter(Boolean);
}

/** A price with two decimals at least. */
function price(decimal: string, { number }: Words): string {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return number(`${whole}.${fraction.padEnd(2, '0')}`);
}

/**
 * The page of an invoice or credit note in its language, with everything that §14 Abs. 4 UStG wants on it: names and addresses of
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
  const words = wordsOf(order);
  const money = (cents: Cents) => words.money(cents, currency);
  const place = placeLines(issuer.address, words);
  return {
    language: order.language ?? 'de',
    title: `${words.titles[nameOf(order)]} ${order.number}`,
    sender: issuer.name,
    returnLine: [issuer.name, ...place].join(' · '),
    recipient: [customer.name, ...(customer.address ? placeLines(customer.address, words) : [])].slice(0, 6),
    references: referencesOf(order, customer, words),
    opening: openingOf(order, words),
    columns: words.columns,
    rows: order.lines.map((line, index) => [
      String(index + 1),
      [line.text, line.description].filter(Boolean).join('\n'),
      `${words.number(line.quantity)} ${words.unit(line.unit) ?? line.unit}`,
      price(line.unitPrice, words),
      line.category === 'S' ? words.percent(percentText(line.rate)) : '–',
      money(lineNetCents(line)),
    ]),
    sums: [
      { label: words.sums.net, value: money(net) },
      ...groups.map(({ category, rate, netCents, taxCents }) => ({
        label:
          category === 'S'
            ? words.sums.vat(words.percent(percentText(rate)), money(netCents))
            : words.sums.noVat(money(netCents)),
        value: money(taxCents),
      })),
      ...deductionSums(order, net + vat, words),
    ],
    total: totalOf(order, net + vat, words),
    notes: notesOf(
      order,
      groups.map(({ category }) => category),
      words,
    ),
    payment: creditedBy(order) || net + vat <= paidBefore(order) ? [] : paymentOf(order, issuer, words),
    footer: footerOf(issuer, place, words),
  };
}

function openingOf({ kind, cancels, corrects, taxes }: InvoiceOrder, { day, openings }: Words): string {
  const named = ({ number, date }: InvoiceReference) => ({ number, day: day(date) });
  if (corrects) return openings.part(named(corrects));
  if (cancels) return taxes ? openings.rest(named(cancels)) : openings.whole(named(cancels));
  return openings[kind ?? 'invoice'];
}

/** Each advance that was received, with the tax that was in it (§14 Abs. 5 S. 2 UStG). */
function deductionSums({ deducts, currency }: InvoiceOrder, grossCents: Cents, words: Words): Labelled[] {
  if (!deducts) return [];
  const money = (cents: Cents) => words.money(cents, currency);
  return [
    { label: words.sums.gross, value: money(grossCents) },
    ...deducts.map((deduction) => {
      const parts = deduction.groups.map((group) => {
        const { netCents, taxCents } = deductedGroup(group);
        const percent = words.percent(percentText(group.rate));
        return { net: money(netCents), percent, tax: money(taxCents) };
      });
      const label = words.sums.deduction({ number: deduction.number, day: words.day(deduction.date) }, parts);
      return { label, value: money(-deductedAmount(deduction).grossCents) };
    }),
  ];
}

function totalOf(order: InvoiceOrder, grossCents: Cents, { totals, money }: Words): Labelled {
  const rest = grossCents - paidBefore(order);
  const name = nameOf(order);
  if (name === 'final' && rest < 0n) return { label: totals.inFavour, value: money(-rest, order.currency) };
  return { label: totals[name], value: money(rest, order.currency) };
}

function referencesOf(order: InvoiceOrder, customer: CustomerData, { day, references }: Words): Labelled[] {
  const { date, serviceDate, period, buyerReference, purchaseOrder, contract } = order;
  const credited = creditedBy(order);
  const supplied = period ? `${day(period.start)} – ${day(period.end)}` : serviceDate && day(serviceDate);
  const { planned, period: over, supplied: on } = references;
  const lines: [string, string | undefined][] = [
    [credited ? references.number : references.invoiceNumber, order.number],
    [references.date, day(date)],
    [order.kind === 'advance' ? planned : period ? over : on, supplied],
    [references.credited, credited?.number],
    [references.customer, customer.id],
    [references.vatId, customer.vatId],
    [references.buyerReference, buyerReference],
    [references.order, purchaseOrder],
    [references.contract, contract],
  ];
  return lines.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

/** First why there is no tax, in the words of the law (§14 Abs. 4 S. 1 Nr. 8, §14a Abs. 3 and 5 UStG). */
function notesOf(
  { exemptionReason, note, corrects }: InvoiceOrder,
  categories: readonly string[],
  { exemptions, notes }: Words,
): string[] {
  const reasons = [...new Set(categories)].flatMap((category) => {
    if (category === 'E' || category === 'O') return exemptionReason ?? [];
    const text = exemptions[category as keyof Words['exemptions']];
    return text === undefined ? [] : `${text}.`;
  });
  const why = corrects ? [notes.reason(corrects.reason)] : [];
  return [...reasons, ...why, ...(note === undefined ? [] : [note])];
}

function paymentOf(
  { date, dueDate, discount, number }: InvoiceOrder,
  { iban, bic }: IssuerData,
  { payment, day, percent }: Words,
): Labelled[] {
  const until = discount && day(addDays(date, discount.days));
  const rate = discount && percent(percentText(discount.percentTimes100));
  return [
    { label: payment.until, value: payment.netUntil(day(dueDate)) },
    ...(until === undefined || rate === undefined
      ? []
      : [{ label: payment.discount, value: payment.discountUntil(rate, until) }]),
    { label: 'IBAN', value: iban.replace(/(.{4})(?=.)/g, '$1 ') },
    ...(bic === undefined ? [] : [{ label: 'BIC', value: bic }]),
    { label: payment.reference, value: number },
  ];
}

function footerOf(
  { name, vatId, taxNumber, contact, footer }: IssuerData,
  place: readonly string[],
  words: Words,
): string[] {
  const ids = [
    vatId && `${words.footer.vatId} ${vatId}`,
    taxNumber && `${words.footer.taxNumber} ${taxNumber}`,
  ].filter(Boolean);
  return [[name, ...place].join(' · '), [...ids, contact.phone, contact.email].join(' · '), ...footer].slice(
    0,
    5,
  );
}
