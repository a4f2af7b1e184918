import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import type { FieldError } from '../../../shared/kernel/errors.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import { absolute } from '../../../shared/kernel/money.ts';
import {
  type ChartName,
  type EntryLine,
  type ExpandedLine,
  expandPosting,
  type ForeignAmount,
  signedAmount,
  signedLine,
  takesCostCentre,
} from '../../ledger/rules.ts';
import { refuse } from '../errors.ts';

/** One part of an invoice as it is booked: minor units of the company's currency, positive is a cost, negative revenue. */
export interface BookedLine {
  readonly grossMinor: bigint;
  /** The tax that the invoice shows; by the key where absent. */
  readonly taxMinor?: bigint;
  readonly account: string;
  readonly taxCode?: string;
  readonly reverseChargeCase?: string;
  readonly costCentre?: string;
  readonly costCentre2?: string;
  readonly text?: string;
}

export interface EntryOrder {
  readonly chart: ChartName;
  readonly accountLength: number;
  /** The vendor's or customer's account. */
  readonly personalAccount: string;
  /** Output tax falls due with the payment (§20 UStG). */
  readonly taxOnPayment?: boolean | undefined;
  readonly date: CalendarDate;
  readonly serviceDate?: CalendarDate | undefined;
  readonly dueDate?: CalendarDate | undefined;
  /** VAT id of the seller, or the partner's id. */
  readonly partner?: string | undefined;
  /** What the whole was in another currency, signed like the sum of the lines. */
  readonly foreign?: ForeignAmount | undefined;
  readonly lines: readonly BookedLine[];
  /** Advances that are taken off, as they are booked: what is left may be nothing, and no item then. */
  readonly deductions?: readonly EntryLine[] | undefined;
  /** Advances are among the lines. */
  readonly deducted?: boolean | undefined;
}

/**
 * Tax that an invoice shows may lie so far from what its key computes, and a hundredth of it: sums of tax rounded line by
 * line do, and amounts that are converted.
 */
const TAX_TOLERANCE_MINOR = 100n;

/**
 * The lines of the entry that books an invoice. Each part is expanded by the ledger's own rules (`expandPosting`); of tax that
 * is in the amount it is the invoice's, because what it shows is deducted (§15 Abs. 1 Nr. 1 UStG) or owed (§14c UStG). The
 * line of the vendor or customer is the sum.
 * @throws invoices.invalid-booking with pointers `/lines/0/…`
 */
export function composeEntryLines(order: EntryOrder): readonly EntryLine[] {
  const parts = order.lines
    .map((line, index) => ({ line, index }))
    .filter(({ line }) => line.grossMinor !== 0n);
  const costs = parts.flatMap(({ line, index }) => expandLine(order, line, `/lines/${index}`));
  const { deductions = [] } = order;
  const total = [...order.lines.map(({ grossMinor }) => grossMinor), ...deductions.map(signedAmount)].reduce(
    (sum, one) => sum + one,
    0n,
  );
  if (total === 0n && (deductions.length > 0 || order.deducted)) return [...costs, ...deductions];
  if (total === 0n)
    throw refuse('invoices.nothing-to-book', 'The invoice comes to nothing: there is no open item.');
  const { personalAccount, dueDate, partner, foreign } = order;
  const owed: EntryLine = {
    ...signedLine(personalAccount, -total),
    ...(dueDate === undefined ? {} : { dueDate }),
    ...(partner === undefined ? {} : { partner }),
    ...(foreign === undefined ? {} : { foreign: { ...foreign, amountMinor: absolute(foreign.amountMinor) } }),
  };
  return [owed, ...costs, ...deductions];
}

