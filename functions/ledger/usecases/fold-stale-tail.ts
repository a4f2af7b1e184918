import type { LedgerCompany, LedgerReader } from '../reader.ts';
import type { FoldManner } from './fold-journal.ts';

export interface FoldStaleTailDeps {
  readonly reader: Pick<LedgerReader, 'loadHead' | 'blocksAfter'>;
  readonly fold: (company: LedgerCompany, fiscalYear: number, manner: FoldManner) => Promise<void>;
}

/** By then the fold that follows an event should have happened, were there enough to fold. */
const STALE_MILLISECONDS = 3 * 60_000;

/**
 * Folds what no event has had folded: a tail too short to be due, or one whose event was lost. While entries are coming
 * in it waits, because each fold writes every touched account.
 */
export async function foldStaleTail(
  { reader, fold }: FoldStaleTailDeps,
  company: LedgerCompany,
  fiscalYear: number,
  now: Date,
): Promise<boolean> {
  const head = await reader.loadHead(company.id, fiscalYear);
  if (!head || head.foldedThrough >= head.nextNumber - 1) return false;
  const tail = await reader.blocksAfter(company.id, fiscalYear, head.foldedThrough).next();
  const postedAt = tail.value?.entries()[0]?.postedAt;
  if (postedAt === undefined || now.getTime() - Date.parse(postedAt) < STALE_MILLISECONDS) return false;
  await fold(company, fiscalYear, 'leave');
  return true;
}
