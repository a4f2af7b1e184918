import type { FieldError } from '../../../../shared/kernel/errors.ts';
import { absolute } from '../../../../shared/kernel/money.ts';
import { type ChartName, type EntryLine, kindOfAccount, signedAmount } from '../../../ledger/rules.ts';
import { refuse } from '../../errors.ts';
import type { BookedLine } from '../compose-entry.ts';
import { formatCents } from '../decimal.ts';
import type { Cents } from '../model/values.ts';
import { convertCents, RATE_FORM, roundToMinor } from './convert-amount.ts';
import { keyOnAccount } from './decide-tax.ts';
import type { Proposal, ProposedLine } from './propose-posting.ts';

/** What somebody wants otherwise than proposed. A line without an amount is the proposed one in its place, changed. */
export interface WishedLine {
  readonly grossCents?: Cents | undefined;
  readonly taxCents?: Cents | undefined;
  readonly account?: string | undefined;
  readonly taxCode?: string | undefined;
  readonly reverseChargeCase?: string | undefined;
  readonly costCentre?: string | undefined;
  readonly costCentre2?: string | undefined;
  readonly text?: string | undefined;
}

/** A line as it will be booked, still in the invoice's currency. */
export interface CompletedLine extends Omit<WishedLine, 'grossCents' | 'account'> {
  readonly grossCents: Cents;
  readonly account: string;
  /** Category and rate of the group it belongs to: what the account is remembered for. */
  readonly tax: string;
}

interface Books {
  readonly chart: ChartName;
  readonly accountLength: number;
  readonly currency?: string | undefined;
}

function invalid(errors: readonly FieldError[]): Error {
  return refuse('invoices.invalid-booking', errors[0]?.detail ?? '', { errors });
}

/** The vendor's account: the one wished, else the proposed one. @throws invoices.invalid-booking */
export function vendorAccountOf(
  proposal: Proposal,
  wished: string | undefined,
  { accountLength }: Pick<Books, 'accountLength'>,
): string {
  const account = wished ?? proposal.vendor?.account;
  const detail =
    account === undefined
      ? 'No vendor is known for this invoice: name the account, or create the partner.'
      : `${account} is no vendor's account.`;
  if (account !== undefined && kindOfAccount(account, accountLength) === 'vendor') return account;
  throw invalid([{ pointer: '/account', detail }]);
}

/**
 * The lines to be booked: those wished, completed by the proposal. Their sum is the total of the invoice, to the cent; where
 * advances are taken off, in the currency of the books, what is left of it.
 * @throws invoices.invalid-booking, invoices.total-differs
 */
export function completeLines(
  proposal: Proposal,
  wished: readonly WishedLine[] | undefined,
  books: Books,
): readonly CompletedLine[] {
  const errors: FieldError[] = [];
  const wishes = wished ?? proposal.lines.map(() => ({}));
  const lines = wishes.map((wish, index) => completeLine(proposal, wish, index, books, errors));
  if (wished?.some(({ grossCents }) => grossCents === undefined) && wished.length !== proposal.lines.length) {
    const detail = `The invoice is proposed in ${proposal.lines.length} lines: name as many, or amounts.`;
    errors.unshift({ pointer: '/lines', detail });
  }
  if (errors.length > 0) throw invalid(errors);
  const sum = lines.reduce((total, { grossCents }) => total + grossCents, 0n);
  if (sum === proposal.totalCents) return lines;
  // Advances are taken off: what is left is what the invoice says is due (BT-115).
  const rest = proposal.totalCents - proposal.paidCents;
  if (proposal.paidCents !== 0n && sum === rest && proposal.currency === books.currency) return lines;
  const [is, should] = [formatCents(sum), formatCents(proposal.totalCents)];
  const detail = `The lines come to ${is}, the invoice to ${should} ${proposal.currency}.`;
  throw refuse('invoices.total-differs', detail, { errors: [{ pointer: '/lines', detail }] });
}

