import { addDays } from '../../../../shared/kernel/calendar-date.ts';
import { decimalOf, formatCents } from '../decimal.ts';
import type { Invoice } from '../invoice.ts';
import type { VatBreakdown } from '../model/amounts.ts';
import type { InvoiceLine } from '../model/invoice-line.ts';
import type { PostalAddress } from '../model/party.ts';
import type { Cents } from '../model/values.ts';
import { XRECHNUNG } from '../profile.ts';
import { lineNetCents, vatGroupsOf } from './calculate.ts';
import { deductedAmount, deductedGroup, paidBefore } from './deduct.ts';
import {
  type CustomerData,
  creditedBy,
  type InvoiceOrder,
  type IssuerData,
  type OrderLine,
  type Place,
  type VatGroup,
} from './order.ts';
import { type Words, wordsOf } from './words/words.ts';

/** Members that are undefined are left out: the model has none. */
export type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };
function given<T extends object>(value: T): Given<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Given<T>;
}

/** Process of Peppol that XRechnung names by default (BT-23). */
const BILLING = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0';
const EN16931 = 'urn:cen.eu:en16931:2017';
/** UNCL 1001. */
const INVOICE = '380';
const CREDIT_NOTE = '381';
/** Vorauszahlungsrechnung; XRechnung does not use it (BR-DE-17) and says so in a note instead. */
const PREPAYMENT = '386';
/** UNCL 4461: SEPA credit transfer. */
const SEPA_TRANSFER = '58';

/**
 * Codes of the reasons why there is no tax (VATEX list of the Commission), whose words are the language's (§14 Abs. 4 S. 1
 * Nr. 8, §14a Abs. 3 and 5 UStG). E and O have many reasons: whoever writes names his.
 */
const EXEMPTIONS: Readonly<Record<string, string | undefined>> = {
  AE: 'VATEX-EU-AE',
  K: 'VATEX-EU-IC',
  G: 'VATEX-EU-G',
  O: 'VATEX-EU-O',
  E: undefined,
};

/**
 * The invoice in the model of EN 16931. It bears what §14 Abs. 4 S. 1 UStG demands: 1. names and addresses of both (BG-4,
 * BG-7), 2. tax number or VAT id (BT-31, BT-32), 3. date (BT-2), 4. number (BT-1), 5. quantity and kind (BG-25), 6. day or
 * period of the supply (BT-72, BG-14), 7. net amounts by rate and agreed discounts (BG-23, BT-20), 8. rate, tax, or why
 * there is none (BT-117, BT-119, BT-120); of a credit note the invoice that it is about (BG-3) and
 * why (BT-22). A final invoice deducts the
 * advances received and their tax (Abs. 5 S. 2: BT-113, BT-22), and names them (BG-3).
 */
export function composeInvoice(order: InvoiceOrder, issuer: IssuerData, customer: CustomerData): Invoice {
  const groups = vatGroupsOf(order);
  const net = groups.reduce((sum, { netCents }) => sum + netCents, 0n);
  const vat = groups.reduce((sum, { taxCents }) => sum + taxCents, 0n);
  const paid = paidBefore(order);
  const payable = net + vat - paid;
  const { serviceDate, period, buyerReference } = order;
  const words = wordsOf(order);
  const credited = creditedBy(order);
  const needsPlace = groups.some(({ category }) => category === 'K' || category === 'G');
  const delivery = given({
    date: serviceDate,
    period,
    address: needsPlace && customer.address ? addressOf(customer.address) : undefined,
  });
  return {
    ...given({
      number: order.number,
      issueDate: order.date,
      typeCode: typeOf(order),
      currency: order.currency,
      dueDate: credited || payable <= 0n ? undefined : order.dueDate,
      buyerReference,
      purchaseOrderReference: order.purchaseOrder,
      contractReference: order.contract,
      // A credit note is due at once, which needs words (BR-CO-25).
      paymentTerms: credited
        ? words.terms.settled
        : payable > 0n
          ? termsOf(order)
          : paidTerms(payable, words),
      businessProcess: BILLING,
      specification: buyerReference === undefined ? EN16931 : XRECHNUNG,
      delivery: Object.keys(delivery).length > 0 ? delivery : undefined,
    }),
    notes: noteTexts(order).map((text) => ({ text })),
    precedingInvoices: (credited ? [credited] : (order.deducts ?? [])).map(({ number, date }) => ({
      number,
      issueDate: date,
    })),
    seller: sellerOf(issuer),
    buyer: buyerOf(customer),
    paymentInstructions: {
      meansCode: SEPA_TRANSFER,
      remittanceInformation: order.number,
      creditTransfers: [
        given({ account: issuer.iban, accountName: issuer.name, serviceProvider: issuer.bic }),
      ],
    },
    allowances: [],
    charges: [],
    totals: {
      ...{ lines: net, withoutVat: net, vat, withVat: net + vat, payable },
      ...(order.deducts ? { paid } : {}),
    },
    vatBreakdowns: groups.map((group) => breakdownOf(group, order.exemptionReason, words)),
    supportingDocuments: [],
    lines: order.lines.map(lineOf),
  };
}

