import { csvRow } from '../../../../shared/kernel/csv-row.ts';
import { currencyDecimals } from '../../../../shared/kernel/currency.ts';
import { formatMinor } from '../../../../shared/kernel/money.ts';
import { parseMadeEntryId } from '../block.ts';
import type { EntryLine, PostedEntry } from '../entry.ts';
import type { ColumnName } from './journal-csv-columns.ts';

/** Text is handed out in pieces of about this many characters. */
const PIECE_CHARACTERS = 65_536;

const COLUMNS = [
  'entry', 'id', 'kind', 'date', 'documentNumber', 'text', 'account', 'debit', 'credit', 'lineText', 'taxCode',
  'taxBase', 'costCentre', 'costCentre2', 'partner', 'dueDate', 'currency', 'foreignAmount', 'rate', 'serviceDate',
  'taxDate', 'reference', 'generalReversal',
] as const satisfies readonly ColumnName[]; // biome-ignore format: a list

type Cells = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** `1.234` could be thousands: with three decimals a leading zero says that it is not. */
function amountCell(amountMinor: bigint | undefined, currency: string): string {
  if (amountMinor === undefined) return '';
  const text = formatMinor(amountMinor, currency);
  return currencyDecimals(currency) === 3 ? text.replace(/^(-?)/, '$10') : text;
}

function lineCells(entry: PostedEntry, line: EntryLine, currency: string): Cells {
  const { foreign } = line;
  return {
    entry: `${entry.fiscalYear}-${entry.number}`,
    id: parseMadeEntryId(entry.id) ? '' : entry.id,
    kind: entry.kind,
    date: entry.date,
    documentNumber: entry.documentNumber ?? '',
    text: entry.text,
    account: line.account,
    debit: amountCell(line.debitMinor, currency),
    credit: amountCell(line.creditMinor, currency),
    lineText: line.text ?? '',
    taxCode: line.taxCode ?? '',
    taxBase: amountCell(line.taxBaseMinor, currency),
    costCentre: line.costCentre ?? '',
    costCentre2: line.costCentre2 ?? '',
    partner: line.partner ?? '',
    dueDate: line.dueDate ?? '',
    currency: foreign?.currency ?? '',
    foreignAmount: foreign ? amountCell(foreign.amountMinor, foreign.currency) : '',
    rate: foreign?.rate ?? '',
    serviceDate: entry.serviceDate ?? '',
    taxDate: entry.taxDate ?? '',
    reference: entry.reference ?? '',
    generalReversal: entry.generalReversal ? '1' : '',
  };
}

/**
 * Writes entries as a journal CSV in the long form (docs/formats/journal-csv.md), which `openJournalCsv` reads back to
 * the same entries. The same entries always give the same text.
 */
export async function* writeJournalCsv(
  currency: string,
  entries: AsyncIterable<PostedEntry> | Iterable<PostedEntry>,
): AsyncGenerator<string, void, void> {
  let piece = `\uFEFF${csvRow(COLUMNS)}`;
  for await (const entry of entries) {
    for (const line of entry.lines) {
      const cells = lineCells(entry, line, currency);
      piece += csvRow(COLUMNS.map((column) => cells[column]));
    }
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}
