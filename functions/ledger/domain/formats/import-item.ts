import { DomainError } from '../../../../shared/kernel/errors.ts';
import type { NewEntry } from '../entry.ts';

/** A row of the file as it stood there; `row` is the line on which it begins, counted from 1. */
export interface SourceRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** Why an entry was not read: a code of the error catalogue and a sentence for the person who made the file. */
export interface Refusal {
  readonly code: string;
  readonly detail: string;
}

interface ItemRows {
  readonly firstRow: number;
  /** The last line of the last row; the next item begins after it. */
  readonly lastRow: number;
  /** Every row of the entry, for the rejected-rows file. */
  readonly source: readonly SourceRow[];
}

/** What one or more consecutive rows of an import file became. `row` is the row that is at fault. */
export type ImportItem =
  | (ItemRows & { readonly outcome: 'entry'; readonly entry: NewEntry })
  | (ItemRows & { readonly outcome: 'refused'; readonly row: number; readonly reason: Refusal });

/** A file whose beginning was accepted: its headings, and what its rows became, in the order of the file. */
export interface ImportFile {
  readonly headings: readonly string[];
  readonly delimiter: string;
  /** Ends with a `DomainError` of `refuseFile` when the rest of the file cannot be read. */
  readonly items: AsyncGenerator<ImportItem, void, void>;
}

/** Runs a conversion; a refusal inside becomes a value, a bug stays an exception. */
export function refusalOf<T>(convert: () => T): { value: T } | { reason: Refusal } {
  try {
    return { value: convert() };
  } catch (error) {
    if (error instanceof DomainError) return { reason: { code: error.code, detail: error.message } };
    throw error;
  }
}

/** Runs the check of a file's beginning; where it refuses, the bytes behind it are let go. */
export async function closingOnRefusal<T>(
  rows: AsyncGenerator<unknown, void, void>,
  check: () => T | Promise<T>,
): Promise<T> {
  try {
    return await check();
  } catch (error) {
    await rows.return();
    throw error;
  }
}
