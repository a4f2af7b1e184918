import type { PostedEntry } from '../domain/entry.ts';
import { genesisHash, type JournalHead } from '../domain/journal-head.ts';
import { type ChainState, type Finding, findInBlock, type WalkedJournal } from '../domain/verification.ts';
import type { LedgerReader, StoredBlock } from '../reader.ts';
import type { DifferenceFound } from './difference-found.ts';

export interface WalkBlocksDeps {
  readonly reader: Pick<LedgerReader, 'blocksAfter' | 'loadHead'>;
}

export type FoundError = (finding: Finding) => DifferenceFound;

/** Checks block after block up to the end that the head names, and counts. @throws DifferenceFound */
export async function walkBlocks(
  deps: WalkBlocksDeps,
  company: string,
  head: JournalHead,
  found: FoundError,
  visit: (block: StoredBlock, entries: readonly PostedEntry[]) => Promise<void>,
): Promise<WalkedJournal> {
  const { fiscalYear, foldedThrough } = head;
  let chain: ChainState = { nextNumber: 1, lastHash: genesisHash(company, fiscalYear) };
  let [blocks, bytes, opened] = [0, 0, false];
  let folded = foldedThrough === 0 ? { blocks, bytes } : undefined;
  for await (const block of deps.reader.blocksAfter(company, fiscalYear, 0)) {
    if (block.lastNumber >= head.nextNumber) {
      await assertNewer(deps, company, fiscalYear, block, found);
      break;
    }
    const finding = findInBlock(block, chain, { company, fiscalYear });
    if (finding) throw found(finding);
    const entries = block.entries();
    await visit(block, entries);
    chain = { nextNumber: block.lastNumber + 1, lastHash: block.hash };
    blocks += 1;
    bytes += block.bytes;
    opened ||= entries.some(({ kind }) => kind === 'opening');
    if (block.lastNumber === foldedThrough) folded = { blocks, bytes };
  }
  return { ...chain, blocks, bytes, opened, folded };
}

/** A block past the head is right only when the head has moved on meanwhile. */
async function assertNewer(
  deps: WalkBlocksDeps,
  company: string,
  fiscalYear: number,
  block: StoredBlock,
  found: FoundError,
): Promise<void> {
  const now = await deps.reader.loadHead(company, fiscalYear);
  if (now && now.nextNumber > block.lastNumber) return;
  throw found({
    what: 'block',
    number: block.lastNumber,
    detail: 'The block stands beyond the end of the journal.',
  });
}
