import { type Language, localDate } from '../../../../shared/charts/format-number.ts';
import { csvRow, guardCell } from '../../../../shared/kernel/csv-row.ts';
import { formatMinor } from '../../../../shared/kernel/money.ts';
import type { Cell, Cells, Column, PortfolioReport } from './report.ts';
import { keyWord, noteText, titleOf, wordOf } from './report-words.ts';

export interface ReportFrame {
  /** Where a report compares two days: the first. */
  readonly from?: string | undefined;
  readonly asOf: string;
  readonly currency: string;
  readonly language: Language;
}

/** Numbers as spreadsheets of the language read them: no grouping, which many take for text. */
function cellText(cell: Cell | undefined, { kind }: Column, { currency, language }: ReportFrame): string {
  if (cell === undefined) return '';
  // Short, because there may be 50,000 rows of many nothings.
  if (cell === 0n) return '0';
  const plain = typeof cell === 'bigint' ? formatMinor(cell, currency) : String(cell);
  if (kind === 'text') return wordOf(plain, language);
  return language === 'de' ? plain.replace('.', ',') : plain;
}

/**
 * The figures, their total, then every customer behind them, below a row of its own names each. Semicolons, a byte-order
 * mark (which spreadsheets want to see UTF-8), cells guarded against formulas.
 */
export function* reportCsv(
  report: PortfolioReport,
  frame: ReportFrame,
  nameOf: (customer: string) => string | undefined,
): Generator<string> {
  const { kind, columns, lines, totals, customerColumns, customers, notes } = report;
  const { from, asOf, currency, language } = frame;
  const row = (cells: readonly string[]) => csvRow(cells.map(guardCell));
  const heads = (some: readonly Column[]) => some.map(({ name }) => wordOf(name, language));
  const written = (cells: Cells, some: readonly Column[]) =>
    some.map((column) => cellText(cells[column.name], column, frame));
  yield `\uFEFF${row([titleOf(kind, language), ...(from === undefined ? [] : [localDate(from, language)]), localDate(asOf, language), currency])}`;
  for (const note of notes) yield row([noteText(note, language)]);
  yield row(['', ...heads(columns)]);
  for (const { key, cells } of lines) yield row([keyWord(kind, key, language), ...written(cells, columns)]);
  yield row([wordOf('total', language), ...written(totals, columns)]);
  const named = new Set(columns.map(({ name }) => name));
  for (const [name, cell] of Object.entries(totals)) {
    if (named.has(name) || cell === undefined) continue;
    const column: Column = { name, kind: typeof cell === 'bigint' ? 'amount' : 'decimal' };
    yield row([wordOf(name, language), cellText(cell, column, frame)]);
  }
  yield csvRow(['']);
  yield row([wordOf('customer', language), 'Name', ...heads(customerColumns)]);
  for (const { customer, cells } of customers)
    yield row([customer, nameOf(customer) ?? '', ...written(cells, customerColumns)]);
}
