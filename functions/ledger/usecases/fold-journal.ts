import { packDocumentIndex } from '../domain/document-index.ts';
import { collectTouches } from '../domain/fold.ts';
import type { JournalHead } from '../domain/journal-head.ts';
import type { LedgerCompany, LedgerReader, StoredBlock } from '../reader.ts';
import type { LedgerStore } from '../store.ts';
import { type FoldAccountsDeps, foldAccounts } from './fold-accounts.ts';

export interface FoldJournalDeps extends FoldAccountsDeps {
  readonly reader: FoldAccountsDeps['reader'] & Pick<LedgerReader, 'loadHead' | 'blocksAfter'>;
  readonly store: FoldAccountsDeps['store'] &
    Pick<LedgerStore, 'saveDocumentIndex' | 'takeFold' | 'advanceFold'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Blocks folded in one step: bounds memory, and what a killed fold has to do again. */
const STEP_BLOCKS = 64;
/** Entries folded in one step: if all of them bear the same document number, its index item stays below 300 KB. */
const STEP_ENTRIES = 34_000;

/** How long a step may take before others no longer wait for it: more for more entries, each may be its own account. */
const STEP_MILLISECONDS = 5_000;
const ENTRIES_A_MILLISECOND = 2;

/**
 * `alone`: leaves the fold to whoever has it in hand, if somebody has. `certain`: when it returns, everything is folded
 * that stood in the journal when it was called.
 */
export type FoldManner = 'alone' | 'certain';

/**
 * Carries the journal of a year into sums, statement pages and the document index, up to the last block there is.
 * May run anywhere, any number of times, side by side: every write is conditional or repeats itself exactly. That only
 * one folds at a time saves work, nothing else depends on it.
 */
export async function foldJournal(
  deps: FoldJournalDeps,
  company: LedgerCompany,
  fiscalYear: number,
  manner: FoldManner,
): Promise<void> {
  for (;;) {
    const head = await deps.reader.loadHead(company.id, fiscalYear);
    if (!head || head.foldedThrough >= head.nextNumber - 1) return;
    if (manner === 'alone' && (head.foldingUntil ?? 0) > deps.now()) return;
    const blocks = await nextBlocks(deps, company.id, fiscalYear, head);
    const through = blocks.at(-1)?.lastNumber;
    if (through === undefined) return;
    if (!(await takeStep(deps, company.id, head, through)) && manner === 'alone') return;
    const entries = blocks.flatMap((block) => block.entries());
    const touches = [...collectTouches(entries, company.fiscalYearStart).values()];
    await foldAccounts(deps, company.id, fiscalYear, touches);
    for (const [shard, content] of packDocumentIndex(entries)) {
      await deps.retryWhileContended(() =>
        deps.store.saveDocumentIndex(company.id, fiscalYear, shard, through, content),
      );
    }
    const foldedBytes = head.foldedBytes + blocks.reduce((sum, block) => sum + block.bytes, 0);
    const to = { foldedThrough: through, foldedBlocks: head.foldedBlocks + blocks.length, foldedBytes };
    await deps.retryWhileContended(() => deps.store.advanceFold(company.id, fiscalYear, to));
  }
}

/** Says in the head that this step is ours; false when somebody else took it meanwhile. */
function takeStep(
  { store, now, retryWhileContended }: FoldJournalDeps,
  company: string,
  head: JournalHead,
  through: number,
): Promise<boolean> {
  const milliseconds = STEP_MILLISECONDS + (through - head.foldedThrough) / ENTRIES_A_MILLISECOND;
  return retryWhileContended(() => store.takeFold(company, head, Math.ceil(now() + milliseconds)));
}

/** The first blocks that are not folded, as many as one step takes. */
async function nextBlocks(
  deps: FoldJournalDeps,
  company: string,
  fiscalYear: number,
  { foldedThrough, nextNumber }: JournalHead,
): Promise<StoredBlock[]> {
  const blocks: StoredBlock[] = [];
  for await (const block of deps.reader.blocksAfter(company, fiscalYear, foldedThrough)) {
    const fits = block.lastNumber - foldedThrough <= STEP_ENTRIES || blocks.length === 0;
    if (block.lastNumber >= nextNumber || !fits) break;
    blocks.push(block);
    if (blocks.length === STEP_BLOCKS) break;
  }
  return blocks;
}
