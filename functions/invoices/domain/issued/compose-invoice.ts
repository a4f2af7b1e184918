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
/** Terms of a credit note: what it is about is due at once, and needs words (BR-CO-25). */
const SETTLED = 'Der Betrag wird verrechnet oder, wenn gezahlt ist, erstattet.';
/** UNCL 4461: SEPA credit transfer. */
const SEPA_TRANSFER = '58';

/**
 * What an invoice without tax has to say (§14 Abs. 4 S. 1 Nr. 8, §14a Abs. 3 and 5 UStG), and the code of it (VATEX list of
 * the Commission). E and O have many reasons: whoever writes names his.
 */
const EXEMPTIONS: Readonly<Record<string, { readonly code?: string; readonly reason?: string }>> = {
  AE: { code: 'VATEX-EU-AE', reason: 'Steuerschuldnerschaft des Leistungsempfängers' },
  K: { code: 'VATEX-EU-IC', reason: 'Steuerfreie innergemeinschaftliche Lieferung' },
  G: { code: 'VATEX-EU-G', reason: 'Steuerfreie Ausfuhrlieferung' },
  O: { code: 'VATEX-EU-O' },
  E: {},
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
      paymentTerms: credited ? SETTLED : payable > 0n ? termsOf(order) : paidTerms(payable),
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
    vatBreakdowns: groups.map((group) => breakdownOf(group, order.exemptionReason)),
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
function paidTerms(payable: Cents): string {
  const rest = payable < 0n ? ' Was darüber hinaus gezahlt ist, wird erstattet oder verrechnet.' : '';
  return `Mit den Anzahlungen beglichen.${rest}`;
}

/** BT-22: what the writer says; that it is an advance; each advance that is deducted with its tax (§14 Abs. 5 S. 2 UStG). */
function noteTexts({ note, kind, cancels, corrects, deducts = [], currency }: InvoiceOrder): string[] {
  const money = (cents: Cents) => `${formatCents(cents).replace('.', ',')} ${currency}`;
  const lines = deducts.map((deduction) => {
    const parts = deduction.groups.map((group) => {
      const { netCents, taxCents } = deductedGroup(group);
      return `netto ${money(netCents)}, Umsatzsteuer ${percent(group.rate).replace('.', ',')} % ${money(taxCents)}`;
    });
    const { number, date } = deduction;
    const what = `Anzahlung laut Rechnung ${number} vom ${germanDay(date)}: ${parts.join('; ')}`;
    const start = cancels ? 'Abgezogen war' : 'Abzüglich';
    return `${start} ${what}, zusammen ${money(deductedAmount(deduction).grossCents)}.`;
  });
  const advance = kind === 'advance' && !cancels ? [ADVANCE_NOTE] : [];
  const reason = corrects ? [`Grund der Korrektur: ${corrects.reason}`] : [];
  return [...(note === undefined ? [] : [note]), ...reason, ...advance, ...lines];
}

const ADVANCE_NOTE = 'Anzahlungsrechnung (Abschlag): Rechnung vor Ausführung der Leistung.';

/** Percent times 100 as a decimal of the model. */
function percent(times100: number): string {
  return decimalOf({ units: BigInt(times100), scale: 2 });
}

function termsOf({ date, dueDate, discount }: InvoiceOrder): string {
  const net = `Zahlbar bis ${germanDay(dueDate)} ohne Abzug.`;
  if (!discount) return net;
  const { days, percentTimes100 } = discount;
  const hundredths = String(percentTimes100).padStart(3, '0');
  const text = `${hundredths.slice(0, -2)}.${hundredths.slice(-2)}`;
  const until = germanDay(addDays(date, days));
  // The lines of XRechnung 3.0.2 (BR-DE-18), each ended by a line break; words besides for people.
  return `${text.replace('.', ',')} % Skonto bis ${until}. ${net}\n#SKONTO#TAGE=${days}#PROZENT=${text}#\n`;
}

export function germanDay(day: string): string {
  return `${day.slice(8)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;
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
): VatBreakdown {
  const exemption = EXEMPTIONS[category];
  return given({
    taxableAmount: netCents,
    taxAmount: taxCents,
    category,
    rate: category === 'O' ? undefined : percent(rate),
    exemptionReason: exemption && (ownReason ?? exemption.reason),
    exemptionReasonCode: exemption?.code,
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
