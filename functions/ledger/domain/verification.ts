import { blockHash } from './block.ts';
import type { PostedEntry } from './entry.ts';
import type { JournalHead } from './journal-head.ts';

/** The first thing found that does not follow from the journal. */
export interface Difference {
  readonly fiscalYear: number;
  readonly what:
    | 'year'
    | 'head'
    | 'period'
    | 'block'
    | 'entry'
    | 'id'
    | 'reversal'
    | 'balance'
    | 'page'
    | 'document-index'
    | 'seal';
  readonly number?: number;
  readonly account?: string;
  readonly period?: number;
  readonly detail: string;
}

/** Where the chain stands while it is walked. */
export interface ChainState {
  readonly nextNumber: number;
  readonly lastHash: string;
}

export interface BlockToVerify {
  readonly firstNumber: number;
  readonly lastNumber: number;
  readonly previousHash: string;
  readonly hash: string;
  readonly minDate: string;
  readonly maxDate: string;
  readonly text: () => string;
  readonly entries: () => PostedEntry[];
}

export interface ChainContext {
  readonly company: string;
  readonly fiscalYear: number;
}

export type Finding = Omit<Difference, 'fiscalYear'>;

/** What is wrong with a block at its place in the chain, or undefined. Opening it may throw: that is a finding too. */
export function findInBlock(
  block: BlockToVerify,
  chain: ChainState,
  { company, fiscalYear }: ChainContext,
): Finding | undefined {
  const at = { what: 'block', number: block.lastNumber } as const;
  if (block.firstNumber !== chain.nextNumber) {
    return {
      ...at,
      detail: `Entry ${chain.nextNumber} is expected; the block begins with ${block.firstNumber}.`,
    };
  }
  if (block.previousHash !== chain.lastHash)
    return { ...at, detail: 'The block does not continue the one before it.' };
  if (blockHash(block.previousHash, block.text()) !== block.hash) {
    return { ...at, detail: 'The content does not have the hash that the block names.' };
  }
  const head = JSON.parse(block.text()) as { company?: unknown; fiscalYear?: unknown };
  if (head.company !== company || head.fiscalYear !== fiscalYear) {
    return { ...at, detail: 'The content belongs to another company or fiscal year.' };
  }
  return findInEntries(block);
}

function findInEntries(block: BlockToVerify): Finding | undefined {
  const entries = block.entries();
  if (entries.length !== block.lastNumber - block.firstNumber + 1) {
    return { what: 'block', number: block.lastNumber, detail: `The block holds ${entries.length} entries.` };
  }
  let [min, max] = ['9999-12-31', '0000-01-01'];
  for (const [index, entry] of entries.entries()) {
    const number = block.firstNumber + index;
    if (entry.number !== number)
      return { what: 'entry', number, detail: `The entry calls itself ${entry.number}.` };
    const difference = entry.lines.reduce(
      (sum, line) => sum + (line.debitMinor ?? 0n) - (line.creditMinor ?? 0n),
      0n,
    );
    if (difference !== 0n) return { what: 'entry', number, detail: 'Debits and credits differ.' };
    if (entry.date < min) min = entry.date;
    if (entry.date > max) max = entry.date;
  }
  if (min === block.minDate && max === block.maxDate) return undefined;
  return {
    what: 'block',
    number: block.lastNumber,
    detail: 'The range of dates is not that of its entries.',
  };
}

/** What walking the blocks of a journal has counted, for its head to be held against. */
export interface WalkedJournal extends ChainState {
  readonly blocks: number;
  readonly bytes: number;
  readonly opened: boolean;
  /** Blocks and bytes up to the number that the head calls folded; undefined when no block ends there. */
  readonly folded: { readonly blocks: number; readonly bytes: number } | undefined;
}

/** What in the head of a journal does not follow from its blocks, or undefined. */
export function findInHead(head: JournalHead, walked: WalkedJournal): Finding | undefined {
  const at = (detail: string, number?: number) =>
    ({ what: 'head', detail, ...(number === undefined ? {} : { number }) }) as const;
  const { nextNumber, lastHash, blocks, bytes, opened, folded } = walked;
  if (head.nextNumber !== nextNumber) {
    const detail = `The journal ends at entry ${nextNumber - 1}; its head says ${head.nextNumber - 1}.`;
    return at(detail, nextNumber);
  }
  if (head.lastHash !== lastHash) return at('The head names another last hash.');
  if (head.blocks !== blocks) return at(`There are ${blocks} blocks; the head counts ${head.blocks}.`);
  if (head.bytes !== bytes) return at(`The blocks take ${bytes} bytes; the head counts ${head.bytes}.`);
  if (head.opened !== opened)
    return at(`Opening entries are ${opened ? '' : 'not '}booked; the head says otherwise.`);
  if (folded && folded.blocks === head.foldedBlocks && folded.bytes === head.foldedBytes) return undefined;
  return at(`What the head says of the fold up to entry ${head.foldedThrough} does not fit the blocks.`);
}
