import { canonicalJson } from '../../../../shared/kernel/canonical-json.ts';

/** A block as it is handed to an auditor. */
export interface BlockToHandOver {
  readonly fiscalYear: number;
  readonly firstNumber: number;
  readonly lastNumber: number;
  readonly previousHash: string;
  readonly hash: string;
  readonly text: () => string;
}

/**
 * Writes blocks as JSON lines, one a line, with the very text that their hash covers; docs/formats/journal-block.md says
 * how the chain is recomputed from the file alone.
 */
export async function* writeJournalBlocks(
  blocks: AsyncIterable<BlockToHandOver> | Iterable<BlockToHandOver>,
): AsyncGenerator<string, void, undefined> {
  for await (const { fiscalYear, firstNumber, lastNumber, previousHash, hash, text } of blocks) {
    const line = { fiscalYear, firstNumber, lastNumber, previousHash, hash, text: text() };
    yield `${canonicalJson(line)}\n`;
  }
}
