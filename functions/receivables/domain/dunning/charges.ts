import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { type EntryLine, NO_AUTOMATION, postedAccount } from '../../../ledger/rules.ts';
import type { ProposedLetter } from './propose-dunning.ts';

/** Accounts of income, as long as those of the company. */
export interface ChargeAccounts {
  readonly interest?: string | undefined;
  /** Fees and lump sums. */
  readonly costs?: string | undefined;
}

/** Zinserträge, and übrige betriebliche Erträge, in the standard charts of DATEV. */
export const USUAL_CHARGE_ACCOUNTS = {
  SKR03: { interest: '2650', costs: '2700' },
  SKR04: { interest: '7100', costs: '4830' },
} as const;

const PREFIX = 'dunning-dun_';

/** Id of the entry that books the charges of a letter: the same letter is booked once, however often it is tried. */
export function chargeEntryId(runId: string, number: number): string {
  return `dunning-${runId}-${number}`;
}

export function isChargeEntry(entryId: string): boolean {
  return entryId.startsWith(PREFIX);
}

export interface ChargeBooks {
  readonly chart: 'SKR03' | 'SKR04' | 'none';
  readonly accountLength: number;
  readonly accounts: { readonly interest: string; readonly costs: string };
}

/** Income line of damages: no supply, no VAT (UStAE 1.3 Abs. 6), whatever the account computes by itself. */
function incomeLine(
  { chart, accountLength }: ChargeBooks,
  account: string,
  amountMinor: bigint,
): EntryLine[] {
  if (amountMinor === 0n) return [];
  const isAutomatic =
    chart !== 'none' && postedAccount(chart, accountLength, account).chartAccount?.automatic !== undefined;
  return [{ account, creditMinor: amountMinor, ...(isAutomatic ? { taxCode: NO_AUTOMATION } : {}) }];
}

/**
 * The entry of what a letter asks for besides what was open: costs (fee and lump sums) and interest, on the customer's
 * account, due when the letter says. Undefined: it asks for nothing besides.
 */
export function chargeEntry(
  run: { readonly runId: string; readonly asOf: CalendarDate },
  number: number,
  { partner, feeMinor, lumpSumMinor = 0n, interestMinor, payBy }: ProposedLetter,
  books: ChargeBooks,
) {
  const costsMinor = feeMinor + lumpSumMinor;
  const totalMinor = costsMinor + interestMinor;
  if (totalMinor === 0n) return undefined;
  const german = partner.language === 'de';
  return {
    id: chargeEntryId(run.runId, number),
    kind: 'regular' as const,
    date: run.asOf,
    documentNumber: `MA-${run.runId.slice(-6)}-${number}`,
    text: german
      ? `Mahnkosten und Verzugszinsen bis ${run.asOf}`
      : `Dunning costs and interest to ${run.asOf}`,
    lines: [
      { account: partner.account, debitMinor: totalMinor, dueDate: payBy },
      ...incomeLine(books, books.accounts.costs, costsMinor),
      ...incomeLine(books, books.accounts.interest, interestMinor),
    ] satisfies EntryLine[],
  };
}
