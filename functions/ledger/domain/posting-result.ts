import type { DomainError } from '../../../shared/kernel/errors.ts';

/** What became of one entry of a batch. */
export type PostingResult =
  | { readonly status: 'posted'; readonly id: string; readonly fiscalYear: number; readonly number: number }
  | {
      readonly status: 'duplicate';
      readonly id: string;
      readonly fiscalYear: number;
      readonly number: number;
    }
  | { readonly status: 'refused'; readonly id?: string | undefined; readonly problem: DomainError };