function completeLine(
  proposal: Proposal,
  wish: WishedLine,
  index: number,
  books: Books,
  errors: FieldError[],
): CompletedLine {
  const proposed = proposal.lines[index];
  const isChange = wish.grossCents === undefined && proposed !== undefined;
  const base: Partial<ProposedLine> = isChange ? proposed : {};
  const account = wish.account ?? base.account;
  if (account === undefined) {
    const detail = 'No account is known for this line: name one, or a default in the invoice settings.';
    errors.push({ pointer: `/lines/${index}/account`, detail });
  }
  let { taxCode } = base;
  if (isChange && wish.account !== undefined && wish.taxCode === undefined) {
    const key = keyOnAccount(books, wish.account, proposed.decision, proposed);
    if (!key) {
      const detail = `Account ${wish.account} computes another tax by itself than the invoice has: name a tax code or another account.`;
      errors.push({ pointer: `/lines/${index}/account`, detail });
    }
    taxCode = key?.taxCode;
  }
  return {
    grossCents: wish.grossCents ?? base.grossCents ?? 0n,
    taxCents: wish.taxCents ?? base.taxCents,
    account: account ?? '',
    taxCode: wish.taxCode ?? taxCode,
    reverseChargeCase: wish.reverseChargeCase ?? base.reverseChargeCase,
    costCentre: wish.costCentre ?? base.costCentre,
    costCentre2: wish.costCentre2,
    text: wish.text,
    tax: taxOf(proposed ?? proposal.lines[0]),
  };
}

export function taxOf(line: Pick<ProposedLine, 'category' | 'rate'> | undefined): string {
  return `${line?.category ?? 'O'}-${line?.rate ?? 0}`;
}

/** Lines in the currency of the books, and what the whole was abroad. */
export interface Converted {
  readonly lines: readonly BookedLine[];
  readonly foreign:
    | { readonly currency: string; readonly amountMinor: bigint; readonly rate: string }
    | undefined;
}

/**
 * Converts each line at one rate; what rounding leaves of the total falls on the largest line. In the currency of the
 * books nothing is converted. @throws invoices.invalid-booking without a rate that is one
 */
export function convertLines(
  proposal: Proposal,
  lines: readonly CompletedLine[],
  wishedRate: string | undefined,
  currency: string,
): Converted {
  if (proposal.currency === currency) {
    return {
      lines: lines.map((line) => booked(line, (cents) => roundToMinor(cents, currency))),
      foreign: undefined,
    };
  }
  const rate = wishedRate ?? proposal.exchangeRate;
  if (rate === undefined || !RATE_FORM.test(rate) || Number(rate) === 0) {
    const detail = `Name the exchange rate: ${proposal.currency} for one ${currency}.`;
    throw invalid([{ pointer: '/exchangeRate', detail }]);
  }
  const convert = (cents: Cents) => convertCents(cents, rate, currency);
  const converted = lines.map((line) => booked(line, convert));
  const rest = convert(proposal.totalCents) - converted.reduce((sum, { grossMinor }) => sum + grossMinor, 0n);
  const largest = converted.reduce((at, { grossMinor }, index) => {
    return absolute(grossMinor) > absolute(converted[at]?.grossMinor ?? 0n) ? index : at;
  }, 0);
  const foreign = {
    currency: proposal.currency,
    amountMinor: roundToMinor(proposal.totalCents, proposal.currency),
    rate,
  };
  return {
    lines: converted.map((line, index) =>
      index === largest ? { ...line, grossMinor: line.grossMinor + rest } : line,
    ),
    foreign,
  };
}

function booked(
  { grossCents, taxCents, tax: _tax, ...line }: CompletedLine,
  convert: (cents: Cents) => bigint,
): BookedLine {
  const defined = Object.fromEntries(Object.entries(line).filter(([, value]) => value !== undefined));
  const taxMinor = taxCents === undefined ? {} : { taxMinor: convert(taxCents) };
  return { ...(defined as Pick<BookedLine, 'account'>), grossMinor: convert(grossCents), ...taxMinor };
}

/**
 * Refuses to deduct more input tax than the invoice shows (§15 Abs. 1 Nr. 1 UStG); a cent a line is what rounding may do.
 */
export function assertDeductible(
  entry: readonly EntryLine[],
  booked: readonly BookedLine[],
  shownMinor: bigint,
): void {
  const costs = new Set(booked.map(({ account }) => account));
  const deducted = entry
    .filter(({ account, taxCode }) => taxCode?.startsWith('input-') && !costs.has(account))
    .reduce((sum, line) => sum + signedAmount(line), 0n);
  if (absolute(deducted) <= absolute(shownMinor) + BigInt(booked.length)) return;
  const detail = 'The tax codes deduct more input tax than the invoice shows.';
  throw invalid([{ pointer: '/lines', detail }]);
}
