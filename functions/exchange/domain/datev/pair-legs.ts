import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { DomainError } from '../../../../shared/kernel/errors.ts';
import { absolute } from '../../../../shared/kernel/money.ts';
import {
  expandPosting,
  type ForeignAmount,
  isNoAutomation,
  isPersonal,
  signedAmount,
  takesCostCentre,
} from '../../../ledger/rules.ts';
import type { BatchBooks, BatchRow, Leg } from './batch-row.ts';

/** A row and what went into it. */
export interface PairedRow {
  readonly row: BatchRow;
  /** The leg on the other side of the row, where that is a line of the entry too. */
  readonly against: Leg | undefined;
  readonly leg: Leg;
}

/** Field 1 takes ten digits before the comma. */
const MAX_AMOUNT_MINOR = 10n ** 12n - 1n;
/**
 * Amounts above the limit are cut at a multiple of this: a gross amount that is one splits without rounding at 5, 7, 16
 * and 19 % (4, 3, 5, 7, 17, 29, 107, and 100 times 100 for tax on top), so that the parts have the tax of the whole.
 */
const EXACT_MINOR = 22_155_420n * 10_000n;
const PART_MINOR = (MAX_AMOUNT_MINOR / EXACT_MINOR) * EXACT_MINOR;

/** An amount in parts that the field holds. */
export function amountParts(amountMinor: bigint): bigint[] {
  const parts: bigint[] = [];
  let rest = amountMinor;
  for (; rest > MAX_AMOUNT_MINOR; rest -= PART_MINOR) parts.push(PART_MINOR);
  return [...parts, rest];
}

/** What the rows must become again: the leg on its account, its tax, and the whole against it. */
function wanted(leg: Leg, contra: string): Map<string, bigint> {
  const sums = new Map<string, bigint>(leg.tax);
  let net = leg.amountMinor;
  for (const amount of leg.tax.values()) net -= amount;
  sums.set(leg.account, (sums.get(leg.account) ?? 0n) + net);
  sums.set(contra, (sums.get(contra) ?? 0n) - leg.amountMinor);
  return sums;
}

/** Whether the ledger makes of these rows exactly the leg: amounts by account, and the tag on the leg's account. */
export function becomesLeg(
  rows: readonly BatchRow[],
  leg: Leg,
  contra: string,
  books: BatchBooks,
  date: CalendarDate,
  serviceDate: CalendarDate | undefined,
): boolean {
  const sums = wanted(leg, contra);
  try {
    for (const { amountMinor, side, account, contraAccount, taxKey, generalReversal } of rows) {
      const { chart, accountLength } = books;
      const { lines } = expandPosting({
        chart,
        accountLength,
        amountMinor,
        side,
        account,
        contraAccount,
        taxKey,
        date,
        ...(serviceDate === undefined ? {} : { serviceDate }),
        generalReversal,
      });
      for (const line of lines) {
        sums.set(line.account, (sums.get(line.account) ?? 0n) - signedAmount(line));
        // What key 40 leaves on the line is no tax.
        const taxCode = isNoAutomation(line.taxCode) ? undefined : line.taxCode;
        if (line.account === leg.account && taxCode !== leg.taxCode) return false;
        if (line.account === contra && taxCode !== undefined) return false;
      }
    }
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
  return [...sums.values()].every((left) => left === 0n);
}

function sameForeign(foreign: ForeignAmount): ForeignAmount {
  const { amountMinor } = foreign;
  return { ...foreign, amountMinor: absolute(amountMinor) };
}

/** The foreign amount of the row: of a line that has the whole amount of the row. */
function foreignOf(leg: Leg, against: Leg | undefined): ForeignAmount | undefined {
  const whole = absolute(leg.amountMinor);
  for (const one of against ? [against, leg] : [leg]) {
    const amount = signedAmount(one.line);
    if (one.line.foreign && absolute(amount) === whole) return sameForeign(one.line.foreign);
  }
  return undefined;
}

/**
 * The rows of one leg against an account: one, or several where the amount is longer than its field. The account with
 * tax stands second, as a tax key reads; a personal account first.
 */
export function legRows(leg: Leg, contra: string, against: Leg | undefined, books: BatchBooks): BatchRow[] {
  const second =
    leg.taxCode !== undefined ||
    (isPersonal(contra, books.accountLength) && !isPersonal(leg.account, books.accountLength));
  const [account, contraAccount] = second ? [contra, leg.account] : [leg.account, contra];
  const debit = second ? leg.amountMinor < 0n : leg.amountMinor > 0n;
  const parts = amountParts(absolute(leg.amountMinor));
  const foreign = parts.length === 1 ? foreignOf(leg, against) : undefined;
  const centred = [leg, against].find((one) => one && takesCostCentre(one.account, books))?.line;
  const personal = [leg, against].find((one) => one && isPersonal(one.account, books.accountLength))?.line;
  return parts.map((amountMinor) => ({
    amountMinor,
    side: debit ? 'S' : 'H',
    account,
    contraAccount,
    taxKey: leg.taxKey || (against?.taxKey ?? ''),
    generalReversal: leg.generalReversal,
    reverseChargeCase: leg.reverseChargeCase,
    lineText: leg.line.text ?? against?.line.text,
    costCentre: centred?.costCentre,
    costCentre2: centred?.costCentre2,
    partner: leg.line.partner ?? against?.line.partner,
    dueDate: personal?.dueDate,
    foreign,
  }));
}
