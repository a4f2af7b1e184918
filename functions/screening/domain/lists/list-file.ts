import type { ListEntry } from '../list-entry.ts';

/** An entry as it stands in a file, numbered from 1; an EU file has no rows, so its entries are counted. */
export interface ListedEntry {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly source: readonly { readonly row: number; readonly cells: readonly string[] }[];
  readonly entry: ListEntry;
  /** Why it cannot be taken. */
  readonly problem?: string | undefined;
}

/** A sanctions list on its way in. */
export interface ListFile {
  /** Which list it is a version of. */
  readonly list: string;
  readonly title: string;
  /** When the issuer made it. */
  readonly generatedAt?: string | undefined;
  readonly headings: readonly string[];
  readonly delimiter: string;
  readonly items: AsyncIterable<ListedEntry>;
}

/** The list that EU files are versions of; nobody else may take the name. */
export const EU_LIST = 'eu-fsf';
