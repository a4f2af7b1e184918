import type { BankStatement, StatementTransaction } from './statement.ts';

/** A transaction with what makes it the same in every statement that has it. */
export interface IdentifiedTransaction {
  readonly transaction: StatementTransaction;
  /** Text to hash: the account, the entry, and how many alike came before it. */
  readonly identity: string;
  /** The same without days: an announced entry is booked on another one. */
  readonly pendingIdentity: string;
}

/** References that banks write where they have none. */
const NO_REFERENCE = /^(NONREF|NOTPROVIDED|NOREF|0*)$/i;

/**
 * What makes an entry the same in overlapping statements, in the report of the day and the statement of the night, and in the
 * notification of its details: the account, the booking day, the amount of the whole entry and the bank's reference; where
 * the bank gives none, all that the details say. Entries that are alike in all of it are counted, so that two equal card
 * payments of one day stay two; the count begins anew with each file.
 */
export function identifyTransactions(statements: readonly BankStatement[]): IdentifiedTransaction[][] {
  const counted = new Map<string, number>();
  return statements.map((statement) => {
    const entries = Map.groupBy(statement.transactions, ({ entry }) => entry);
    return [...entries.values()].flatMap((details) => {
      const { whole, undated } = describeEntry(statement.account, details);
      const count = (counted.get(whole) ?? 0) + 1;
      counted.set(whole, count);
      return details.map((transaction) => ({
        transaction,
        identity: `${whole}#${count}`,
        pendingIdentity: `${undated}#${transaction.detail}`,
      }));
    });
  });
}

function describeEntry(account: string, details: readonly StatementTransaction[]) {
  const [first] = details;
  const total = details.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const reference = first?.bankReference;
  const told =
    reference !== undefined && !NO_REFERENCE.test(reference)
      ? [reference]
      : details.map(({ endToEndId, remittance, counterparty }) => [
          endToEndId,
          remittance,
          counterparty.iban,
          counterparty.name,
        ]);
  const undated = JSON.stringify([account, String(total), first?.currency, told]);
  return { undated, whole: `${first?.bookingDate}#${undated}` };
}
