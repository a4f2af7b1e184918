/** One row of a CSV file (RFC 4180, with a delimiter of choice), ended by CR LF; quotes only where they are needed. */
export function csvRow(cells: readonly string[], delimiter = ';'): string {
  const written = cells.map((cell) => {
    const plain = !/["\r\n\t]/.test(cell) && !cell.includes(delimiter) && cell.trim() === cell;
    return plain ? cell : `"${cell.replaceAll('"', '""')}"`;
  });
  return `${written.join(delimiter)}\r\n`;
}

/** A cell that begins so is run as a formula by spreadsheets (also behind full-width signs); plain numbers are not. */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const PLAIN_NUMBER = /^[+-]?\d[\d.,]*$/;
const GUARDED = /^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/;

/** Puts an apostrophe before what a spreadsheet would run (CSV injection). `unguardCell` takes it away. */
export function guardCell(cell: string): string {
  return FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
}

/** What the cell was before `guardCell`. */
export function unguardCell(cell: string): string {
  return cell.replace(GUARDED, '');
}
