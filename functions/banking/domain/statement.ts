import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';

/** One movement on a bank account: an entry of a statement, or one detail of a batch entry. */
export interface StatementTransaction {
  readonly bookingDate: CalendarDate;
  readonly valueDate?: CalendarDate;
  /** Minor units of `currency`; positive is received. */
  readonly amountMinor: bigint;
  readonly currency: string;
  /** `PDNG` of camt and everything of MT942 that is only announced. */
  readonly pending: boolean;
  /** The bank's own reference of the entry (AcctSvcrRef, subfield 8 of :61:). */
  readonly bankReference?: string;
  /** End-to-end id as the bank passes it on; `NOTPROVIDED` stays as it is. */
  readonly endToEndId?: string;
  readonly mandateId?: string;
  readonly creditorId?: string;
  readonly transactionId?: string;
  /** Unstructured remittance, its lines joined by a space; then the structured creditor reference. */
  readonly remittance: string;
  readonly counterparty: { readonly name?: string; readonly iban?: string; readonly bic?: string };
  /** Domain, family and subfamily of ISO 20022 (`PMNT-RCDT-ESCT`), else the bank's own code. */
  readonly bankTransactionCode?: string;
  /** ISO 20022 ExternalReturnReason1Code (RtrInf/Rsn/Cd), or the bank's own. */
  readonly returnReason?: string;
  /** Message of ours that the bank names (Refs/MsgId, Btch/MsgId). */
  readonly messageId?: string;
  /** Group of a payment file that it is about (Refs/PmtInfId, Btch/PmtInfId; KREF+ of :86:). */
  readonly paymentGroupId?: string;
  /** What was ordered, where the bank added or took charges (AmtDtls/InstdAmt, OAMT+); not negative. */
  readonly originalMinor?: bigint;
  /** Charges that are part of the amount (Chrgs, COAM+); not negative. */
  readonly chargesMinor?: bigint;
  /** Which entry of the statement it belongs to, from 1, and which detail of how many it is. */
  readonly entry: number;
  readonly detail: number;
  readonly details: number;
  /** Line of the file where the entry begins. */
  readonly line: number;
}

/** A balance as the bank states it, debit balances negative. */
export interface StatementBalance {
  readonly kind: 'opening' | 'closing';
  readonly date: CalendarDate;
  readonly amountMinor: bigint;
  readonly currency: string;
}

export type StatementFinding =
  | { readonly kind: 'balance-differs'; readonly differenceMinor: bigint; readonly currency: string }
  | { readonly kind: 'balance-currencies'; readonly detail: string }
  | { readonly kind: 'no-balance'; readonly detail: string }
  | { readonly kind: 'details-differ'; readonly detail: string };

/** One statement, report or notification of one account. */
export interface BankStatement {
  readonly format: 'camt.052' | 'camt.053' | 'camt.054' | 'MT940' | 'MT942';
  readonly id: string;
  /** IBAN, or what else the bank calls the account. */
  readonly account: string;
  readonly currency?: string;
  /** Number of the statement (ElctrncSeqNb, :28C:), by which gaps show. */
  readonly sequence?: string;
  readonly balances: readonly StatementBalance[];
  readonly transactions: readonly StatementTransaction[];
  readonly findings: readonly StatementFinding[];
}

/** Opening plus booked equals closing, or what is wrong with it. Reports and notifications may come without balances. */
export function checkBalances(
  format: BankStatement['format'],
  balances: readonly StatementBalance[],
  transactions: readonly StatementTransaction[],
): StatementFinding[] {
  const opening = balances.find(({ kind }) => kind === 'opening');
  const closing = balances.findLast(({ kind }) => kind === 'closing');
  if (!opening || !closing) {
    const needed = format === 'camt.053' || format === 'MT940';
    const detail = 'The statement has no opening and closing balance to check it by.';
    return needed ? [{ kind: 'no-balance', detail }] : [];
  }
  const booked = transactions.filter(({ pending }) => !pending);
  const currencies = new Set([opening.currency, closing.currency, ...booked.map(({ currency }) => currency)]);
  if (currencies.size > 1) {
    const detail = `Balances and entries are in ${[...currencies].join(', ')}; they cannot be added up.`;
    return [{ kind: 'balance-currencies', detail }];
  }
  const sum = booked.reduce((total, { amountMinor }) => total + amountMinor, opening.amountMinor);
  const differenceMinor = closing.amountMinor - sum;
  return differenceMinor === 0n
    ? []
    : [{ kind: 'balance-differs', differenceMinor, currency: opening.currency }];
}
