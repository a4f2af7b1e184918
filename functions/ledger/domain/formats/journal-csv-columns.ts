import { refuseFile } from './format-errors.ts';

/** Names under which a column may stand in the header row; case, spaces, `-`, `_`, `.` and `/` do not matter. */
const COLUMN_NAMES = {
  entry: ['entry', 'Beleggruppe', 'Buchungsgruppe'],
  id: ['id'],
  kind: ['kind', 'Art', 'Buchungsart'],
  date: ['date', 'Datum', 'Belegdatum', 'Buchungsdatum'],
  documentNumber: ['documentNumber', 'Belegnummer', 'Beleg-Nr', 'Belegfeld 1'],
  text: ['text', 'Buchungstext'],
  account: ['account', 'Konto'],
  debit: ['debit', 'Soll'],
  credit: ['credit', 'Haben'],
  debitAccount: ['debitAccount', 'Sollkonto'],
  creditAccount: ['creditAccount', 'Habenkonto'],
  amount: ['amount', 'Betrag'],
  lineText: ['lineText', 'Zeilentext'],
  taxCode: ['taxCode', 'Steuerschlüssel', 'Steuerschluessel'],
  taxBase: ['taxBase', 'Bemessungsgrundlage'],
  costCentre: ['costCentre', 'costCenter', 'Kostenstelle', 'KOST1'],
  costCentre2: ['costCentre2', 'costCenter2', 'Kostenstelle 2', 'KOST2'],
  partner: ['partner', 'Geschäftspartner', 'Geschaeftspartner'],
  dueDate: ['dueDate', 'Fälligkeit', 'Faelligkeit'],
  currency: ['currency', 'Währung', 'Waehrung'],
  foreignAmount: ['foreignAmount', 'Währungsbetrag', 'Waehrungsbetrag'],
  rate: ['rate', 'Kurs'],
  serviceDate: ['serviceDate', 'Leistungsdatum'],
  taxDate: ['taxDate', 'Steuerperiode'],
  reference: ['reference', 'Referenz', 'Belegfeld 2'],
  generalReversal: ['generalReversal', 'Generalumkehr'],
  // The two columns of our rejected-rows file: read over, so that the corrected file can be sent as it is.
  row: ['row', 'Zeile'],
  reason: ['reason', 'Grund'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ColumnName = keyof typeof COLUMN_NAMES;

const NAMES = Object.keys(COLUMN_NAMES) as ColumnName[];
const LONG_FORM: readonly ColumnName[] = ['date', 'account', 'debit', 'credit'];
const SHORT_FORM: readonly ColumnName[] = ['date', 'debitAccount', 'creditAccount', 'amount'];
const LONG_ONLY: readonly ColumnName[] = [
  'entry', 'account', 'debit', 'credit', 'lineText', 'taxCode', 'taxBase', 'costCentre', 'costCentre2', 'partner',
  'dueDate', 'currency', 'foreignAmount', 'rate', 'generalReversal',
]; // biome-ignore format: a list
const DELIMITERS = [';', ',', '\t'];

function plain(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s\-_./]/g, '');
}

const BY_PLAIN_NAME: ReadonlyMap<string, ColumnName> = new Map(
  NAMES.flatMap((column) => COLUMN_NAMES[column].map((name) => [plain(name), column] as const)),
);

/** The columns of a file: where each one stands (-1: not there), and which of the two forms the rows have. */
export interface JournalColumns {
  readonly form: 'long' | 'short';
  readonly at: Readonly<Record<ColumnName, number>>;
  readonly count: number;
}

/** The delimiter of a header row: whichever of `;` `,` tab stands most often in it, outside quotes. */
export function detectDelimiter(headerRow: string): string {
  const unquoted = headerRow.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => unquoted.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ';';
}

function refuseColumns(detail: string): never {
  throw refuseFile('ledger.csv-columns', detail);
}

function listOf(names: readonly string[]): string {
  return names.map((name) => `"${name.trim().slice(0, 40)}"`).join(', ');
}

function missingFrom(at: Readonly<Record<ColumnName, number>>, form: readonly ColumnName[]): ColumnName[] {
  return form.filter((column) => at[column] < 0);
}

/** The headings without the empty ones at the end that spreadsheets leave behind. */
export function usedHeadings(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((heading) => heading.trim() !== '');
  return cells.slice(0, last + 1);
}

/** Recognizes the header row. Refuses (`ledger.csv-columns`) unknown, doubled and missing columns, naming them. */
export function readJournalColumns(headings: readonly string[]): JournalColumns {
  const at = Object.fromEntries(NAMES.map((name) => [name, -1])) as Record<ColumnName, number>;
  const unknown: string[] = [];
  for (const [index, heading] of headings.entries()) {
    const column = BY_PLAIN_NAME.get(plain(heading));
    if (!column) unknown.push(heading);
    else if (at[column] >= 0) refuseColumns(`Row 1 has two columns for ${column}.`);
    else at[column] = index;
  }
  if (unknown.length > 0) {
    const known = NAMES.map((name) => COLUMN_NAMES[name].slice(0, 2).join('/')).join(', ');
    refuseColumns(`Row 1 has unknown columns: ${listOf(unknown.slice(0, 20))}. Known are: ${known}.`);
  }
  const form = SHORT_FORM.slice(1).some((column) => at[column] >= 0) ? 'short' : 'long';
  const missing = missingFrom(at, form === 'short' ? SHORT_FORM : LONG_FORM);
  if (missing.length > 0) refuseColumns(`Row 1 lacks the columns ${missing.join(', ')} (${form} form).`);
  const misplaced = form === 'short' ? LONG_ONLY.filter((column) => at[column] >= 0) : [];
  if (misplaced.length > 0) {
    refuseColumns(
      `Row 1 has ${misplaced.join(', ')}, which need one row a line, with account, debit, credit.`,
    );
  }
  return { form, at, count: headings.length };
}