/**
 * Of a credit note 381, whose amounts are positive: it stands beside its invoice, which it makes less. 384 (corrected
 * invoice) would stand in the invoice's place, or has the same amounts with the other sign. XRechnung takes both (BR-DE-17).
 */
function typeOf(order: InvoiceOrder): string {
  const { kind, buyerReference } = order;
  if (creditedBy(order)) return CREDIT_NOTE;
  return kind === 'advance' && buyerReference === undefined ? PREPAYMENT : INVOICE;
}

/** BT-20 where nothing is left to be paid: no words are due then, but people ask. */
function paidTerms(payable: Cents, { terms }: Words): string {
  return payable < 0n ? `${terms.paid} ${terms.overpaid}` : terms.paid;
}

/**
 * BT-22: what the writer says; why an invoice is corrected; that it is an advance; each advance that is deducted with its
 * tax (§14 Abs. 5 S. 2 UStG).
 */
function noteTexts(order: InvoiceOrder): string[] {
  const { note, kind, cancels, corrects, deducts = [], currency } = order;
  const { day, number: shown, percent: shownPercent, notes } = wordsOf(order);
  const money = (cents: Cents) => `${shown(formatCents(cents))} ${currency}`;
  const lines = deducts.map((deduction) => {
    const parts = deduction.groups.map((group) => {
      const { netCents, taxCents } = deductedGroup(group);
      return { net: money(netCents), percent: shownPercent(percent(group.rate)), tax: money(taxCents) };
    });
    const of = { number: deduction.number, day: day(deduction.date) };
    return notes.deducted(of, parts, money(deductedAmount(deduction).grossCents), cancels !== undefined);
  });
  const advance = kind === 'advance' && !cancels ? [notes.advance] : [];
  const reason = corrects ? [notes.reason(corrects.reason)] : [];
  return [...(note === undefined ? [] : [note]), ...reason, ...advance, ...lines];
}

/** Percent times 100 as a decimal of the model. */
function percent(times100: number): string {
  return decimalOf({ units: BigInt(times100), scale: 2 });
}

function termsOf(order: InvoiceOrder): string {
  const { date, dueDate, discount } = order;
  const { day, percent: shownPercent, terms } = wordsOf(order);
  const net = terms.net(day(dueDate));
  if (!discount) return net;
  const { days, percentTimes100 } = discount;
  const hundredths = String(percentTimes100).padStart(3, '0');
  const text = `${hundredths.slice(0, -2)}.${hundredths.slice(-2)}`;
  const until = day(addDays(date, days));
  // The lines of XRechnung 3.0.2 (BR-DE-18), each ended by a line break; words besides for people.
  return `${terms.discount(shownPercent(text), until)} ${net}\n#SKONTO#TAGE=${days}#PROZENT=${text}#\n`;
}

function addressOf({ street, houseNumber, postcode, city, country }: Place): PostalAddress {
  const line1 = [street, houseNumber].filter(Boolean).join(' ');
  return given({ line1: line1 === '' ? undefined : line1, city, postCode: postcode, country });
}

function sellerOf({ name, address, contact, vatId, taxNumber }: IssuerData): Invoice['seller'] {
  return given({
    name,
    ids: [],
    vatId,
    taxRegistrationId: taxNumber,
    electronicAddress: { id: contact.email, scheme: 'EM' },
    address: addressOf(address),
    contact: { name: contact.name, telephone: contact.phone, email: contact.email },
  });
}

function buyerOf({ id, name, vatId, email, address }: CustomerData): Invoice['buyer'] {
  return given({
    name,
    id: { id },
    vatId,
    electronicAddress: email === undefined ? undefined : { id: email, scheme: 'EM' },
    address: address && addressOf(address),
  });
}

function breakdownOf(
  { category, rate, netCents, taxCents }: VatGroup,
  ownReason: string | undefined,
  { exemptions }: Words,
): VatBreakdown {
  const reason = exemptions[category as keyof Words['exemptions']];
  return given({
    taxableAmount: netCents,
    taxAmount: taxCents,
    category,
    rate: category === 'O' ? undefined : percent(rate),
    exemptionReason: category in EXEMPTIONS ? (ownReason ?? reason) : undefined,
    exemptionReasonCode: EXEMPTIONS[category],
  });
}

function lineOf(line: OrderLine, index: number): InvoiceLine {
  const { text, description, quantity, unit, unitPrice, category, rate } = line;
  return {
    id: String(index + 1),
    quantity,
    unit,
    netAmount: lineNetCents(line),
    allowances: [],
    charges: [],
    price: { net: unitPrice },
    vatCategory: category,
    ...(category === 'O' ? {} : { vatRate: percent(rate) }),
    item: {
      name: text,
      ...(description === undefined ? {} : { description }),
      classifications: [],
      attributes: [],
    },
  };
}
