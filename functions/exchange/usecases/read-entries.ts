import type { LedgerCompany, LedgerReader, StoredBlock } from '../../ledger/reader.ts';
import type { PostedEntry } from '../../ledger/rules.ts';

/** A journal as of one moment: its blocks up to the entry that was the last when the export began. */
export interface PinnedJournal {
  readonly fiscalYear: number;
  readonly lastNumber: number;
  /** Whether opening entries have been booked. */
  readonly opened: boolean;
  /** Periods 0 to 13 that take no entry any more. */
  readonly closedPeriods: readonly number[];
  readonly blocks: () => AsyncGenerator<StoredBlock, void, undefined>;
}

/** Undefined: the year has no journal. */
export async function pinJournal(
  reader: Pick<LedgerReader, 'loadHead' | 'blocksAfter'>,
  company: Pick<LedgerCompany, 'id'>,
  fiscalYear: number,
): Promise<PinnedJournal | undefined> {
  const head = await reader.loadHead(company.id, fiscalYear);
  if (!head || head.nextNumber === 1) return undefined;
  const lastNumber = head.nextNumber - 1;
  async function* blocks() {
    for await (const block of reader.blocksAfter(company.id, fiscalYear, 0)) {
      if (block.firstNumber > lastNumber) return;
      yield block;
    }
  }
  const closedPeriods = head.periods.flatMap((state, period) => (state === 'closed' ? [period] : []));
  return { fiscalYear, lastNumber, opened: head.opened, closedPeriods, blocks };
}

/** Entries dated from `from` to `to`, in the order of their numbers; blocks of other days are not unpacked. */
export async function* entriesBetween(
  journal: PinnedJournal,
  from: string,
  to: string,
): AsyncGenerator<PostedEntry, void, undefined> {
  for await (const block of journal.blocks()) {
    if (block.maxDate < from || block.minDate > to) continue;
    for (const entry of block.entries()) if (entry.date >= from && entry.date <= to) yield entry;
  }
}
