import type { DomainError } from '../../../shared/kernel/errors.ts';

/** An entry that stands in the journal: booked now, or before under the same id with the same content. */
export interface PostedResult {
  readonly status: 'posted' | 'duplicate';
  readonly id: string;
  readonly fiscalYear: number;
  readonly number: number;
}

export interface RefusedResult {
  readonly status: 'refused';
  readonly id?: string | undefined;
  readonly problem: DomainError;
}

/** What became of one entry of a batch. */
export type PostingResult = PostedResult | RefusedResult;
