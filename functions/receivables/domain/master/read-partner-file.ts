import { type CsvRow, readCsvRows } from '../../../ledger/rules.ts';
import { refuse } from '../../errors.ts';

/** A row of master data: what its columns say, by their names; empty ones are left out. */
export interface MasterRow {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly source: readonly CsvRow[];
  /** Why it cannot be read. */
  readonly problem?: string;
  readonly values: Readonly<Partial<Record<MasterColumn, string>>>;
}

/** Columns that are read (DATEV-Format, Debitoren/Kreditoren), as `headingKey` spells them. */
const COLUMNS = {
  konto: 'account',
  nameadressattypunternehmen: 'companyName',
  nameadressattypnatürlperson: 'lastName',
  vornameadressattypnatürlperson: 'firstName',
  nameadressattypkeineangabe: 'otherName',
  adressattyp: 'addresseeType',
  euland: 'vatCountry',
  euustid: 'vatNumber',
  euustidnr: 'vatNumber',
  straße: 'street',
  postfach: 'postBox',
  postleitzahl: 'postcode',
  ort: 'city',
  land: 'country',
  email: 'email',
  ibannr1: 'iban',
  swiftcode1: 'bic',
  sprache: 'language',
  fälligkeitintagendebitor: 'customerDays',
  kreditorenziel1tg: 'vendorDiscountDays',
  kreditorenskonto1: 'vendorDiscount',
  kreditorenziel3bruttotg: 'vendorDays',
  nummerfremdsystem: 'foreignId',
} as const;
export type MasterColumn = (typeof COLUMNS)[keyof typeof COLUMNS];

/** Case, spaces and signs of headings differ from program to program. */
function headingKey(heading: string): string {
  return heading
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]/gu, '');
}

function refuseFile(row: number, detail: string): never {
  throw refuse('receivables.partner-file', `Row ${row}: ${detail}`, { extra: { row } });
}

/** Checks the header: fields 1 to 5 and 14 (length of general ledger accounts). */
function assertHeader(row: CsvRow | undefined, accountLength: number): void {
  const field = (number: number) => (row?.cells[number - 1] ?? '').trim();
  if (!['EXTF', 'DTVF'].includes(field(1)))
    refuseFile(1, 'the file does not begin with "EXTF": it is not in DATEV format.');
  if (field(2) !== '700') refuseFile(1, `version ${field(2)} of the header is not 700.`);
  if (field(3) !== '16') {
    refuseFile(1, `category ${field(3)} (${field(4)}) is not 16, Debitoren/Kreditoren.`);
  }
  if (!/^[1-5]$/.test(field(5))) refuseFile(1, `version ${field(5)} of the format is not one of 1 to 5.`);
  if (field(14) !== '' && field(14) !== String(accountLength)) {
    refuseFile(1, `accounts of ${field(14)} digits are not the company’s, which have ${accountLength}.`);
  }
}

function readHeadings(row: CsvRow | undefined): (MasterColumn | undefined)[] {
  const columns = (row?.cells ?? []).map((cell) => {
    const key = headingKey(cell);
    return Object.hasOwn(COLUMNS, key) ? COLUMNS[key as keyof typeof COLUMNS] : undefined;
  });
  if (columns[0] !== 'account') refuseFile(2, 'the headings must begin with "Konto".');
  const names = ['companyName', 'lastName', 'otherName'] as const;
  if (!names.some((name) => columns.includes(name))) refuseFile(2, 'no column holds a name.');
  return columns;
}

function toMasterRow(row: CsvRow, columns: readonly (MasterColumn | undefined)[]): MasterRow {
  const values: Partial<Record<MasterColumn, string>> = {};
  columns.forEach((column, at) => {
    const text = (row.cells[at] ?? '').trim();
    if (column !== undefined && text !== '') values[column] ??= text;
  });
  const surplus = row.cells.slice(columns.length).some((cell) => cell.trim() !== '');
  const problem =
    row.problem ??
    (surplus ? `it has ${row.cells.length} fields, the headings ${columns.length}` : undefined);
  const place = { firstRow: row.row, lastRow: row.lastRow, source: [row], values };
  return problem === undefined ? place : { ...place, problem: `The row cannot be read: ${problem}.` };
}

/**
 * Opens master data of customers and vendors in DATEV format (category 16; docs/formats/datev-partners.md). Columns are known by
 * their headings, so that shorter lists of other programs are taken too.
 * @throws receivables.partner-file where header or headings are others, with the row
 */
export async function openPartnerFile(bytes: AsyncIterable<Uint8Array>, accountLength: number) {
  const batches = readCsvRows(bytes, () => ';');
  async function* eachRow() {
    for await (const batch of batches) yield* batch;
  }
  const rows = eachRow();
  try {
    const header = await rows.next();
    assertHeader(header.value || undefined, accountLength);
    const headings = await rows.next();
    const columns = readHeadings(headings.value || undefined);
    async function* items() {
      for await (const row of rows) {
        if (row.problem || row.cells.some((cell) => cell.trim() !== '')) yield toMasterRow(row, columns);
      }
    }
    return { headings: headings.value?.cells ?? [], delimiter: ';', items: items() };
  } catch (error) {
    await rows.return();
    throw error;
  }
}
