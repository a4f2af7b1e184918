import { seededNumbers } from './journal-fixtures.ts';

/** Values by the field numbers of the format, 1-based; all other fields are empty. */
export type ExtfFields = Readonly<Record<number, string>>;

const FIELD_COUNT: Readonly<Record<number, number>> = { 9: 120, 10: 122, 11: 122, 12: 124, 13: 125 };
const QUOTED_HEADER = new Set([1, 4, 8, 9, 10, 17, 18, 22, 24, 27, 30, 31]);
const QUOTED_ROW = new Set([2, 3, 6, 9, 11, 12, 14, 20, 37, 38, 40, 118]);

function write(fields: ExtfFields, count: number, quoted: ReadonlySet<number>): string {
  const cells = Array.from({ length: count }, (_, index) => {
    const text = fields[index + 1] ?? '';
    return quoted.has(index + 1) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${cells.join(';')}\r\n`;
}

const HEADER: ExtfFields = {
  1: 'EXTF', 2: '700', 3: '21', 4: 'Buchungsstapel', 5: '13', 6: '20260131120000000', 8: 'RE', 11: '1001', 12: '1',
  13: '20260101', 14: '4', 15: '20260101', 16: '20261231', 17: 'Test', 19: '1', 20: '0', 21: '0', 22: 'EUR', 27: '03',
}; // biome-ignore format: a table

/** The header row; `fields` replaces values of a good one (SKR03, 2026, four digits, EUR, version 13). */
export function extfHeader(fields: ExtfFields = {}): string {
  return write({ ...HEADER, ...fields }, 31, QUOTED_HEADER);
}

export function extfHeadings(version = 13): string {
  const names = {
    1: 'Umsatz (ohne Soll/Haben-Kz)',
    7: 'Konto',
    8: 'Gegenkonto (ohne BU-Schlüssel)',
    10: 'Belegdatum',
  };
  return write(names, FIELD_COUNT[version] ?? 0, new Set());
}

export function extfRow(fields: ExtfFields, version = 13): string {
  return write(fields, FIELD_COUNT[version] ?? 0, QUOTED_ROW);
}

export interface ExtfBatchFixture {
  readonly rows: number;
  readonly seed: number;
  readonly version: number;
  readonly year?: number;
}

const SHAPES: readonly ExtfFields[] = [
  { 2: 'S', 7: '10000', 8: '8400' },
  { 2: 'S', 7: '10001', 8: '8300' },
  { 2: 'H', 7: '1200', 8: '4940', 9: '8' },
  { 2: 'H', 7: '70000', 8: '3400' },
  { 2: 'H', 7: '1200', 8: '4210' },
  { 2: 'S', 7: '4930', 8: '70001', 9: '9' },
];

/** A batch of SKR03 in pieces of text: sales, purchases and payments, with keys and Automatikkonten. */
export function* extfBatch({
  rows,
  seed,
  version,
  year = 2026,
}: ExtfBatchFixture): Generator<string, void, void> {
  const random = seededNumbers(seed);
  const years = { 5: String(version), 13: `${year}0101`, 15: `${year}0101`, 16: `${year}1231` };
  yield extfHeader(years) + extfHeadings(version);
  for (let number = 1; number <= rows; number += 1) {
    const cents = 1 + random(1_000_000);
    const amount = `${Math.trunc(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
    const day = `${1 + random(28)}${String(1 + random(12)).padStart(2, '0')}`.padStart(4, '0');
    const fields = { 1: amount, 10: day, 11: `RE-${number}`, 14: `Buchung ${number}` };
    yield extfRow({ ...fields, ...SHAPES[random(SHAPES.length)] }, version);
  }
}
