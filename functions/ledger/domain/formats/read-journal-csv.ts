import { DomainError } from '../../../../shared/kernel/errors.ts';
import type { NewEntry } from '../entry.ts';
import { type CsvProblem, type CsvRow, readCsvRows } from './csv-rows.ts';
import { refuseFile, refuseRow } from './format-errors.ts';
import { closingOnRefusal, type ImportFile, type ImportItem, refusalOf } from './import-item.ts';
import {
  detectDelimiter,
  type JournalColumns,
  readJournalColumns,
  usedHeadings,
} from './journal-csv-columns.ts';
import {
  type Books,
  cellReader,
  longEntryReader,
  type ReadCell,
  readShortEntry,
} from './journal-csv-entry.ts';
import { MAX_LINE_CHARACTERS } from './text-lines.ts';

/** Longest entry the journal takes, in lines; more rows with one key are refused without being kept. */
const MAX_ENTRY_ROWS = 500;

export interface JournalCsvOptions extends Books {
  /** Entries that end before this row were dealt with already; they are read over. Row 1 is the header. */
  readonly fromRow?: number;
}

interface RowGroup {
  readonly key: string;
  readonly rows: CsvRow[];
  lastRow: number;
  /** The file cannot be read behind these rows. */
  readonly endsUnread: boolean;
}

const PROBLEM_TEXT: Readonly<Record<CsvProblem, string>> = {
  'too-long': `The row has more than ${MAX_LINE_CHARACTERS} characters.`,
  'text-after-quote': 'Text follows a closing quote; a quote inside a quoted field is written twice.',
  undecodable: 'The row has bytes that are no characters in the encoding of the file (UTF-8 or UTF-16).',
};

/** Refuses a row that is no row of this file, before its fields are looked at. */
export function assertWellFormed(row: CsvRow, columnCount: number): void {
  if (row.problem) throw refuseRow('ledger.row-malformed', PROBLEM_TEXT[row.problem]);
  const surplus = row.cells.slice(columnCount);
  if (surplus.some((cell) => cell.trim() !== '')) {
    const detail = `The row has ${row.cells.length} fields; the header has ${columnCount}.`;
    throw refuseRow('ledger.row-malformed', detail);
  }
}

/**
 * What holds the rows of an entry together: the `entry` column, else `id`, else date and document number, else
 * date and text. A row of the short form stands alone.
 */
function groupKeyOf({ at, form }: JournalColumns, cell: ReadCell): (row: CsvRow) => string {
  if (form === 'short') return (row) => String(row.row);
  if (at.entry >= 0) return (row) => cell(row, 'entry');
  return (row) => {
    const id = cell(row, 'id');
    if (id !== '') return `i\n${id}`;
    const documentNumber = cell(row, 'documentNumber');
    const date = cell(row, 'date');
    return documentNumber === '' ? `t\n${date}\n${cell(row, 'text')}` : `d\n${date}\n${documentNumber}`;
  };
}

function convertGroup(group: RowGroup, columns: JournalColumns, cell: ReadCell, books: Books): ImportItem {
  const [first] = group.rows;
  let faulty = first?.row ?? group.lastRow;
  const result = refusalOf((): NewEntry => {
    const reader = longEntryReader(cell, books);
    if (group.rows.length > MAX_ENTRY_ROWS) {
      throw refuseRow('ledger.row-malformed', `The entry has more than ${MAX_ENTRY_ROWS} rows.`);
    }
    for (const row of group.rows) {
      faulty = row.row;
      assertWellFormed(row, columns.count);
      if (columns.form === 'short') return readShortEntry(cell, row, books);
      if (columns.at.entry >= 0 && group.key === '') throw refuseRow('ledger.row-field', 'entry is missing.');
      reader.add(row);
    }
    if (group.endsUnread) {
      throw refuseRow(
        'ledger.row-malformed',
        'The rows behind it cannot be read: the entry may not be complete.',
      );
    }
    const entry = reader.entry();
    if (!entry) throw refuseRow('ledger.row-malformed', 'The entry has no rows.');
    return entry;
  });
  const place = { firstRow: first?.row ?? group.lastRow, lastRow: group.lastRow, source: group.rows };
  if ('value' in result) return { ...place, outcome: 'entry', entry: result.value };
  return { ...place, outcome: 'refused', row: faulty, reason: result.reason };
}

/** Puts rows that follow each other and have the same key together; empty rows are read over. */
async function* groupRows(
  batches: AsyncIterable<readonly CsvRow[]>,
  keyOf: (row: CsvRow) => string,
): AsyncGenerator<RowGroup, void, void> {
  let group: RowGroup | undefined;
  try {
    for await (const batch of batches) {
      for (const row of batch) {
        if (row.cells.every((text) => text.trim() === '') && !row.problem) continue;
        const key = keyOf(row);
        if (group?.key === key) {
          if (group.rows.length <= MAX_ENTRY_ROWS) group.rows.push(row);
          group.lastRow = row.lastRow;
          continue;
        }
        if (group) yield group;
        group = { key, rows: [row], lastRow: row.lastRow, endsUnread: false };
      }
    }
  } catch (error) {
    // What cannot be read may have been more of the entry before it: half an entry is never booked.
    if (group && error instanceof DomainError) yield { ...group, endsUnread: true };
    throw error;
  }
  if (group) yield group;
}

async function* readItems(
  batches: AsyncIterable<readonly CsvRow[]>,
  columns: JournalColumns,
  { fromRow = 2, ...books }: JournalCsvOptions,
): AsyncGenerator<ImportItem, void, void> {
  const cell = cellReader(columns);
  for await (const group of groupRows(batches, groupKeyOf(columns, cell))) {
    if (group.lastRow >= fromRow) yield convertGroup(group, columns, cell, books);
  }
}

function readHeader(header: CsvRow | undefined) {
  if (!header) throw refuseFile('ledger.file-empty', 'The file is empty: row 1 must name the columns.');
  if (header.problem) throw refuseFile('ledger.csv-columns', `Row 1: ${PROBLEM_TEXT[header.problem]}`);
  const headings = usedHeadings(header.cells);
  return { headings, columns: readJournalColumns(headings) };
}

/**
 * Opens a journal CSV (docs/formats/journal-csv.md): reads the header row and refuses the file when it is empty
 * (`ledger.file-empty`) or has the wrong columns (`ledger.csv-columns`). Its items then are read as the bytes
 * arrive: memory holds one chunk and one entry. Rows count as lines do in an editor, the header being 1.
 */
export async function openJournalCsv(
  bytes: AsyncIterable<Uint8Array>,
  options: JournalCsvOptions,
): Promise<ImportFile> {
  let delimiter = ';';
  const batches = readCsvRows(bytes, (firstLine) => {
    delimiter = detectDelimiter(firstLine);
    return delimiter;
  });
  const first = await batches.next();
  const [header, ...rows] = first.done ? [] : first.value;
  const { headings, columns } = await closingOnRefusal(batches, () => readHeader(header));
  async function* rest() {
    yield rows;
    yield* batches;
  }
  return { headings, delimiter, items: readItems(rest(), columns, options) };
}