function expandLine(order: EntryOrder, line: BookedLine, pointer: string): EntryLine[] {
  const { chart, accountLength, personalAccount, date, serviceDate } = order;
  const { grossMinor, account, taxCode } = line;
  const expand = (amountMinor: bigint) =>
    expandPosting({
      chart,
      accountLength,
      amountMinor,
      side: grossMinor > 0n ? 'S' : 'H',
      account,
      contraAccount: personalAccount,
      ...(taxCode === undefined ? {} : { taxKey: taxCode }),
      date,
      taxOnPayment: order.taxOnPayment,
      ...(serviceDate === undefined ? {} : { serviceDate }),
    });
  const expanded = expandOr(pointer, () => expand(absolute(grossMinor)));
  if (expanded.generalReversal) throw invalid(`${pointer}/taxCode`, 'The key is that of a reversal.');
  const own = expanded.lines.slice(0, -1);
  // Of a few cents the key computes no tax, and the invoice may show one: its account is that of a larger amount.
  const taxAccount = () => expand(SOME_MINOR).lines.slice(0, -1)[1]?.account;
  return withInvoicedTax(own, line, pointer, taxAccount).map((one) => describe(order, line, one));
}

/** An amount of which every rate has some tax. */
const SOME_MINOR = 100_000n;

function expandOr<T>(pointer: string, expand: () => T): T {
  try {
    return expand();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const errors = [{ pointer: `${pointer}/taxCode`, detail: error.message }];
    throw new DomainError(error.kind, error.code, error.message, { ...error.details, errors });
  }
}

/** Tags of tax that is in the amount of the invoice. */
const INSIDE = /^(?:unpaid-)?(?:input|output|output-eu)-/;

/** The tax as the invoice has it; the net amount is the rest, so that the sum stays. */
function withInvoicedTax(
  lines: readonly ExpandedLine[],
  { grossMinor, taxMinor }: BookedLine,
  pointer: string,
  taxAccount: () => string | undefined,
) {
  const [net, tax, ...others] = lines;
  const isInside = INSIDE.test(net?.taxCode ?? '');
  if (!net || !isInside || taxMinor === undefined || others.length > 0) return lines;
  const computed = tax ? (tax.debitMinor ?? 0n) - (tax.creditMinor ?? 0n) : 0n;
  if (absolute(taxMinor - computed) > TAX_TOLERANCE_MINOR + absolute(computed) / 100n) {
    throw invalid(
      `${pointer}/tax`,
      `The tax is not what the key computes of this amount (off by ${absolute(taxMinor - computed)} cents).`,
    );
  }
  const tag = net.taxCode === undefined ? {} : { taxCode: net.taxCode };
  const base = { ...signedLine(net.account, grossMinor - taxMinor), ...tag };
  if (taxMinor === 0n) return [base];
  const account = tax?.account ?? taxAccount();
  if (account === undefined)
    throw invalid(`${pointer}/tax`, 'The invoice shows a tax, and the key books none.');
  const booked = { ...signedLine(account, taxMinor), ...tag };
  return grossMinor === taxMinor ? [booked] : [base, booked];
}

function describe(order: EntryOrder, line: BookedLine, one: ExpandedLine): EntryLine {
  const isCost = one.account === line.account;
  const bearsCentre = isCost && takesCostCentre(one.account, order);
  const { costCentre, costCentre2, text, reverseChargeCase: theCase } = line;
  const { taxCode } = one;
  const tag =
    taxCode !== undefined && theCase !== undefined && taxCode.startsWith('reverse-charge')
      ? `${taxCode.replace(/-case-\d+$/, '')}-case-${theCase}`
      : taxCode;
  return {
    ...one,
    ...(tag === undefined ? {} : { taxCode: tag }),
    ...(bearsCentre && costCentre !== undefined ? { costCentre } : {}),
    ...(bearsCentre && costCentre2 !== undefined ? { costCentre2 } : {}),
    ...(isCost && text !== undefined ? { text } : {}),
    ...(isCost && tag !== undefined && order.partner !== undefined ? { partner: order.partner } : {}),
  };
}

function invalid(pointer: string, detail: string): DomainError {
  const errors: readonly FieldError[] = [{ pointer, detail }];
  return refuse('invoices.invalid-booking', detail, { errors });
}
