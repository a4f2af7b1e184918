import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { unguardCell } from '../../../../shared/kernel/csv-row.ts';
import { isCurrency } from '../../../../shared/kernel/currency.ts';
import type { EntryKind, EntryLine, ForeignAmount, NewEntry } from '../entry.ts';
import { ENTRY_LIMITS } from '../entry-limits.ts';
import { refuseRow } from './format-errors.ts';
import type { SourceRow } from './import-item.ts';
import type { ColumnName, JournalColumns } from './journal-csv-columns.ts';
import { parseAmount, parseRate } from './parse-amount.ts';
import { parseDate } from './parse-date.ts';
import { fieldAccount, fieldId, fieldText } from './row-fields.ts';

/** What a file is read for. */
export interface Books {
  /** The company's currency: decides how many decimals amounts have. */
  readonly currency: string;
  /** Digits of general ledger accounts: with it, leading zeros that a spreadsheet dropped are restored. */
  readonly accountLength?: number;
}

/** Reads one column of one row, trimmed; a column that the file does not have is empty. */
export type ReadCell = (row: SourceRow, column: ColumnName) => string;

/** Columns that say something of the whole entry: its later rows may leave them empty, not contradict them. */
const ENTRY_COLUMNS: readonly ColumnName[] = [
  'id',
  'kind',
  'date',
  'documentNumber',
  'serviceDate',
  'taxDate',
  'reference',
  'generalReversal',
];

const KINDS: ReadonlyMap<string, EntryKind> = new Map([
  ['', 'regular'],
  ['regular', 'regular'],
  ['normal', 'regular'],
  ['opening', 'opening'],
  ['eröffnung', 'opening'],
  ['closing', 'closing'],
  ['abschluss', 'closing'],
]);

/** In a rejected-rows file of ours the guard against formulas is taken away again. */
export function cellReader({ at }: JournalColumns): ReadCell {
  const guarded = at.reason >= 0;
  return (row, column) => {
    const index = at[column];
    const text = index < 0 ? '' : (row.cells[index] ?? '').trim();
    return guarded ? unguardCell(text) : text;
  };
}

function optional<K extends string>(key: K, value: string): { [P in K]?: string } {
  return (value === '' ? {} : { [key]: value }) as { [P in K]?: string };
}

function optionalDate<K extends 'serviceDate' | 'taxDate' | 'dueDate'>(
  cell: ReadCell,
  row: SourceRow,
  column: K,
): { [P in K]?: CalendarDate } {
  const text = cell(row, column);
  return (text === '' ? {} : { [column]: parseDate(text, column) }) as { [P in K]?: CalendarDate };
}

function readText(cell: ReadCell, row: SourceRow, column: ColumnName, limit: number): string {
  return fieldText(cell(row, column), column, limit);
}

function readKind(text: string): EntryKind {
  const kind = KINDS.get(text.toLowerCase());
  if (kind) return kind;
  throw refuseRow('ledger.row-field', `kind "${text.slice(0, 40)}" is not opening, regular or closing.`);
}

function readFlag(text: string, column: string): boolean {
  if (text === '' || text === '0') return false;
  if (text === '1') return true;
  throw refuseRow('ledger.row-field', `${column} "${text.slice(0, 40)}" is neither 1 nor 0.`);
}

/** What the rows of an entry have in common, from its first row. */
function readHead(cell: ReadCell, row: SourceRow): Omit<NewEntry, 'lines'> {
  const id = cell(row, 'id');
  const generalReversal = readFlag(cell(row, 'generalReversal'), 'generalReversal');
  return {
    ...(id === '' ? {} : { id: fieldId(id) }),
    kind: readKind(cell(row, 'kind')),
    date: parseDate(cell(row, 'date'), 'date'),
    ...optional('documentNumber', readText(cell, row, 'documentNumber', ENTRY_LIMITS.documentNumber)),
    text: readText(cell, row, 'text', ENTRY_LIMITS.text),
    ...optionalDate(cell, row, 'serviceDate'),
    ...optionalDate(cell, row, 'taxDate'),
    ...optional('reference', readText(cell, row, 'reference', ENTRY_LIMITS.reference)),
    ...(generalReversal ? { generalReversal } : {}),
  };
}

function readForeign(
  cell: ReadCell,
  row: SourceRow,
  companyCurrency: string,
  mayBeNegative: boolean,
): ForeignAmount | undefined {
  const currency = cell(row, 'currency').toUpperCase();
  const amount = cell(row, 'foreignAmount');
  const rate = cell(row, 'rate');
  if (amount === '' && rate === '' && (currency === '' || currency === companyCurrency)) return undefined;
  if (amount === '' || rate === '' || !isCurrency(currency) || currency === companyCurrency) {
    const detail = `currency, foreignAmount and rate belong together; currency is not ${companyCurrency}.`;
    throw refuseRow('ledger.row-field', detail);
  }
  const amountMinor = parseAmount(amount, currency, 'foreignAmount');
  if (amountMinor === 0n || (amountMinor < 0n && !mayBeNegative)) {
    throw refuseRow('ledger.row-amount', 'foreignAmount is not greater than zero.');
  }
  return { currency, amountMinor, rate: parseRate(rate, 'rate') };
}

