import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import type { ChartName } from '../../../ledger/rules.ts';
import { formatCents, scaledOf } from '../decimal.ts';
import type { Finding } from '../finding.ts';
import type { Invoice } from '../invoice.ts';
import type { VatBreakdown } from '../model/amounts.ts';
import type { Cents } from '../model/values.ts';
import { impliedRate } from './convert-amount.ts';
import { decideTax, keyOnAccount, placeOfSeller, type TaxDecision } from './decide-tax.ts';
import { type KnownPartner, payToAccounts, type VendorMatch } from './find-vendor.ts';
import { type DiscountTerm, readDiscounts, usableDiscounts } from './payment-terms.ts';
import { compactNumber } from './seller-keys.ts';

/** An account that amounts of a kind were booked on for this vendor. */
export interface Habit {
  /** `S-1900`: category and percent times 100. */
  readonly tax: string;
  readonly account: string;
  readonly costCentre?: string | undefined;
}

/** A part of the invoice as it would be booked; amounts are in its currency, negative in our favour. */
export interface ProposedLine {
  readonly category: string;
  /** Percent times 100. */
  readonly rate: number;
  /** With tax. */
  readonly grossCents: Cents;
  readonly taxCents: Cents;
  readonly account?: string;
  readonly costCentre?: string;
  readonly taxCode?: string;
  readonly reverseChargeCase?: string;
  /** Why the tax is booked so: asked again when somebody chooses another account. */
  readonly decision: TaxDecision;
  /** Day that decides the rate. */
  readonly date: CalendarDate;
}

export interface Proposal {
  readonly vendor?: VendorMatch;
  /** The open item: positive is owed by us. */
  readonly totalCents: Cents;
  /** Of it said to be paid before (BT-113), signed likewise: advances, in a final invoice. */
  readonly paidCents: Cents;
  /** An invoice before the supply (type 386): it waits for its payment. */
  readonly advance: boolean;
  readonly date?: CalendarDate;
  readonly serviceDate?: CalendarDate;
  readonly dueDate?: CalendarDate;
  readonly documentNumber?: string;
  readonly currency: string;
  /** Where the invoice is in another currency and tells it. */
  readonly exchangeRate?: string;
  readonly lines: readonly ProposedLine[];
  /** Cash discounts that the open item takes over; without any the partner's terms count. */
  readonly discounts: readonly DiscountTerm[];
  /** What was booked for this vendor before. */
  readonly habits: readonly Habit[];
  /** What whoever books should know. */
  readonly findings: readonly Finding[];
}

export interface ProposalContext {
  readonly chart: ChartName;
  readonly accountLength: number;
  readonly currency: string;
  readonly vendor: VendorMatch | undefined;
  readonly habits: readonly Habit[];
  /** The account for expenses that nothing else tells. */
  readonly expenseAccount: string | undefined;
  /** Belegfeld 1 takes as many characters. */
  readonly maxDocumentNumber: number;
}

/** Type codes of credit notes (UNCL 1001): what is positive in them is owed to the buyer. */
const CREDIT_NOTES = new Set(['81', '83', '261', '262', '296', '308', '381', '396', '420', '458', '532']);

export function isCreditNote({ typeCode }: Pick<Invoice, 'typeCode'>): boolean {
  return typeCode !== undefined && CREDIT_NOTES.has(typeCode);
}

/** The day that decides the rate: delivery (BT-72), else the end of the period (BT-74, or the last of the lines' BT-135). */
export function serviceDateOf({ delivery, lines }: Invoice): CalendarDate | undefined {
  const ends = lines.flatMap(({ period }) => period?.end ?? period?.start ?? []);
  return delivery?.date ?? delivery?.period?.end ?? delivery?.period?.start ?? ends.toSorted().at(-1);
}

/**
 * The posting that a received invoice suggests: one line for each group of its VAT breakdown (BG-23), the account last used
 * for this vendor and kind of tax, else the default. Credit notes, and invoices with negative amounts, come out with their signs.
 */
export function proposePosting(invoice: Invoice, context: ProposalContext): Proposal {
  const { totals, paymentTerms, number, issueDate, dueDate } = invoice;
  const sign = isCreditNote(invoice) ? -1n : 1n;
  const serviceDate = serviceDateOf(invoice);
  const date = serviceDate ?? issueDate ?? '';
  const findings: Finding[] = [];
  const lines = invoice.vatBreakdowns.map((group) =>
    proposeLine(invoice, group, sign, date, context, findings),
  );
  if (totals.rounding) lines.push(roundingLine(sign * totals.rounding, context));
  const totalCents = sign * ((totals.withVat ?? 0n) + (totals.rounding ?? 0n));
  const currency = invoice.currency ?? context.currency;
  const rate =
    currency !== context.currency && invoice.vatCurrency === context.currency
      ? impliedRate(totals.vat, totals.vatInVatCurrency)
      : undefined;
  findings.push(...checkVendor(invoice, context.vendor));
  if (currency !== context.currency && rate === undefined) {
    const text = `The invoice is in ${currency} and tells no rate: name it when you book.`;
    findings.push({ rule: 'INV-RATE', severity: 'warning', terms: ['BT-5', 'BT-6'], text });
  }
  const paidCents = sign * (totals.paid ?? 0n);
  const { discounts, findings: odd } = usableDiscounts(readDiscounts(paymentTerms), totalCents - paidCents);
  findings.push(...odd);
  const advance = invoice.typeCode === PREPAYMENT;
  findings.push(...notesOnAdvances(advance, totalCents, paidCents, currency));
  return {
    totalCents,
    paidCents,
    advance,
    currency,
    lines,
    findings,
    habits: context.habits,
    discounts,
    ...(context.vendor ? { vendor: context.vendor } : {}),
    ...(rate === undefined ? {} : { exchangeRate: rate }),
    ...(issueDate === undefined ? {} : { date: issueDate }),
    ...(serviceDate === undefined ? {} : { serviceDate }),
    ...(dueDate === undefined || totalCents < 0n ? {} : { dueDate }),
    ...(number === undefined ? {} : { documentNumber: number.slice(0, context.maxDocumentNumber) }),
  };
}

