import { isCalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { type CsvRow, readCsvRows } from '../../../ledger/rules.ts';
import { refuse } from '../../errors.ts';
import { entryProblem, type ListEntry } from '../list-entry.ts';
import { EU_LIST, type ListedEntry, type ListFile } from './list-file.ts';

/** Columns, known by their headings; those of the first line are needed. See docs/formats/sanctions-list.md. */
const NEEDED = ['list', 'id', 'name'] as const;
const COLUMNS = [
  ...NEEDED,
  'aliases',
  'weakAliases',
  'kind',
  'births',
  'countries',
  'reference',
  'programme',
  'regulation',
] as const;
type Column = (typeof COLUMNS)[number];
type Cells = Readonly<Partial<Record<Column, string>>>;

const LIST_ID = /^[a-z0-9][a-z0-9-]{0,39}$/;
const WITHIN_CELL = /\s*\|\s*/;

function refuseList(row: number, detail: string): never {
  throw refuse('screening.unreadable-list', `Row ${row}: ${detail}`, { extra: { row } });
}

function readHeadings(row: CsvRow | undefined): readonly Column[] {
  const headings = (row?.cells ?? []).map((cell) => cell.trim());
  const lower = headings.map((heading) => heading.toLowerCase());
  const columns = lower.map((heading, at) => {
    const column = COLUMNS.find((one) => one.toLowerCase() === heading);
    if (!column)
      refuseList(1, `"${headings[at]?.slice(0, 40)}" is none of the columns ${COLUMNS.join(', ')}.`);
    return column;
  });
  const missing = NEEDED.find((column) => !columns.includes(column));
  if (missing) refuseList(1, `the column ${missing} is missing.`);
  if (new Set(columns).size < columns.length) refuseList(1, 'a column stands there twice.');
  return columns;
}

function cellsOf(row: CsvRow, columns: readonly Column[]): Cells {
  const values = columns.map((column, at) => [column, (row.cells[at] ?? '').trim()] as const);
  return Object.fromEntries(values.filter(([, text]) => text !== ''));
}

function listed(text: string | undefined): string[] {
  return (text ?? '').split(WITHIN_CELL).filter((part) => part !== '');
}

function toEntry({ id = '', name = '', ...cells }: Cells): ListEntry {
  const names = [...new Set([name, ...listed(cells.aliases)])].filter((text) => text !== '');
  const weak = listed(cells.weakAliases).filter((text) => !names.includes(text));
  const kind = cells.kind === 'person' || cells.kind === 'entity' ? cells.kind : 'unknown';
  const [births, countries] = [listed(cells.births), listed(cells.countries)];
  const { reference, programme, regulation } = cells;
  return {
    id,
    kind,
    names: [...names.map((text) => ({ text })), ...weak.map((text) => ({ text, weak: true }))],
    ...(births.length ? { births } : {}),
    ...(countries.length ? { countries } : {}),
    ...(reference ? { reference } : {}),
    ...(programme ? { programme } : {}),
    ...(regulation ? { regulation } : {}),
  };
}

function problemOf(row: CsvRow, columns: readonly Column[], cells: Cells, list: string, entry: ListEntry) {
  if (row.problem) return `the row cannot be read (${row.problem})`;
  if (row.cells.length > columns.length)
    return `it has ${row.cells.length} fields, the headings ${columns.length}`;
  if (cells.list !== list) return `it belongs to the list "${cells.list ?? ''}", the file to "${list}"`;
  if (cells.kind !== undefined && entry.kind === 'unknown' && cells.kind !== 'unknown')
    return `the kind "${cells.kind.slice(0, 20)}" is not person, entity or unknown`;
  const birth = entry.births?.find((text) => !isBirth(text));
  if (birth) return `"${birth.slice(0, 20)}" is neither a day (2001-12-31) nor a year`;
  const country = entry.countries?.find((text) => !/^[A-Z]{2}$/.test(text));
  if (country) return `"${country.slice(0, 20)}" is no country in two capital letters`;
  return entryProblem(entry);
}

function isBirth(text: string): boolean {
  return (
    isCalendarDate(text) ||
    /^\d{4}$/.test(text) ||
    (/^\d{4}-\d{2}$/.test(text) && isCalendarDate(`${text}-01`))
  );
}

/**
 * Opens a list as CSV (UTF-8, comma or semicolon; docs/formats/sanctions-list.md). All rows belong to the list that the first one names.
 * @throws screening.unreadable-list with the row
 */
export async function openCsvList(bytes: AsyncIterable<Uint8Array>): Promise<ListFile> {
  let delimiter = ',';
  const batches = readCsvRows(bytes, (line) => {
    delimiter = line.includes(';') ? ';' : ',';
    return delimiter;
  });
  async function* eachRow() {
    for await (const batch of batches)
      for (const row of batch) if (row.cells.some((cell) => cell.trim() !== '')) yield row;
  }
  const rows = eachRow();
  const headings = (await rows.next()).value;
  const columns = readHeadings(headings || undefined);
  const first = (await rows.next()).value;
  if (!first) refuseList(2, 'the list has no entry; a list without entries would clear everybody.');
  const list = cellsOf(first, columns).list ?? '';
  if (!LIST_ID.test(list))
    refuseList(first.row, `"${list.slice(0, 40)}" names no list: 1 to 40 of a-z, 0-9 and -.`);
  if (list === EU_LIST) refuseList(first.row, `the list ${EU_LIST} is kept by the EU's XML only.`);
  async function* items(): AsyncGenerator<ListedEntry, void, undefined> {
    yield toListed(first as CsvRow, columns, list);
    for await (const row of rows) yield toListed(row, columns, list);
  }
  return { list, title: list, headings: headings?.cells ?? [], delimiter, items: items() };
}

function toListed(row: CsvRow, columns: readonly Column[], list: string): ListedEntry {
  const cells = cellsOf(row, columns);
  const entry = toEntry(cells);
  const problem = problemOf(row, columns, cells, list, entry);
  const place = { firstRow: row.row, lastRow: row.lastRow, source: [row], entry };
  return problem === undefined
    ? place
    : { ...place, problem: `${problem[0]?.toUpperCase()}${problem.slice(1)}.` };
}
