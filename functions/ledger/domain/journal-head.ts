import { sha256Hex } from '../../../shared/kernel/canonical-json.ts';
import { PERIODS, type Period } from './fiscal-year.ts';

export type PeriodState = 'open' | 'closed';

/** The end of one fiscal year's journal. Every commit reads it and is conditional on what it read. */
export interface JournalHead {
  readonly fiscalYear: number;
  /** Number that the next entry gets; the year's first entry is 1. */
  readonly nextNumber: number;
  /** SHA-256 of the last block, or the genesis hash. */
  readonly lastHash: string;
  /** Index 0 to 13. */
  readonly periods: readonly PeriodState[];
  /** Version of the accounts that entries are checked against. */
  readonly configVersion: number;
  /** Whether opening entries have been booked; until then balances of the year before are carried in provisionally. */
  readonly opened: boolean;
  /** Every account's fold holds at least the entries up to here. */
  readonly foldedThrough: number;
  readonly blocks: number;
  /** Compressed bytes of all blocks: with `foldedBytes` it says how long the unfolded tail is. */
  readonly bytes: number;
  readonly foldedBlocks: number;
  readonly foldedBytes: number;
  /** Milliseconds since 1970: until then somebody has the next step of the fold in hand. Absent when nobody has. */
  readonly foldingUntil?: number | undefined;
}

/** What a chain starts from, so that the first block is bound to company and year too. */
export function genesisHash(company: string, fiscalYear: number): string {
  return sha256Hex(`backoffice journal ${company} ${fiscalYear}`);
}

/** The head of a year without entries; every period is open. */
export function openHead(company: string, fiscalYear: number, configVersion: number): JournalHead {
  return {
    fiscalYear,
    nextNumber: 1,
    lastHash: genesisHash(company, fiscalYear),
    periods: Array.from({ length: PERIODS }, () => 'open' as const),
    configVersion,
    opened: false,
    foldedThrough: 0,
    blocks: 0,
    bytes: 0,
    foldedBlocks: 0,
    foldedBytes: 0,
  };
}

export function isPeriodOpen(head: JournalHead, period: Period): boolean {
  return head.periods[period] === 'open';
}

/** The tail that every reader has to walk is bounded: past these sizes the writer folds before it writes on. */
export const MAX_TAIL_BLOCKS = 64;
export const MAX_TAIL_BYTES = 1024 * 1024;

export function tailIsFull(head: JournalHead): boolean {
  return (
    head.blocks - head.foldedBlocks >= MAX_TAIL_BLOCKS || head.bytes - head.foldedBytes >= MAX_TAIL_BYTES
  );
}
