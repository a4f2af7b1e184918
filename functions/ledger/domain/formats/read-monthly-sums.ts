import { formatMinor } from '../../../../shared/kernel/money.ts';
import { isPersonal } from '../account-number.ts';
import { type AccountSums, takeoverEntry } from '../takeover.ts';
import { type CsvRow, readCsvRows } from './csv-rows.ts';
import { refuseFile, refuseRow } from './format-errors.ts';
import { closingOnRefusal, type ImportFile, type ImportItem, refusalOf } from './import-item.ts';
import { detectDelimiter, usedHeadings } from './journal-csv-columns.ts';
import { parseAmount } from './parse-amount.ts';
import { assertWellFormed } from './read-journal-csv.ts';
import { fieldAccount } from './row-fields.ts';

export interface SumsBooks {
  readonly currency: string;
  readonly accountLength: number;
  readonly language: 'de' | 'en';
}

/** Lines that an entry can have. */
const MAX_LINES = 500;
/** Rows of a file: a year of twelve months with as many accounts as anybody has. */
const MAX_ROWS = 60_000;

/** Names of columns; case does not matter. The last three are read over. */
const NAMES: Readonly<Record<string, 'account' | 'month' | 'debit' | 'credit' | 'none'>> = {
  account: 'account',
  konto: 'account',
  month: 'month',
  monat: 'month',
  debit: 'debit',
  soll: 'debit',
  credit: 'credit',
  haben: 'credit',
  name: 'none',
  bezeichnung: 'none',
  row: 'none',
  reason: 'none',
};

type Column = 'account' | 'month' | 'debit' | 'credit';
type Columns = Readonly<Record<Column, number>> & { readonly count: number };

function readColumns(headings: readonly string[]): Columns {
  const at: Record<Column, number> = { account: -1, month: -1, debit: -1, credit: -1 };
  headings.forEach((heading, index) => {
    const column = NAMES[heading.trim().toLowerCase()];
    if (column === undefined) {
      const detail = `Row 1 has an unknown column "${heading.trim().slice(0, 40)}". Known are account/Konto, month/Monat, debit/Soll, credit/Haben, name/Bezeichnung.`;
      throw refuseFile('ledger.csv-columns', detail);
    }
    if (column === 'none') return;
    if (at[column] >= 0) throw refuseFile('ledger.csv-columns', `Row 1 has two columns for ${column}.`);
    at[column] = index;
  });
  const missing = Object.entries(at).filter(([, index]) => index < 0);
  if (missing.length > 0) {
    throw refuseFile(
      'ledger.csv-columns',
      `Row 1 lacks the columns ${missing.map(([name]) => name).join(', ')}.`,
    );
  }
  return { ...at, count: headings.length };
}

const MONTH_FORMS = [
  /^(?<year>\d{4})-(?<month>0?[1-9]|1[0-2])$/,
  /^(?<month>0?[1-9]|1[0-2])[./](?<year>\d{4})$/,
];

/** `2026-01`, `01.2026`, `1/2026`; undefined for anything else. */
function readMonth(text: string): string | undefined {
  const groups = MONTH_FORMS.map((form) => form.exec(text.trim())?.groups).find(Boolean);
  return groups && `${groups.year}-${groups.month?.padStart(2, '0')}`;
}

function cellOf(columns: Columns): (row: CsvRow, column: Column) => string {
  return (row, column) => (row.cells[columns[column]] ?? '').trim();
}

function readSums(
  row: CsvRow,
  cell: ReturnType<typeof cellOf>,
  { currency, accountLength }: SumsBooks,
): AccountSums {
  const account = fieldAccount(cell(row, 'account'), 'account', accountLength);
  if (isPersonal(account, accountLength)) {
    const detail = `${account} is a customer’s or vendor’s account: its sums belong to the collective account, and what is open comes item by item.`;
    throw refuseRow('ledger.row-field', detail);
  }
  const read = (column: 'debit' | 'credit') => {
    const text = cell(row, column);
    const minor = text === '' ? 0n : parseAmount(text, currency, column);
    if (minor >= 0n) return minor;
    throw refuseRow('ledger.row-amount', `${column} ${text} is negative: put it on the other side.`);
  };
  return { account, debitMinor: read('debit'), creditMinor: read('credit') };
}

