import { csvRow, guardCell } from '../../../shared/kernel/csv-row.ts';
import { absolute, formatMinor } from '../../../shared/kernel/money.ts';

/** A row as it is written out. */
export interface PrintedRow {
  readonly number: number;
  readonly date: string;
  readonly documentNumber?: string | undefined;
  readonly text: string;
  readonly contraAccount?: string | undefined;
  readonly taxCode?: string | undefined;
  readonly amountMinor: bigint;
  readonly balanceMinor: bigint;
  readonly entryId: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
}

interface Tongue {
  readonly currency: string;
  readonly language: 'de' | 'en';
}

const COLUMNS = {
  de: [
    'Nr.',
    'Datum',
    'Beleg',
    'Text',
    'Gegenkonto',
    'Steuer',
    'Einnahme',
    'Ausgabe',
    'Bestand',
    'Buchung',
    'Erfasst',
    'Von',
  ],
  en: [
    'No.',
    'Date',
    'Document',
    'Text',
    'Contra account',
    'Tax',
    'Receipt',
    'Expense',
    'Balance',
    'Entry',
    'Recorded',
    'By',
  ],
} as const;

/**
 * A cash book as CSV, piece by piece: a byte-order mark (spreadsheets then read it as UTF-8), the balance that it begins with,
 * then every row with its running balance. Semicolons; in German decimal commas.
 */
export function* cashBookCsv(
  openingMinor: bigint,
  rows: Iterable<PrintedRow>,
  { currency, language }: Tongue,
): Generator<string> {
  const money = (minor: bigint) => {
    const text = formatMinor(minor, currency);
    return language === 'de' ? text.replace('.', ',') : text;
  };
  yield `\uFEFF${csvRow([...COLUMNS[language]])}`;
  const opening = language === 'de' ? 'Anfangsbestand' : 'Opening balance';
  yield csvRow(['', '', '', opening, '', '', '', '', money(openingMinor), '', '', '']);
  for (const row of rows) {
    const { amountMinor } = row;
    yield csvRow([
      String(row.number),
      row.date,
      guardCell(row.documentNumber ?? ''),
      guardCell(row.text),
      row.contraAccount ?? '',
      guardCell(row.taxCode ?? ''),
      amountMinor > 0n ? money(amountMinor) : '',
      amountMinor < 0n ? money(absolute(amountMinor)) : '',
      money(row.balanceMinor),
      row.entryId,
      row.recordedAt,
      guardCell(row.recordedBy),
    ]);
  }
}
