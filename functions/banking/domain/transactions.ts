import type {
  BankTransactionCode,
  EntryDetail,
  Money,
  Party,
  PaymentFacts,
  StatementEntry,
  StatementHead,
} from './statement.ts';
import { MAX_UNSPLIT_DETAILS } from './statement.ts';

/** One movement of the account as it is kept: an entry, or one detail of an entry that its details add up to. */
export interface BankTransaction extends Money {
  /** 0 for an entry that stands for itself; else the number of the detail, from 1. */
  readonly detail: number;
  /** Facts of the detail and, where it is silent, of its entry. */
  readonly facts: PaymentFacts;
  readonly counterparty: Party;
  /** Details that do not add up to the entry: kept with it, and not counted. */
  readonly details: readonly EntryDetail[];
}

export interface SplitEntry {
  readonly transactions: readonly BankTransaction[];
  /** Why the details stayed details, where there are any that did. */
  readonly unsplit: string | undefined;
  /** More details than are kept with one transaction; the statement is refused. */
  readonly tooMany: boolean;
}

/** Short form of a code: `PMNT-RCDT-ESCT`, or the bank's own. */
export function codeText(code: BankTransactionCode | undefined): string | undefined {
  const { domain, family, subFamily, proprietary } = code ?? {};
  const standard = [domain, family, subFamily].filter(Boolean).join('-');
  return standard || proprietary;
}

/**
 * Who stands on the other side: the debtor of money that comes in, the creditor of money that goes out. A return or
 * reversal names the parties of the payment it takes back, so there the sides are swapped. Who has our own account, or
 * no name or account at all, is not the other side.
 */
export function counterpartyOf(
  facts: PaymentFacts,
  amountMinor: bigint,
  isReversal: boolean,
  ownAccount: string,
): Party {
  const comesIn = amountMinor >= 0n;
  const sides = [facts.debtor, facts.creditor];
  if (comesIn === isReversal) sides.reverse();
  const isOther = (party: Party | undefined): party is Party =>
    party !== undefined && party.iban !== ownAccount && party.account !== ownAccount;
  const [first, second] = sides;
  if (isOther(first)) return first;
  // The other side stands in for it only where it cannot be ourselves: by an account, or because we are the first.
  if (isOther(second) && (first ?? second.iban ?? second.account) !== undefined) return second;
  return {};
}

function mergeFacts(entry: PaymentFacts, detail: PaymentFacts): PaymentFacts {
  // The bank's reference of the entry is what identifies it; that of a detail is its own.
  return { ...entry, ...detail };
}

/** Why the details cannot stand for the entry; undefined when they can. */
function whyUnsplit({ details, amountMinor, currency }: StatementEntry): string | undefined {
  let sum = 0n;
  for (const { amount } of details) {
    if (!amount) return 'not every detail has an amount';
    if (amount.currency !== currency) return `details are in ${amount.currency}, the entry in ${currency}`;
    sum += amount.amountMinor;
  }
  return sum === amountMinor ? undefined : 'the details add up to another amount';
}

/**
 * The transactions of an entry: one for each detail when they add up to it, else one of the entry's own amount that
 * keeps the details. The sum of transactions is always the entry's amount.
 */
export function splitEntry(head: Pick<StatementHead, 'account'>, entry: StatementEntry): SplitEntry {
  const { details, amountMinor, currency, isReversal, facts } = entry;
  const other = (merged: PaymentFacts, minor: bigint) =>
    counterpartyOf(merged, minor, isReversal, head.account);
  const [only] = details;
  if (details.length <= 1) {
    const merged = only ? mergeFacts(facts, withoutAmount(only)) : facts;
    const counterparty = other(merged, amountMinor);
    const one = { amountMinor, currency, detail: 0, facts: merged, counterparty, details: [] };
    const differs =
      only?.amount && (only.amount.currency !== currency || only.amount.amountMinor !== amountMinor);
    // What the one detail says of its amount is kept, though the entry's is what counts.
    const kept = differs && only ? [only] : [];
    return {
      transactions: [{ ...one, details: kept }],
      unsplit: differs ? 'the amount of its only detail is another' : undefined,
      tooMany: false,
    };
  }
  const unsplit = whyUnsplit(entry);
  if (unsplit !== undefined) {
    const counterparty = other(facts, amountMinor);
    const tooMany = details.length > MAX_UNSPLIT_DETAILS;
    return {
      transactions: [{ amountMinor, currency, detail: 0, facts, counterparty, details }],
      unsplit,
      tooMany,
    };
  }
  const transactions = details.map((detail, index): BankTransaction => {
    const minor = detail.amount?.amountMinor ?? 0n;
    const merged = mergeFacts(facts, withoutAmount(detail));
    const counterparty = other(merged, minor);
    return { amountMinor: minor, currency, detail: index + 1, facts: merged, counterparty, details: [] };
  });
  return { transactions, unsplit: undefined, tooMany: false };
}

function withoutAmount({ amount: _, ...facts }: EntryDetail): PaymentFacts {
  return facts;
}