/** UNCL 1001: Vorauszahlungsrechnung. */
const PREPAYMENT = '386';

/** What was deducted with its payment must not be deducted again with the final invoice, which shows all of the tax. */
function notesOnAdvances(advance: boolean, totalCents: Cents, paidCents: Cents, currency: string): Finding[] {
  const findings: Finding[] = [];
  if (advance) {
    const text =
      'An advance (386): booked where it waits for its payment, with which its tax is deducted (§15 Abs. 1 UStG).';
    findings.push({ rule: 'INV-ADVANCE', severity: 'information', terms: ['BT-3'], text });
  }
  if (paidCents !== 0n) {
    const [paid, rest] = [formatCents(paidCents), formatCents(totalCents - paidCents)];
    const text =
      `${paid} ${currency} of it is said to be paid before. Where advances were booked, take them off with lines of negative ` +
      `amount and tax on their account (1518; SKR04 1186), so that the lines come to ${rest}: their tax was deducted before.`;
    findings.push({ rule: 'INV-PREPAID', severity: 'warning', terms: ['BT-113'], text });
  }
  return findings;
}

function proposeLine(
  invoice: Invoice,
  group: VatBreakdown,
  sign: bigint,
  date: CalendarDate,
  context: ProposalContext,
  findings: Finding[],
): ProposedLine {
  const category = group.category ?? 'O';
  const rate = percentTimes100(group.rate);
  const decision = decideTax({ category, rate, date, seller: placeOfSeller(invoice) });
  if (decision.note && !findings.some((one) => one.rule === decision.note?.rule)) {
    findings.push({ ...decision.note, severity: 'information', terms: ['BT-118', 'BT-119'] });
  }
  const taxCents = sign * (group.taxAmount ?? 0n);
  const { reverseChargeCase } = decision;
  return {
    category,
    rate,
    grossCents: sign * (group.taxableAmount ?? 0n) + taxCents,
    taxCents,
    decision,
    date,
    ...chooseAccount(`${category}-${rate}`, decision, { rate, date }, context),
    ...(reverseChargeCase === undefined ? {} : { reverseChargeCase }),
  };
}

function percentTimes100(rate: string | undefined): number {
  const { units, scale } = scaledOf(rate ?? '0');
  return Math.round((Number(units) / 10 ** scale) * 100);
}

/** The habit of just this tax before one of another, the default last; an account that computes another tax is passed over. */
function chooseAccount(
  tax: string,
  decision: TaxDecision,
  question: { readonly rate: number; readonly date: CalendarDate },
  { habits, expenseAccount, ...books }: ProposalContext,
): Pick<ProposedLine, 'account' | 'costCentre' | 'taxCode'> {
  const candidates: readonly Omit<Habit, 'tax'>[] = [
    ...habits.filter((habit) => habit.tax === tax),
    ...habits.filter((habit) => habit.tax !== tax),
    ...(expenseAccount === undefined ? [] : [{ account: expenseAccount }]),
  ];
  for (const { account, costCentre } of candidates) {
    const key = keyOnAccount(books, account, decision, question);
    if (key) return { account, ...(costCentre === undefined ? {} : { costCentre }), ...key };
  }
  return decision.taxCode === undefined ? {} : { taxCode: decision.taxCode };
}

/** What rounds the amount due (BT-114) is booked without tax, where the rest goes. */
function roundingLine(grossCents: Cents, context: ProposalContext): ProposedLine {
  const where = chooseAccount('O-0', {}, { rate: 0, date: '' }, context);
  return { category: 'O', rate: 0, grossCents, taxCents: 0n, decision: {}, date: '', ...where };
}

function checkVendor(invoice: Invoice, vendor: VendorMatch | undefined): Finding[] {
  if (!vendor) {
    const text =
      'No vendor is known by VAT id, IBAN, tax number or name: create the partner, or name an account.';
    return [{ rule: 'INV-PARTNER', severity: 'warning', terms: ['BG-4'], text }];
  }
  return vendor.partner ? [...checkAccount(invoice, vendor.partner)] : [];
}

/** Invoices with another account than the vendor's are a common fraud: whoever pays should ask first. */
function checkAccount(invoice: Invoice, { iban, name }: KnownPartner): Finding[] {
  const [known, given] = [compactNumber(iban), payToAccounts(invoice)];
  if (known === undefined || given.length === 0 || given.includes(known)) return [];
  const text = `The invoice wants to be paid to ${given[0]}, the partner ${name} has ${known}: ask by a way you know before you pay.`;
  return [{ rule: 'INV-IBAN', severity: 'warning', terms: ['BT-84'], text }];
}
