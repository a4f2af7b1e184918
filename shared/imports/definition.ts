import type { Write } from '../table/writes.ts';
import type { UploadKind } from './upload-kind.ts';

/** A row as it stood in the file; `row` is its line, counted from 1. */
export interface SourceRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** What one or more consecutive rows became: the unit that is booked or refused as a whole. */
export interface ImportUnit {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly source: readonly SourceRow[];
}

/** A file whose beginning was accepted. */
export interface ReadableFile<U extends ImportUnit> {
  readonly headings: readonly string[];
  readonly delimiter: string;
  /** In the order of the file; throws a `DomainError` where the rest cannot be read. */
  readonly items: AsyncIterable<U>;
}

export interface RefusedUnit {
  /** The row that is at fault. */
  readonly row: number;
  readonly code: string;
  readonly reason: string;
}

/** A decision on the units `from` to `to` (exclusive) of a batch. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** How many of them were done; the rest is in `refused`. */
  readonly done: number;
  readonly refused: readonly RefusedUnit[];
}

/**
 * The writes that move the cursor over a span. They must be committed in the very transaction that books its units, in
 * order and without a gap; may be asked for again when a transaction is built anew. At most two items.
 */
export type MoveCursor = (span: Span) => readonly Write[];

export interface ImportContext {
  readonly companyId: string;
  readonly importId: string;
  readonly fileName: string;
  readonly startedBy: string;
  readonly now: Date;
  /**
   * To be called now and then while a long reading moves no cursor, or somebody else takes the import over after 30
   * seconds; writes seldom. @throws LeaseLostError when somebody has
   */
  readonly keepLease: () => Promise<void>;
}

/** Something that whoever uploaded the file should know, though nothing was refused for it. */
export interface ImportFinding {
  readonly code: string;
  readonly detail: string;
}

/** What became of a file that is one thing: a word for it, and where to look. */
export interface ImportResult {
  readonly outcome: string;
  readonly [where: string]: string;
}

/** What an import tells besides its rows. Of many findings the first `MAX_FINDINGS` are kept. */
export interface ImportReport {
  readonly findings: readonly ImportFinding[];
  readonly result?: ImportResult | undefined;
}

export const MAX_FINDINGS = 100;

/** How a module imports one kind of file. */
export interface ImportDefinition<U extends ImportUnit = ImportUnit> {
  readonly kind: UploadKind;
  /** The module tells by itself what it has taken before: the same content is given to it again. */
  readonly knowsDuplicates?: true;
  /** Reads the beginning. @throws DomainError when the file as a whole is refused */
  readonly open: (bytes: AsyncIterable<Uint8Array>, context: ImportContext) => Promise<ReadableFile<U>>;
  /** Most units in one batch. */
  readonly batchUnits: number;
  /** Books a batch; every unit is covered by one `moveCursor` that was committed when this returns. */
  readonly commit: (units: readonly U[], context: ImportContext, moveCursor: MoveCursor) => Promise<void>;
  /**
   * What remains to be done when every unit is decided, before the import counts as done; its report is shown with the
   * import. May run more than once.
   */
  readonly complete?: (context: ImportContext, file: ReadableFile<U>) => Promise<ImportReport | undefined>;
}

/** Forgets the unit's type, so that a worker can hold definitions of several kinds. */
export function importDefinition<U extends ImportUnit>(definition: ImportDefinition<U>): ImportDefinition {
  return definition as unknown as ImportDefinition;
}
