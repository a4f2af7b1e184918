import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { type ColumnSpec, TABLES, type TableSpec } from './table-spec.ts';

export interface Handover {
  /** Name of the company that hands over, and where it is as far as the system knows. */
  readonly supplier: string;
  readonly location: string;
  readonly comment: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Decimals of amounts. */
  readonly decimals: number;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no place for them
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(NOT_IN_XML, '')
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '');
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

/** `2026-03-05` as `05.03.2026`. */
export function germanDay(date: CalendarDate): string {
  return `${date.slice(8)}.${date.slice(5, 7)}.${date.slice(0, 4)}`;
}

function typeOf({ type }: ColumnSpec, decimals: number): string {
  if (type === 'text') return '<AlphaNumeric/>';
  if (type === 'date') return '<Date><Format>DD.MM.YYYY</Format></Date>';
  return type === 'number' ? '<Numeric/>' : `<Numeric>${element('Accuracy', String(decimals))}</Numeric>`;
}

function columnXml(column: ColumnSpec, key: boolean, decimals: number): string {
  const name = key ? 'VariablePrimaryKey' : 'VariableColumn';
  const description = column.description === '' ? '' : element('Description', column.description);
  return `          <${name}>${element('Name', column.name)}${description}${typeOf(column, decimals)}</${name}>\n`;
}

function tableXml(table: TableSpec, { from, to, decimals }: Handover): string {
  const columns = table.columns.map((column, at) => columnXml(column, at < table.keys, decimals));
  const foreign = (table.foreignKeys ?? []).map((key) => {
    const names = key.columns.map((column) => element('Name', column)).join('');
    return `          <ForeignKey>${names}${element('References', key.table)}</ForeignKey>\n`;
  });
  return `    <Table>
      ${element('URL', table.file)}
      ${element('Name', table.name)}
      ${element('Description', table.description)}
      <Validity><Range>${element('From', germanDay(from))}${element('To', germanDay(to))}</Range><Format>DD.MM.YYYY</Format></Validity>
      <UTF8/>
      <DecimalSymbol>,</DecimalSymbol>
      <DigitGroupingSymbol>.</DigitGroupingSymbol>
      <Range><From>2</From></Range>
      <VariableLength>
          <ColumnDelimiter>;</ColumnDelimiter>
          <RecordDelimiter>&#13;&#10;</RecordDelimiter>
          <TextEncapsulator>"</TextEncapsulator>
${columns.join('')}${foreign.join('')}      </VariableLength>
    </Table>
`;
}

/**
 * `index.xml` of a data handover (Z3): every file with its columns, by the description standard of the German tax
 * administration (gdpdu-01-09-2004.dtd, version 1.5). Row 1 of each file has the names of the columns and is left out.
 */
export function indexXml(handover: Handover): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE DataSet SYSTEM "gdpdu-01-09-2004.dtd">
<DataSet>
  <Version>1.0</Version>
  <DataSupplier>
    ${element('Name', handover.supplier)}
    ${element('Location', handover.location)}
    ${element('Comment', handover.comment)}
  </DataSupplier>
  <Media>
    <Name>Datenträger 1</Name>
${TABLES.map((table) => tableXml(table, handover)).join('')}  </Media>
</DataSet>
`;
}
