import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { readCsvRows } from '../../functions/ledger/domain/formats/csv-rows.ts';
import { openJournalCsv } from '../../functions/ledger/domain/formats/read-journal-csv.ts';
import { journalCsv, utf8Chunks } from '../support/journal-fixtures.ts';

export interface JournalCsvRates {
  /** Entries (of three rows) a second on one core: cut into cells by csv-parse, the library. */
  readonly libraryCellsPerSecond: number;
  /** The same by our own reader. */
  readonly ownCellsPerSecond: number;
  /** The whole reader: cells, grouping, numbers, dates, entries. */
  readonly entriesPerSecond: number;
}

async function count(items: AsyncIterable<unknown>): Promise<number> {
  let total = 0;
  for await (const item of items) total += Array.isArray(item) ? item.length : 1;
  return total;
}

async function perSecond(entries: number, run: () => Promise<number>, expected: number): Promise<number> {
  const from = performance.now();
  const total = await run();
  if (total !== expected) throw new Error(`read ${total} instead of ${expected}`);
  return Math.round(entries / ((performance.now() - from) / 1000));
}

async function* countable(rows: AsyncIterable<unknown>): AsyncGenerator<number, void, void> {
  for await (const _ of rows) yield 1;
}

/** Measures how fast a journal CSV is read, against the library that it does without (docs/decisions). */
export async function benchJournalCsv(entries = 100_000): Promise<JournalCsvRates> {
  const pieces = [...journalCsv({ entries, accounts: 45, seed: 1 })];
  const rows = entries * 3 + 1;
  const library = () => {
    const parser = parse({ delimiter: ';', record_delimiter: ['\r\n', '\n'], info: true });
    return count(countable(Readable.from(utf8Chunks(pieces)).pipe(parser)));
  };
  const items = async () => {
    const file = await openJournalCsv(utf8Chunks(pieces), { currency: 'EUR' });
    return count(file.items);
  };
  return {
    libraryCellsPerSecond: await perSecond(entries, library, rows),
    ownCellsPerSecond: await perSecond(
      entries,
      () => count(readCsvRows(utf8Chunks(pieces), () => ';')),
      rows,
    ),
    entriesPerSecond: await perSecond(entries, items, entries),
  };
}

if (import.meta.main) console.table(await benchJournalCsv());
