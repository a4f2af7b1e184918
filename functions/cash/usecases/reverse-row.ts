import { type PostedEntry, reverseEntry } from '../../ledger/books.ts';
import { refuse } from '../errors.ts';
import type { CashEntryRow } from '../table.ts';
import {
  cashEntryId,
  idTaken,
  type RecordDeps,
  type RecordOrder,
  recordRow,
  rowOf,
  rowWrites,
} from './recording.ts';

export interface ReversalWish {
  /** The row to be reversed. */
  readonly number: number;
  readonly text?: string | undefined;
}

/** A row and its entry by the row's number: the entry's id names the number, and the entry names the day. */
export async function findRow(
  { books, reader }: Pick<RecordDeps, 'books' | 'reader'>,
  company: string,
  account: string,
  number: number,
): Promise<{ row: CashEntryRow; entry: PostedEntry }> {
  const entry = await books.reader.findEntry(company, cashEntryId(account, number));
  const row = entry && (await reader.loadRow(company, account, entry.date, number));
  if (row) return { row, entry };
  throw refuse('cash.unknown-entry', `The cash book ${account} has no entry ${number}.`);
}

/**
 * Takes a row back by a new one with the next number, on an open day; its entry is reversed (Storno) in the same transaction,
 * so that nobody reverses it twice, here or in the journal. A payment's items are open again.
 */
export function reverseRow(deps: RecordDeps, order: RecordOrder, wish: ReversalWish): Promise<CashEntryRow> {
  const { posting, account, date } = order;
  const { company } = posting;
  return recordRow(deps, order, async (attempt) => {
    const { row, entry } = await findRow(deps, company.id, account, wish.number);
    const amountMinor = -row.amountMinor;
    const text = wish.text ?? `Storno ${row.number}: ${row.text}`.slice(0, 200);
    let recorded: CashEntryRow | undefined;
    const reversal = { id: attempt.entryId, date, text, method: 'storno' as const };
    await reverseEntry(deps.books, posting, entry, reversal, (_, decided) => {
      if (decided.status === 'refused') return [];
      const { contraAccount, taxCode, documentNumber, costCentre, number: reverses } = row;
      const content = {
        kind: 'reversal' as const,
        amountMinor,
        text,
        contraAccount,
        taxCode,
        documentNumber,
        costCentre,
        reverses,
      };
      recorded = rowOf(attempt, order, content, decided);
      return rowWrites(deps, attempt, recorded, order);
    });
    if (!recorded) throw idTaken(attempt.entryId);
    return recorded;
  });
}
