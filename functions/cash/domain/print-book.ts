import { absolute, formatMinor } from '../../../shared/kernel/money.ts';
import { isLate } from './business-day.ts';
import type { PrintedRow } from './cash-book-csv.ts';
import type { CountOfDay } from './day-sums.ts';

export interface PrintedCount extends CountOfDay {
  readonly number: number;
}

/** A cash book as it is set on pages; texts are final. */
export interface PrintedBook {
  readonly language: 'de' | 'en';
  readonly title: string;
  readonly owner: string;
  readonly subtitle: string;
  readonly columns: readonly string[];
  readonly opening: PrintedLine;
  readonly lines: readonly PrintedLine[];
  readonly closing: PrintedLine;
  /** Before what comes over from the page before, and goes over to the next. */
  readonly carried: string;
  readonly note: string;
  readonly pageLabel: string;
}

export interface PrintedLine {
  readonly kind: 'row' | 'count' | 'sum';
  readonly cells: readonly string[];
  /** What stands in the last column after it: comes over to the next page. */
  readonly balance: string;
}

const WORDS = {
  de: {
    title: 'Kassenbuch',
    columns: ['Nr.', 'Datum', 'Beleg', 'Text', 'Konto', 'Einnahme', 'Ausgabe', 'Bestand'],
    opening: 'Anfangsbestand',
    closing: 'Endbestand',
    carried: 'Übertrag',
    count: (number: number, counted: string, difference: string) =>
      `Zählung ${number}: ${counted}, Differenz ${difference}`,
    note: '* später als am Tag selbst erfasst (§146 Abs. 1 S. 2 AO)',
    page: 'Seite {page} von {pages}',
  },
  en: {
    title: 'Cash book',
    columns: ['No.', 'Date', 'Document', 'Text', 'Account', 'Receipt', 'Expense', 'Balance'],
    opening: 'Opening balance',
    closing: 'Closing balance',
    carried: 'Carried over',
    count: (number: number, counted: string, difference: string) =>
      `Count ${number}: ${counted}, difference ${difference}`,
    note: '* recorded later than on its day (§146 Abs. 1 S. 2 AO)',
    page: 'Page {page} of {pages}',
  },
} as const;

export interface BookToPrint {
  readonly company: string;
  readonly name: string;
  readonly account: string;
  readonly from: string;
  readonly to: string;
  readonly openingMinor: bigint;
  readonly rows: readonly PrintedRow[];
  readonly counts: readonly PrintedCount[];
  readonly currency: string;
  readonly language: 'de' | 'en';
}

/** Sets a book: every entry with the running balance, below each day what was counted. Pure, the same each time. */
export function printBook(book: BookToPrint): PrintedBook {
  const { language, currency, rows, openingMinor } = book;
  const words = WORDS[language];
  const money = (minor: bigint) => {
    const text = formatMinor(minor, currency);
    return language === 'de' ? text.replace('.', ',') : text;
  };
  const receipts = rows.reduce((sum, { amountMinor: a }) => (a > 0n ? sum + a : sum), 0n);
  const expenses = rows.reduce((sum, { amountMinor: a }) => (a < 0n ? sum - a : sum), 0n);
  const closing = money(rows.at(-1)?.balanceMinor ?? openingMinor);
  return {
    language,
    title: `${words.title} ${book.name}`,
    owner: book.company,
    subtitle: `${book.account} · ${dayText(book.from, language)} – ${dayText(book.to, language)} · ${currency}`,
    columns: words.columns,
    opening: sum(['', '', '', words.opening, '', '', '', money(openingMinor)]),
    lines: linesOf(book, money),
    closing: sum(['', '', '', words.closing, '', money(receipts), money(expenses), closing]),
    carried: words.carried,
    note: rows.some(({ date, recordedAt }) => isLate(date, recordedAt)) ? words.note : '',
    pageLabel: words.page,
  };
}

function sum(cells: readonly string[]): PrintedLine {
  return { kind: 'sum', cells, balance: cells.at(-1) ?? '' };
}

function linesOf({ rows, counts, language, openingMinor }: BookToPrint, money: (minor: bigint) => string) {
  const lines: PrintedLine[] = [];
  let balance = money(openingMinor);
  const left = [...counts];
  const countsBefore = (day: string | undefined) => {
    while (left[0] && (day === undefined || left[0].date < day)) {
      const { number, date, countedMinor, bookMinor } = left.shift() as PrintedCount;
      const text = WORDS[language].count(number, money(countedMinor), money(countedMinor - bookMinor));
      lines.push({ kind: 'count', cells: ['', dayText(date, language), '', text, '', '', '', ''], balance });
    }
  };
  for (const row of rows) {
    countsBefore(row.date);
    const { amountMinor, date } = row;
    balance = money(row.balanceMinor);
    const late = isLate(date, row.recordedAt) ? '*' : '';
    lines.push({
      kind: 'row',
      cells: [
        String(row.number),
        `${dayText(date, language)}${late}`,
        row.documentNumber ?? '',
        row.text,
        row.contraAccount ?? '',
        amountMinor > 0n ? money(amountMinor) : '',
        amountMinor < 0n ? money(absolute(amountMinor)) : '',
        balance,
      ],
      balance,
    });
  }
  countsBefore(undefined);
  return lines;
}

/** `04.02.2026` (DIN 5008), `2026-02-04`. */
function dayText(day: string, language: 'de' | 'en'): string {
  return language === 'de' ? day.split('-').reverse().join('.') : day;
}
