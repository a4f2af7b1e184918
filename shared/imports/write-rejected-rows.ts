import { csvRow, guardCell } from '../kernel/csv-row.ts';
import type { SourceRow } from './definition.ts';

/** Rows of one refused unit, as the reader or the module refused it. */
export interface RejectedUnit {
  /** The row at fault, counted from 1 in the file that was sent. */
  readonly row: number;
  /** A sentence. */
  readonly reason: string;
  readonly source: readonly SourceRow[];
}

const ADDED = ['row', 'reason'];
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

function writeRow(cells: readonly string[], delimiter: string): string {
  return csvRow(
    cells.map((cell) => guardCell(cell).replace(UNPRINTABLE, '\uFFFD')),
    delimiter,
  );
}

/**
 * Writes the rejected-rows file: the rows of every refused unit as they were sent, with the columns `row` (their
 * number in the file that was sent) and `reason`. UTF-8 with byte order mark, so that spreadsheets read it. A
 * journal CSV can be corrected in it and sent again; a DATEV batch lacks its header and is for reading.
 */
export async function* writeRejectedRows(
  file: { readonly headings: readonly string[]; readonly delimiter: string },
  rejected: AsyncIterable<RejectedUnit> | Iterable<RejectedUnit>,
): AsyncGenerator<string, void, void> {
  const { headings, delimiter } = file;
  const kept = [...headings.keys()].filter(
    (index) => !ADDED.includes((headings[index] ?? '').trim().toLowerCase()),
  );
  yield `\uFEFF${writeRow([...kept.map((index) => headings[index] ?? ''), ...ADDED], delimiter)}`;
  for await (const { row, reason, source } of rejected) {
    for (const { row: number, cells } of source) {
      const why = number === row ? reason : `Row ${row} of the same entry: ${reason}`;
      yield writeRow([...kept.map((index) => cells[index] ?? ''), String(number), why], delimiter);
    }
  }
}
