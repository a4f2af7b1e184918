import type { JournalHead } from '../domain/journal-head.ts';
import type { LedgerCompany, LedgerReader } from '../reader.ts';
import type { FoldManner } from './fold-journal.ts';

export interface FoldWhenDueDeps {
  readonly reader: Pick<LedgerReader, 'loadHead'>;
  readonly fold: (company: LedgerCompany, fiscalYear: number, manner: FoldManner) => Promise<void>;
}

/**
 * A tail this long is worth folding: reads stay exact without it, and each fold writes every touched account once,
 * so folding sixteen single entries together costs little more than folding one.
 */
const DUE_BLOCKS = 16;
const DUE_BYTES = 512 * 1024;

export function isFoldDue(head: JournalHead): boolean {
  return head.blocks - head.foldedBlocks >= DUE_BLOCKS || head.bytes - head.foldedBytes >= DUE_BYTES;
}

/** Folds a year's journal if its tail has grown long enough and nobody else is at it. */
export async function foldWhenDue(
  deps: FoldWhenDueDeps,
  company: LedgerCompany,
  fiscalYear: number,
): Promise<void> {
  const head = await deps.reader.loadHead(company.id, fiscalYear);
  if (head && isFoldDue(head)) await deps.fold(company, fiscalYear, 'leave');
}