/** All rows of one month, which is taken over whole or not at all. */
function convertMonth(
  rows: readonly CsvRow[],
  columns: Columns,
  month: string | undefined,
  books: SumsBooks,
): ImportItem {
  const [first, last] = [rows[0] as CsvRow, rows.at(-1) as CsvRow];
  const cell = cellOf(columns);
  let faulty = first.row;
  const result = refusalOf(() => {
    if (month === undefined) {
      const text = cell(first, 'month').slice(0, 40);
      throw refuseRow('ledger.row-date', `month "${text}" is not a month like 2026-01 or 01.2026.`);
    }
    const sums = new Map<string, AccountSums>();
    for (const row of rows) {
      faulty = row.row;
      assertWellFormed(row, columns.count);
      const read = readSums(row, cell, books);
      if (sums.has(read.account)) {
        throw refuseRow('ledger.row-disagrees', `${month} has two rows for account ${read.account}.`);
      }
      sums.set(read.account, read);
    }
    faulty = first.row;
    const difference = [...sums.values()].reduce(
      (sum, { debitMinor, creditMinor }) => sum + debitMinor - creditMinor,
      0n,
    );
    if (difference !== 0n) {
      const [more, less] = difference > 0n ? ['Debits', 'credits'] : ['Credits', 'debits'];
      const by = formatMinor(difference > 0n ? difference : -difference, books.currency);
      throw refuseRow(
        'ledger.row-disagrees',
        `${more} of ${month} exceed its ${less} by ${by} ${books.currency}.`,
      );
    }
    const entry = takeoverEntry(month, [...sums.values()], books.language);
    if (entry.lines.length === 0)
      throw refuseRow('ledger.row-disagrees', `Nothing moved in ${month}: leave it out.`);
    if (entry.lines.length <= MAX_LINES) return entry;
    const detail = `${month} makes ${entry.lines.length} lines, an entry has ${MAX_LINES}: put accounts together that move on both sides.`;
    throw refuseRow('ledger.row-disagrees', detail);
  });
  const place = { firstRow: first.row, lastRow: last.lastRow, source: rows };
  if ('value' in result) return { ...place, outcome: 'entry', entry: result.value };
  return { ...place, outcome: 'refused', row: faulty, reason: result.reason };
}

interface Month {
  readonly month: string | undefined;
  readonly rows: CsvRow[];
}

/** Rows of a month stand together. Were they taken apart, half a month might balance by chance and be booked. */
function groupByMonth(rows: readonly CsvRow[], cell: ReturnType<typeof cellOf>): Month[] {
  const groups: Month[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const month = row.problem ? groups.at(-1)?.month : readMonth(cell(row, 'month'));
    if (groups.length > 0 && groups.at(-1)?.month === month && month !== undefined) {
      groups.at(-1)?.rows.push(row);
      continue;
    }
    if (month !== undefined && seen.has(month)) {
      const detail = `Row ${row.row} belongs to ${month}, whose rows stand further up: sort the file by month.`;
      throw refuseFile('ledger.sums-order', detail, { extra: { row: row.row } });
    }
    if (month !== undefined) seen.add(month);
    groups.push({ month, rows: [row] });
  }
  return groups;
}

/**
 * Opens a file of monthly sums (docs/formats/monthly-sums.md), which is read whole: at most 60,000 rows. Each month becomes one
 * entry. @throws ledger.file-empty, ledger.csv-columns, ledger.sums-order, ledger.file-unreadable
 */
export async function openMonthlySums(
  bytes: AsyncIterable<Uint8Array>,
  books: SumsBooks,
): Promise<ImportFile> {
  let delimiter = ';';
  const batches = readCsvRows(bytes, (firstLine) => {
    delimiter = detectDelimiter(firstLine);
    return delimiter;
  });
  const all: CsvRow[] = [];
  return closingOnRefusal(batches, async () => {
    for await (const batch of batches) {
      all.push(...batch.filter(({ cells, problem }) => problem || cells.some((text) => text.trim() !== '')));
      if (all.length > MAX_ROWS)
        throw refuseFile('ledger.file-unreadable', `The file has more than ${MAX_ROWS} rows.`);
    }
    const [header, ...rows] = all;
    if (!header) throw refuseFile('ledger.file-empty', 'The file is empty: row 1 must name the columns.');
    const headings = usedHeadings(header.cells);
    const columns = readColumns(headings);
    const months = groupByMonth(rows, cellOf(columns));
    async function* items() {
      for (const { month, rows } of months) yield convertMonth(rows, columns, month, books);
    }
    return { headings, delimiter, items: items() };
  });
}
