/** Values by field number, counted from 1; all other fields are empty. */
export type ExtfFields = Readonly<Record<number, string>>;

/** One line of a file in DATEV format: text fields in quotation marks, doubled inside, also where empty. Ended by CR LF. */
export function extfLine(fields: ExtfFields, count: number, quoted: ReadonlySet<number>): string {
  let line = '';
  for (let field = 1; field <= count; field += 1) {
    const text = fields[field] ?? '';
    if (field > 1) line += ';';
    line += quoted.has(field) ? `"${text.replaceAll('"', '""')}"` : text;
  }
  return `${line}\r\n`;
}

/** `2026-03-05` as `20260305`. */
export function headerDay(date: string): string {
  return date.replaceAll('-', '');
}
