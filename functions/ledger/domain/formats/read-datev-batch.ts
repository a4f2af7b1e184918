import { type CsvRow, readCsvRows } from './csv-rows.ts';
import { assertMadeForCompany, type DatevCompany } from './datev-company.ts';
import { type DatevBooks, datevEntry } from './datev-entry.ts';
import { type DatevHeader, readDatevHeader } from './datev-header.ts';
import { readDatevRow } from './datev-row.ts';
import { refuseFile } from './format-errors.ts';
import { closingOnRefusal, type ImportFile, type ImportItem, refusalOf } from './import-item.ts';
import { assertWellFormed } from './read-journal-csv.ts';

export interface DatevBatchOptions {
  readonly company: DatevCompany;
  /** Rows before this one were dealt with already. Rows 1 and 2 are header and headings. */
  readonly fromRow?: number;
}

export interface DatevBatch extends ImportFile {
  readonly header: DatevHeader;
}

function convertRow(row: CsvRow, header: DatevHeader, books: DatevBooks, currency: string): ImportItem {
  const place = { firstRow: row.row, lastRow: row.lastRow, source: [row] };
  const result = refusalOf(() => {
    assertWellFormed(row, Number.POSITIVE_INFINITY);
    return datevEntry(readDatevRow(row.cells, header, currency), header, books);
  });
  if ('value' in result) return { ...place, outcome: 'entry', entry: result.value };
  return { ...place, outcome: 'refused', row: row.row, reason: result.reason };
}

async function* eachRow(batches: AsyncIterable<readonly CsvRow[]>): AsyncGenerator<CsvRow, void, void> {
  for await (const batch of batches) yield* batch;
}

function readHeadings(row: CsvRow | undefined): readonly string[] {
  if (row?.cells[0]?.trim().startsWith('Umsatz')) return row.cells;
  const detail = 'Row 2 must hold the headings, beginning with "Umsatz": no row may be lost for them.';
  throw refuseFile('ledger.datev-header', detail, { extra: { row: 2 } });
}

async function* readItems(
  rows: AsyncIterable<CsvRow>,
  header: DatevHeader,
  books: DatevBooks,
  { company, fromRow = 3 }: DatevBatchOptions,
): AsyncGenerator<ImportItem, void, void> {
  for await (const row of rows) {
    const blank = row.cells.every((cell) => cell === '') && !row.problem;
    if (!blank && row.lastRow >= fromRow) yield convertRow(row, header, books, company.currency);
  }
}

/**
 * Opens a DATEV posting batch (docs/formats/datev-batch.md): checks header and headings, and that the batch was
 * made for the company's books. Refuses the file with `ledger.file-empty`, `ledger.datev-header` or
 * `ledger.datev-mismatch`. Each row then becomes one balanced entry, or a refusal, as the bytes arrive.
 */
export async function openDatevBatch(
  bytes: AsyncIterable<Uint8Array>,
  options: DatevBatchOptions,
): Promise<DatevBatch> {
  const rows = eachRow(readCsvRows(bytes, () => ';'));
  return closingOnRefusal(rows, async () => {
    const first = await rows.next();
    if (first.done) throw refuseFile('ledger.file-empty', 'The file is empty.');
    const header = readDatevHeader(first.value.cells);
    const books = { ...options.company, chart: assertMadeForCompany(header, options.company) };
    const second = await rows.next();
    const headings = readHeadings(second.done ? undefined : second.value);
    return { header, headings, delimiter: ';', items: readItems(rows, header, books, options) };
  });
}
