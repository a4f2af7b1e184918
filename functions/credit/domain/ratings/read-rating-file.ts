import { type CalendarDate, isCalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { type CsvRow, readCsvRows } from '../../../ledger/rules.ts';
import { refuse } from '../../errors.ts';
import type { Rating } from './keep-rating.ts';

/** A row of a file of ratings; the customer by its id, or by its VAT id. */
export interface RatingRow {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly source: readonly CsvRow[];
  /** Why it cannot be read. */
  readonly problem?: string;
  readonly customer: string;
  readonly vatId: string;
  readonly rating: Rating;
}

const COLUMNS = ['customer', 'vatId', 'agency', 'rating', 'date'] as const;
type ColumnName = (typeof COLUMNS)[number];
const GERMAN_DATE = /^(\d{2})\.(\d{2})\.(\d{4})$/;

function refuseFile(detail: string): never {
  throw refuse('credit.rating-file', detail);
}

function readHeadings(row: CsvRow | undefined): (ColumnName | undefined)[] {
  const names = (row?.cells ?? []).map((cell) =>
    COLUMNS.find((name) => name.toLowerCase() === cell.trim().toLowerCase()),
  );
  const missing = (['agency', 'rating', 'date'] as const).find((name) => !names.includes(name));
  if (missing !== undefined)
    refuseFile(`Row 1: no column ${missing}. The columns are customer, vatId, agency, rating, date.`);
  if (!names.includes('customer') && !names.includes('vatId'))
    refuseFile('Row 1: neither customer nor vatId is a column, so no row would have a customer.');
  return names;
}

function readDate(text: string): CalendarDate | undefined {
  const [, day, month, year] = GERMAN_DATE.exec(text) ?? [];
  const date = year === undefined ? text : `${year}-${month}-${day}`;
  return isCalendarDate(date) ? date : undefined;
}

function toRow(row: CsvRow, columns: readonly (ColumnName | undefined)[]): RatingRow {
  const cell = (name: ColumnName) => (row.cells[columns.indexOf(name)] ?? '').trim();
  const on = readDate(cell('date'));
  const surplus = row.cells.slice(columns.length).some((text) => text.trim() !== '');
  const problem =
    row.problem ??
    (surplus ? `it has ${row.cells.length} fields, the headings ${columns.length}` : undefined) ??
    (on === undefined
      ? `"${cell('date').slice(0, 20)}" is no day like 2026-01-31 or 31.01.2026`
      : undefined) ??
    (cell('customer') === '' && cell('vatId') === '' ? 'it names no customer' : undefined);
  return {
    firstRow: row.row,
    lastRow: row.lastRow,
    source: [row],
    customer: cell('customer'),
    vatId: cell('vatId')
      .replaceAll(/[\s.-]/g, '')
      .toUpperCase(),
    rating: { agency: cell('agency').toLowerCase(), rating: cell('rating'), on: on ?? '' },
    ...(problem === undefined ? {} : { problem }),
  };
}

/** Opens a CSV of ratings (docs/formats/credit-ratings.md). @throws credit.rating-file where headings are missing */
export async function openRatingFile(bytes: AsyncIterable<Uint8Array>) {
  let delimiter = ';';
  const batches = readCsvRows(bytes, (line) => {
    delimiter = line.includes(';') ? ';' : ',';
    return delimiter;
  });
  async function* eachRow() {
    for await (const batch of batches) yield* batch;
  }
  const rows = eachRow();
  try {
    const headings = await rows.next();
    const columns = readHeadings(headings.value || undefined);
    async function* items() {
      for await (const row of rows)
        if (row.problem || row.cells.some((cell) => cell.trim() !== '')) yield toRow(row, columns);
    }
    return { headings: headings.value?.cells ?? [], delimiter, items: items() };
  } catch (error) {
    await rows.return();
    throw error;
  }
}
