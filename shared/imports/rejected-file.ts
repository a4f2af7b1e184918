import type { Table } from '../table/table.ts';
import type { ImportUnit, ReadableFile } from './definition.ts';
import { type RefusedRow, refusedRows } from './progress.ts';

function csvCell(text: string, delimiter: string): string {
  return text.includes('"') || text.includes(delimiter) || /[\r\n]/.test(text)
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}

/**
 * The file of refused rows: the source's own columns behind `row` and `reason`, UTF-8 with a byte order mark (Excel
 * needs it), so that people correct it and send it again. Every row of a refused unit is in it.
 */
export async function* rejectedFile(
  table: Table,
  key: { readonly companyId: string; readonly importId: string },
  file: ReadableFile<ImportUnit>,
): AsyncGenerator<string, void, undefined> {
  const { headings, delimiter, items } = file;
  const line = (cells: readonly string[]) =>
    `${cells.map((cell) => csvCell(cell, delimiter)).join(delimiter)}\r\n`;
  yield `\uFEFF${line(['row', 'reason', ...headings])}`;
  const refused = refusedRows(table, key);
  let next: RefusedRow | undefined = (await refused.next()).value ?? undefined;
  for await (const unit of items) {
    if (!next) return;
    if (next.firstRow !== unit.firstRow) continue;
    const { reason } = next;
    for (const { row, cells } of unit.source) yield line([String(row), reason, ...cells]);
    next = (await refused.next()).value ?? undefined;
  }
}
