import type { Table } from '../table/table.ts';
import type { ImportUnit, ReadableFile } from './definition.ts';
import { type RefusedRow, refusedRows } from './progress.ts';
import { type RejectedUnit, writeRejectedRows } from './write-rejected-rows.ts';

/** The refused units with their rows, found by a second reading of the file. */
async function* rejectedUnits(
  table: Table,
  key: { readonly companyId: string; readonly importId: string },
  items: AsyncIterable<ImportUnit>,
): AsyncGenerator<RejectedUnit, void, undefined> {
  const refused = refusedRows(table, key);
  let next: RefusedRow | undefined = (await refused.next()).value ?? undefined;
  for await (const { firstRow, source } of items) {
    if (!next) return;
    if (next.firstRow !== firstRow) continue;
    const { row, reason } = next;
    yield { row, reason, source };
    next = (await refused.next()).value ?? undefined;
  }
}

/** The file of refused rows, so that people correct it and send it again: piece by piece. */
export function rejectedFile(
  table: Table,
  key: { readonly companyId: string; readonly importId: string },
  file: ReadableFile<ImportUnit>,
): AsyncGenerator<string, void, undefined> {
  return writeRejectedRows(file, rejectedUnits(table, key, file.items));
}
