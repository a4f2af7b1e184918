import type { StatementEntry } from './statement.ts';
import type { BankTransaction } from './transactions.ts';

/**
 * By what an entry is known again. The rule (README, "None twice"): two entries of one account are the same when amount,
 * currency and booking day are equal and either the bank's reference (`AcctSvcrRef`, `//` in :61:) is, or one of them has
 * none and their content is. Entries that are the same in all of this within one statement are told apart by counting.
 */
export interface EntryKeys {
  /** Undefined where the bank gave no reference. */
  readonly byReference: string | undefined;
  readonly byContent: string;
  /** Without the days: by which a pending entry is known when it is booked. */
  readonly pendingReference: string | undefined;
  readonly pendingContent: string;
}

/** Letters and digits alone: banks break and pad texts differently from report to statement. */
const bare = (text: string | undefined): string => (text ?? '').toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Joins parts so that no part can pass for two. */
const joined = (parts: readonly (string | bigint | number)[]): string =>
  parts.map((part) => `${String(part).length}:${part}`).join('');

/** @param first the first transaction of the entry; of a batch its facts are left out, since reports may lack them */
export function entryKeys(entry: StatementEntry, first: BankTransaction | undefined): EntryKeys {
  const { amountMinor, currency, bookingDate, valueDate, facts, details } = entry;
  const reference = bare(facts.bankReference);
  const money = [amountMinor, currency];
  const single = details.length <= 1 ? first : undefined;
  const party = single?.counterparty;
  const content = [
    bare(single?.facts.endToEndId),
    bare(party?.iban ?? party?.account ?? party?.name),
    bare(single?.facts.remittance),
    bare(facts.paymentInformationId),
  ];
  return {
    byReference: reference ? joined(['R', ...money, bookingDate, reference]) : undefined,
    byContent: joined(['C', ...money, bookingDate, valueDate ?? '', ...content]),
    pendingReference: reference ? joined(['PR', ...money, reference]) : undefined,
    pendingContent: joined(['PC', ...money, ...content]),
  };
}

/** Counts equal texts: the first is 1. */
export function occurrences(): (text: string) => number {
  const seen = new Map<string, number>();
  return (text) => {
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    return count;
  };
}
