import { packDocumentIndex } from '../domain/document-index.ts';
import type { PostedEntry } from '../domain/entry.ts';
import { collectTouches, type Touch } from '../domain/fold.ts';
import type { JournalHead } from '../domain/journal-head.ts';
import type { LedgerCompany, LedgerReader } from '../reader.ts';
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
/** A step with this many sums to write (accounts, each with its periods) takes no more blocks: others may wait for it. */
const STEP_SUMS = 4_000;
/** How long a step may take before the others no longer wait. */
const STEP_MILLISECONDS = 5_000;
const MILLISECONDS_A_SUM = 2;

/**
 * Where another has the next step in hand, `leave` leaves the fold to them; `join` folds too, so that everything is folded
 * when it returns, whatever becomes of the other.
 */
export type FoldManner = 'leave' | 'join';

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
    if (manner === 'leave' && (head.foldingUntil ?? 0) > deps.now()) return;
    const step = await readStep(deps, company, head);
    if (step.blocks === 0) return;
    if (!(await takeStep(deps, company.id, head, step)) && manner === 'leave') return;
    await foldAccounts(deps, company.id, fiscalYear, [...step.touches.values()]);
    for (const [shard, content] of packDocumentIndex(step.entries)) {
      await deps.retryWhileContended(() =>
        deps.store.saveDocumentIndex(company.id, fiscalYear, shard, step.through, content),
      );
    }
    const to = {
      foldedThrough: step.through,
      foldedBlocks: head.foldedBlocks + step.blocks,
      foldedBytes: head.foldedBytes + step.bytes,
    };
    await deps.retryWhileContended(() => deps.store.advanceFold(company.id, fiscalYear, to));
  }
}

/** The first blocks that are not folded, as many as one step takes. */
interface Step {
  readonly through: number;
  readonly blocks: number;
  readonly bytes: number;
  readonly entries: readonly PostedEntry[];
  readonly touches: ReadonlyMap<string, Touch>;
}

async function readStep(
  { reader }: FoldJournalDeps,
  company: LedgerCompany,
  { fiscalYear, foldedThrough, nextNumber }: JournalHead,
): Promise<Step> {
  const entries: PostedEntry[] = [];
  const touches = new Map<string, Touch>();
  let [through, blocks, bytes] = [foldedThrough, 0, 0];
  for await (const block of reader.blocksAfter(company.id, fiscalYear, foldedThrough)) {
    const fits = blocks === 0 || block.lastNumber - foldedThrough <= STEP_ENTRIES;
    if (block.lastNumber >= nextNumber || !fits) break;
    const added = block.entries();
    entries.push(...added);
    collectTouches(added, company.fiscalYearStart, touches);
    through = block.lastNumber;
    blocks += 1;
    bytes += block.bytes;
    if (blocks === STEP_BLOCKS || touches.size >= STEP_SUMS) break;
  }
  return { through, blocks, bytes, entries, touches };
}

/** Says in the head that this step is ours; false when somebody else took it meanwhile. */
function takeStep(
  { store, now, retryWhileContended }: FoldJournalDeps,
  company: string,
  head: JournalHead,
  { touches }: Step,
): Promise<boolean> {
  const milliseconds = STEP_MILLISECONDS + touches.size * MILLISECONDS_A_SUM;
  return retryWhileContended(() => store.takeFold(company, head, now() + milliseconds));
}
