import { invariant } from '../../../shared/kernel/errors.ts';
import { refuse } from '../errors.ts';
import {
  type Block,
  type BlockContext,
  entryContent,
  entryText,
  MAX_BLOCK_ENTRIES,
  MAX_BLOCK_TEXT_BYTES,
  madeEntryId,
  sealBlock,
} from './block.ts';
import { findRefusal, type PostingRules } from './check-entry.ts';
import type { NewEntry } from './entry.ts';
import { fiscalYearOf } from './fiscal-year.ts';
import type { PostingResult } from './posting-result.ts';

/** What an id that a client chose stands for. */
export interface KnownId {
  readonly fiscalYear: number;
  readonly number: number;
  /** SHA-256 of the entry's content: the same id with other content is refused. */
  readonly contentHash: string;
}

/** An id to be kept with the block that holds its entry. */
export interface NewId extends KnownId {
  readonly id: string;
}

/** One transaction's worth of a batch: a block (unless nothing could be booked), its ids, and what became of whom. */
export interface CommitPlan {
  /** How many entries of the batch, from the start, this plan decides. */
  readonly taken: number;
  readonly results: readonly PostingResult[];
  readonly block: Block | undefined;
  /** Whether opening entries are among those booked. */
  readonly opens: boolean;
  readonly ids: readonly NewId[];
}

/** Items of a transaction that a commit may need besides ids: block, head, fiscal year, configuration. */
export const COMMIT_ITEMS = 4;

export interface PlanInput {
  readonly entries: readonly NewEntry[];
  readonly rules: PostingRules;
  readonly context: BlockContext;
  readonly known: ReadonlyMap<string, KnownId>;
  readonly hash: (text: string) => string;
}

interface Decided {
  readonly result: PostingResult;
  readonly text?: string;
  readonly id?: NewId;
}

/**
 * Decides the longest run of entries, from the start of the batch, that belongs to the head's fiscal year and fits
 * one block. Pure: the same head, batch and known ids give the same block.
 */
export function planCommit({ entries, rules, context, known, hash }: PlanInput): CommitPlan {
  const { head } = rules;
  const results: PostingResult[] = [];
  const texts: string[] = [];
  const ids = new Map<string, NewId>();
  let bytes = 0;
  let opens = false;
  for (const entry of entries) {
    if (fiscalYearOf(entry.date, rules.fiscalYearStart) !== head.fiscalYear) break;
    const decided = decide(entry, head.nextNumber + texts.length);
    if (decided.text !== undefined) {
      const size = Buffer.byteLength(decided.text) + 1;
      const full = texts.length > 0 && bytes + size > MAX_BLOCK_TEXT_BYTES;
      if (full || texts.length >= MAX_BLOCK_ENTRIES) break;
      bytes += size;
      texts.push(decided.text);
      opens ||= entry.kind === 'opening';
      if (decided.id) ids.set(decided.id.id, decided.id);
    }
    results.push(decided.result);
  }
  invariant(results.length > 0, 'a plan decides at least one entry');
  const block = texts.length > 0 ? sealBlock(context, head.lastHash, head.nextNumber, texts) : undefined;
  return { taken: results.length, results, block, opens, ids: [...ids.values()] };

  function decide(entry: NewEntry, number: number): Decided {
    const contentHash = entry.id === undefined ? '' : hash(entryContent(entry, rules.currency));
    const earlier = entry.id === undefined ? undefined : (known.get(entry.id) ?? ids.get(entry.id));
    if (earlier && entry.id !== undefined) return { result: repeated(entry.id, contentHash, earlier) };
    const problem = findRefusal(entry, rules);
    if (problem) return { result: { status: 'refused', id: entry.id, problem } };
    const text = entryText(entry, number, rules.currency);
    if (Buffer.byteLength(text) > MAX_BLOCK_TEXT_BYTES) {
      const detail = `The entry takes more than ${MAX_BLOCK_TEXT_BYTES / 1024} KB.`;
      return {
        result: { status: 'refused', id: entry.id, problem: refuse('ledger.entry-too-large', detail) },
      };
    }
    const { fiscalYear } = head;
    const id = entry.id ?? madeEntryId(fiscalYear, number);
    const result = { status: 'posted', id, fiscalYear, number } as const;
    return entry.id === undefined
      ? { result, text }
      : { result, text, id: { id, fiscalYear, number, contentHash } };
  }
}

function repeated(id: string, contentHash: string, earlier: KnownId): PostingResult {
  const { fiscalYear, number } = earlier;
  if (earlier.contentHash === contentHash) return { status: 'duplicate', id, fiscalYear, number };
  const detail = `Id ${id} belongs to entry ${number} of ${fiscalYear}, which has other content.`;
  return {
    status: 'refused',
    id,
    problem: refuse('ledger.id-reused', detail, { extra: { fiscalYear, number } }),
  };
}
