import { csvRow, guardCell } from '../../../shared/kernel/csv-row.ts';
import type { ReportTable } from './report-table.ts';

/** Spreadsheets read a number with grouping points as text, and a dash as one too. */
const plain = (cell: string) => (cell === '–' ? '0' : cell.replaceAll('.', ''));

/** A report as CSV: title and subtitle, the columns, the rows, then the notes; decimal commas, no grouping. */
export function* reportCsv({ title, subtitle, columns, rows, notes }: ReportTable): Generator<string> {
  yield csvRow([guardCell(title)]);
  yield csvRow([guardCell(subtitle)]);
  yield csvRow(columns.map(guardCell));
  for (const { label, cells, kind } of rows) {
    const texts = kind === 'heading' || kind === 'note' ? cells : cells.map(plain);
    yield csvRow([guardCell(label), ...texts.map(guardCell)]);
  }
  for (const note of notes) yield csvRow([guardCell(note)]);
}
