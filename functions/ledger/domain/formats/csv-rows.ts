import { decodeText } from './decode-text.ts';
import { refuseFile } from './format-errors.ts';
import { lineSplitter, MAX_LINE_CHARACTERS } from './text-lines.ts';

export type CsvProblem = 'too-long' | 'text-after-quote' | 'undecodable';

/** One row of a CSV file (RFC 4180). Its cells are given even when it is broken, as far as they could be read. */
export interface CsvRow {
  /** The line on which it begins, counted from 1. */
  readonly row: number;
  /** The line on which it ends: another one where a quoted field holds line breaks. */
  readonly lastRow: number;
  readonly cells: string[];
  readonly problem?: CsvProblem;
}

interface OpenRow {
  row: number;
  cells: string[];
  /** Text of the quoted field that is not closed yet. */
  quoted: string | undefined;
  characters: number;
  problem: CsvProblem | undefined;
}

/** Reads on inside a quoted field from `at`; returns the place after it, or -1 when the line ends first. */
function readQuoted(line: string, at: number, row: OpenRow, delimiter: string): number {
  let from = at;
  let text = row.quoted ?? '';
  for (;;) {
    const quote = line.indexOf('"', from);
    if (quote < 0) {
      row.quoted = text + line.slice(from);
      return -1;
    }
    if (line[quote + 1] !== '"') {
      const next = line.indexOf(delimiter, quote + 1);
      const end = next < 0 ? line.length : next;
      if (end > quote + 1) row.problem ??= 'text-after-quote';
      row.cells.push(text + line.slice(from, quote) + line.slice(quote + 1, end));
      row.quoted = undefined;
      return end;
    }
    text += line.slice(from, quote + 1);
    from = quote + 2;
  }
}

/** Reads one line into the row. A quote is special only where a field begins, as in spreadsheets. */
function readLine(line: string, row: OpenRow, delimiter: string): void {
  let at = row.quoted === undefined ? 0 : readQuoted(line, 0, row, delimiter) + 1;
  if (at === 0 && row.quoted !== undefined) return;
  if (at > line.length) return;
  for (;;) {
    if (line[at] === '"') {
      row.quoted = '';
      at = readQuoted(line, at + 1, row, delimiter);
      if (at < 0) return;
    } else {
      const next = line.indexOf(delimiter, at);
      row.cells.push(line.slice(at, next < 0 ? undefined : next));
      at = next < 0 ? line.length : next;
    }
    if (at >= line.length) return;
    at += 1;
  }
}

/** Turns lines into rows; a quoted field may go on over lines. `end` refuses a quote that was never closed. */
export function csvRowReader(delimiter: string) {
  let lineNumber = 0;
  let open: OpenRow | undefined;

  function refuseOpen(row: number, why: string): never {
    const detail = `The quote opened in row ${row} ${why}: nothing from that row on was read.`;
    throw refuseFile('ledger.file-unreadable', detail, { extra: { row } });
  }

  function read(line: string): CsvRow | undefined {
    lineNumber += 1;
    const problem = line.includes('\uFFFD') ? 'undecodable' : undefined;
    if (!open && !line.includes('"')) {
      const row = { row: lineNumber, lastRow: lineNumber, cells: line.split(delimiter) };
      if (line.length > MAX_LINE_CHARACTERS) return { ...row, problem: 'too-long' };
      return problem ? { ...row, problem } : row;
    }
    const row = open ?? { row: lineNumber, cells: [], quoted: undefined, characters: 0, problem: undefined };
    if (row.quoted !== undefined) row.quoted += '\n';
    row.characters += line.length;
    if (row.characters > MAX_LINE_CHARACTERS) row.problem = 'too-long';
    row.problem ??= problem;
    readLine(line, row, delimiter);
    open = row.quoted === undefined ? undefined : row;
    if (!open) {
      const { cells } = row;
      const read = { row: row.row, lastRow: lineNumber, cells };
      return row.problem ? { ...read, problem: row.problem } : read;
    }
    if (row.problem === 'too-long')
      refuseOpen(row.row, `is not closed within ${MAX_LINE_CHARACTERS} characters`);
    return undefined;
  }

  function end(): void {
    if (open) refuseOpen(open.row, 'is never closed');
  }
  return { read, end };
}

/** The rows that these lines complete, and the refusal that ended the reading, if one did. */
function readLines(lines: readonly string[], read: (line: string) => CsvRow | undefined) {
  const rows: CsvRow[] = [];
  try {
    for (const line of lines) {
      const row = read(line);
      if (row) rows.push(row);
    }
    return { rows };
  } catch (refusal) {
    return { rows, refusal };
  }
}

/**
 * Reads a CSV file as it arrives, in batches of rows; the first line decides the delimiter and is the first row.
 * Throws `ledger.file-unreadable` where a quoted field does not end, after all rows before it were handed out.
 */
export async function* readCsvRows(
  bytes: AsyncIterable<Uint8Array>,
  delimiterOf: (firstLine: string) => string,
): AsyncGenerator<CsvRow[], void, void> {
  const splitter = lineSplitter();
  let reader: ReturnType<typeof csvRowReader> | undefined;
  async function* lineBatches() {
    for await (const text of decodeText(bytes)) yield splitter.push(text);
    yield splitter.end();
  }
  for await (const lines of lineBatches()) {
    if (lines.length === 0) continue;
    reader ??= csvRowReader(delimiterOf(lines[0] ?? ''));
    const { rows, refusal } = readLines(lines, reader.read);
    if (rows.length > 0) yield rows;
    if (refusal !== undefined) throw refusal;
  }
  reader?.end();
}
