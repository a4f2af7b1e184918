import { textHash } from '../../../shared/kernel/text-hash.ts';
import { entryKeys, occurrences } from './identity.ts';
import type { EntryMarks, NewEntry } from './known-entries.ts';
import type { StatementEntry, StatementHead, StatementSink } from './statement.ts';
import { type BankTransaction, splitEntry } from './transactions.ts';

/** One transaction of a file on its way into the table, or a statement that is refused as a whole. */
export type StatementUnit =
  | {
      readonly outcome: 'transaction';
      readonly firstRow: number;
      readonly lastRow: number;
      readonly source: readonly [];
      readonly head: StatementHead;
      readonly entry: StatementEntry;
      readonly marks: NewEntry;
      readonly transaction: BankTransaction;
    }
  | {
      readonly outcome: 'refused';
      readonly firstRow: number;
      readonly lastRow: number;
      /** The statement's id, for the file of refused rows. */
      readonly source: readonly { readonly row: number; readonly cells: readonly string[] }[];
      readonly reason: { readonly code: string; readonly detail: string };
    };

function marksOf(
  head: StatementHead,
  entry: StatementEntry,
  transactions: readonly BankTransaction[],
  count: (text: string) => number,
  importId: string,
): NewEntry {
  const keys = entryKeys(entry, transactions[0]);
  const isPending = entry.status !== 'BOOK';
  // Pending and booked ones of a report are counted apart, for the statement of the day has only the booked ones.
  const marked = (key: string) => textHash(`${key}#${count(isPending ? `P${key}` : key)}`);
  const marks: EntryMarks = {
    reference: keys.byReference && marked(keys.byReference),
    content: marked(keys.byContent),
    pendingReference: keys.pendingReference && textHash(keys.pendingReference),
    pendingContent: textHash(keys.pendingContent),
    occurrence: isPending ? count(`N${keys.pendingContent}`) : 1,
  };
  return {
    ...marks,
    date: entry.bookingDate,
    hash: textHash(`${isPending ? 'P' : 'B'}${marks.reference ?? marks.content}`),
    origin: `${importId}/${head.number}/${entry.number}`,
    isPending,
    isSplit: transactions.length > 1,
    state: !isPending ? 'new' : entry.status === 'INFO' ? 'ignored' : 'pending',
  };
}

/**
 * Makes the units of a file, in its order; rows are counted in units, since a file of a bank may well be one single line.
 * @param refusalOf why a statement is refused, by its number in the file
 */
export function statementUnits(
  importId: string,
  refusalOf: (statement: number) => { readonly code: string; readonly detail: string } | undefined,
): StatementSink & { readonly take: () => StatementUnit[] } {
  let units: StatementUnit[] = [];
  let row = 0;
  let count = occurrences();
  return {
    entry: (head, entry) => {
      if (refusalOf(head.number)) return;
      const { transactions } = splitEntry(head, entry);
      const marks = marksOf(head, entry, transactions, count, importId);
      for (const transaction of transactions) {
        row += 1;
        units.push({
          outcome: 'transaction',
          firstRow: row,
          lastRow: row,
          source: [],
          head,
          entry,
          marks,
          transaction,
        });
      }
    },
    end: ({ head }) => {
      count = occurrences();
      const reason = refusalOf(head.number);
      if (!reason) return;
      row += 1;
      const source = [{ row, cells: [head.statementId] }];
      units.push({ outcome: 'refused', firstRow: row, lastRow: row, source, reason });
    },
    take: () => {
      const taken = units;
      units = [];
      return taken;
    },
  };
}
