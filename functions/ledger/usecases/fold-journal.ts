import { packDocumentIndex } from '../domain/document-index.ts';
import {
  type AccountPeriod,
  collectTouches,
  emptyAccountPeriod,
  foldRows,
  type Touch,
  touchKey,
} from '../domain/fold.ts';
import type { JournalHead } from '../domain/journal-head.ts';
import type { LedgerCompany, LedgerReader, StoredBlock } from '../reader.ts';
import type { LedgerStore } from '../store.ts';

export interface FoldJournalDeps {
  readonly reader: Pick<LedgerReader, 'loadHead' | 'blocksAfter' | 'loadAccountPeriods'>;
  readonly store: Pick<LedgerStore, 'saveAccountPeriod' | 'saveDocumentIndex' | 'advanceFold'>;
  readonly retryWhileContended: <T>(attempt: (number: number) => Promise<T>) => Promise<T>;
}

/** Blocks folded in one step: bounds memory, and what a killed fold has to do again. */
const STEP_BLOCKS = 64;
/** Entries folded in one step: if all of them bear the same document number, its index item stays below 300 KB. */
const STEP_ENTRIES = 34_000;
/** Accounts written side by side. */
const WRITERS = 32;

/**
 * Carries the journal of a year into sums, statement pages and the document index, up to the last block there is.
 * May run anywhere, any number of times, side by side: every write is conditional or repeats itself exactly.
 */
export async function foldJournal(
  deps: FoldJournalDeps,
  company: LedgerCompany,
  fiscalYear: number,
): Promise<void> {
  for (;;) {
    const head = await deps.reader.loadHead(company.id, fiscalYear);
    if (!head || head.foldedThrough >= head.nextNumber - 1) return;
    const blocks = await nextBlocks(deps, company.id, fiscalYear, head);
    const through = blocks.at(-1)?.lastNumber;
    if (through === undefined) return;
    const entries = blocks.flatMap((block) => block.entries());
    const touches = [...collectTouches(entries, company.fiscalYearStart).values()];
    await foldAccounts(deps, company, fiscalYear, touches);
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

async function foldAccounts(
  deps: FoldJournalDeps,
  company: LedgerCompany,
  fiscalYear: number,
  touches: readonly Touch[],
): Promise<void> {
  const states = await deps.reader.loadAccountPeriods(company.id, fiscalYear, touches);
  const known = new Map(states.map((state) => [touchKey(state.account, state.period), state]));
  let next = 0;
  async function work(): Promise<void> {
    for (let touch = touches[next++]; touch; touch = touches[next++]) {
      const one = touch;
      await deps.retryWhileContended(async (attempt) => {
        const state = attempt === 1 ? known.get(touchKey(one.account, one.period)) : await reload(one);
        const before = state ?? emptyAccountPeriod(one.account, one.period);
        await foldAccount(deps, company, fiscalYear, one, before);
      });
    }
  }
  async function reload(touch: Touch) {
    return (await deps.reader.loadAccountPeriods(company.id, fiscalYear, [touch]))[0];
  }
  await Promise.all(Array.from({ length: Math.min(WRITERS, touches.length) }, work));
}

async function foldAccount(
  deps: FoldJournalDeps,
  company: LedgerCompany,
  fiscalYear: number,
  touch: Touch,
  state: AccountPeriod,
): Promise<void> {
  const rows = touch.rows.filter(([number]) => number > state.through);
  if (rows.length === 0) return;
  const folded = foldRows(state, rows);
  await deps.store.saveAccountPeriod(company.id, fiscalYear, state, folded.state, folded.pages);
}