function readSide(
  cell: ReadCell,
  row: SourceRow,
  { currency }: Books,
  mayBeNegative: boolean,
): Pick<EntryLine, 'debitMinor' | 'creditMinor'> {
  const debit = cell(row, 'debit');
  const credit = cell(row, 'credit');
  const debitMinor = debit === '' ? 0n : parseAmount(debit, currency, 'debit');
  const creditMinor = credit === '' ? 0n : parseAmount(credit, currency, 'credit');
  if (!mayBeNegative && (debitMinor < 0n || creditMinor < 0n)) {
    throw refuseRow('ledger.row-amount', 'Amounts are not negative: the column says the side.');
  }
  if ((debitMinor === 0n) === (creditMinor === 0n)) {
    throw refuseRow('ledger.row-amount', 'One of debit and credit must be greater than zero, and only one.');
  }
  return creditMinor === 0n ? { debitMinor } : { creditMinor };
}

function readTaxBase(cell: ReadCell, row: SourceRow, { currency }: Books): Pick<EntryLine, 'taxBaseMinor'> {
  const text = cell(row, 'taxBase');
  if (text === '') return {};
  if (cell(row, 'taxCode') === '')
    throw refuseRow('ledger.row-field', 'taxBase needs the taxCode it belongs to.');
  return { taxBaseMinor: parseAmount(text, currency, 'taxBase') };
}

/** One row of the long form. Where a later row has another entry text than the first, it is the line's own. */
function readLine(
  cell: ReadCell,
  row: SourceRow,
  books: Books,
  entry: Pick<NewEntry, 'text' | 'generalReversal'>,
): EntryLine {
  const ownText = readText(cell, row, 'lineText', ENTRY_LIMITS.text);
  const text = ownText === '' ? readText(cell, row, 'text', ENTRY_LIMITS.text) : ownText;
  const foreign = readForeign(cell, row, books.currency, entry.generalReversal === true);
  return {
    account: fieldAccount(cell(row, 'account'), 'account', books.accountLength),
    ...readSide(cell, row, books, entry.generalReversal === true),
    ...(text === entry.text ? {} : optional('text', text)),
    ...optional('taxCode', readText(cell, row, 'taxCode', ENTRY_LIMITS.taxCode)),
    ...readTaxBase(cell, row, books),
    ...optional('costCentre', readText(cell, row, 'costCentre', ENTRY_LIMITS.costCentre)),
    ...optional('costCentre2', readText(cell, row, 'costCentre2', ENTRY_LIMITS.costCentre)),
    ...optional('partner', readText(cell, row, 'partner', ENTRY_LIMITS.partner)),
    ...optionalDate(cell, row, 'dueDate'),
    ...(foreign ? { foreign } : {}),
  };
}

function refuseContradiction(cell: ReadCell, first: SourceRow, row: SourceRow): void {
  const column = ENTRY_COLUMNS.find(
    (name) => cell(row, name) !== '' && cell(row, name) !== cell(first, name),
  );
  if (!column) return;
  const detail = `${column} differs from row ${first.row} of the same entry.`;
  throw refuseRow('ledger.row-disagrees', detail);
}

/** One row of the short form: an amount from the credit account to the debit account. */
export function readShortEntry(cell: ReadCell, row: SourceRow, { currency, accountLength }: Books): NewEntry {
  const account = (column: ColumnName) => fieldAccount(cell(row, column), column, accountLength);
  const amountMinor = parseAmount(cell(row, 'amount'), currency, 'amount');
  if (amountMinor <= 0n) throw refuseRow('ledger.row-amount', 'amount is not greater than zero.');
  const debit = { account: account('debitAccount'), debitMinor: amountMinor };
  const credit = {
    account: account('creditAccount'),
    creditMinor: amountMinor,
  };
  return { ...readHead(cell, row), lines: [debit, credit] };
}

/** Reads the rows of one entry one by one, so that the caller knows the row of a refusal. Long form. */
export function longEntryReader(cell: ReadCell, books: Books) {
  let first: SourceRow | undefined;
  let head: Omit<NewEntry, 'lines'> | undefined;
  const lines: EntryLine[] = [];
  return {
    add(row: SourceRow): void {
      if (first) refuseContradiction(cell, first, row);
      else first = row;
      head ??= readHead(cell, row);
      lines.push(readLine(cell, row, books, head));
    },
    /** The entry, once at least one row was added. */
    entry: (): NewEntry | undefined => (head ? { ...head, lines } : undefined),
  };
}
