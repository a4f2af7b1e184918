import type { SourceRow } from './import-item.ts';

/** Rows of one refused entry, as the reader or the ledger refused it. */
export interface RejectedEntry {
  /** The row at fault, counted from 1 in the file that was sent. */
  readonly row: number;
  /** A sentence. */
  readonly reason: string;
  readonly source: readonly SourceRow[];
}

const ADDED = ['row', 'reason'];

/** A cell that begins so is run as a formula by spreadsheets (also behind full-width signs); plain numbers are not. */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const PLAIN_NUMBER = /^[+-]?\d[\d.,]*$/;
const GUARDED = /^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** Puts an apostrophe before what a spreadsheet would run (CSV injection). `unguardCell` takes it away. */
function guardCell(cell: string): string {
  return FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
}

/** What the cell was before `guardCell`. */
export function unguardCell(cell: string): string {
  return cell.replace(GUARDED, '');
}

function writeRow(cells: readonly string[], delimiter: string): string {
  const written = cells.map((cell) => {
    const safe = guardCell(cell).replace(UNPRINTABLE, '\uFFFD');
    const plain = !/["\r\n\t]/.test(safe) && !safe.includes(delimiter) && safe.trim() === safe;
    return plain ? safe : `"${safe.replaceAll('"', '""')}"`;
  });
  return `${written.join(delimiter)}\r\n`;
}

/**
 * Writes the rejected-rows file: the rows of every refused entry as they were sent, with the columns `row` (their
 * number in the file that was sent) and `reason`. UTF-8 with byte order mark, so that spreadsheets read it. A
 * journal CSV can be corrected in it and sent again; a DATEV batch lacks its header and is for reading.
 */
export async function* writeRejectedRows(
  file: { readonly headings: readonly string[]; readonly delimiter: string },
  rejected: AsyncIterable<RejectedEntry> | Iterable<RejectedEntry>,
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
