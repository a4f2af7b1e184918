/** The words of letters in each language; what a company may change is in `letter-texts.ts`. */
export interface LetterWords {
  readonly date: string;
  readonly account: string;
  readonly phone: string;
  readonly email: string;
  readonly salutation: string;
  readonly columns: readonly [string, string, string, string, string];
  readonly credit: string;
  readonly open: string;
  readonly interest: string;
  readonly fee: string;
  readonly lumpSum: string;
  readonly total: string;
  readonly payBy: string;
  readonly purpose: string;
  readonly note: string;
  readonly regards: string;
  readonly pageLabel: string;
}

const DE: LetterWords = {
  date: 'Datum',
  account: 'Kundennummer',
  phone: 'Telefon',
  email: 'E-Mail',
  salutation: 'Sehr geehrte Damen und Herren,',
  columns: ['Beleg', 'Belegdatum', 'Fällig am', 'Mahnstufe', 'Offener Betrag'],
  credit: 'Guthaben',
  open: 'Offene Posten',
  interest: 'Verzugszinsen bis {date}',
  fee: 'Mahnkosten (Schadensersatz, nicht steuerbar)',
  lumpSum: 'Verzugspauschale (§ 288 Abs. 5 BGB)',
  total: 'Zu zahlen',
  payBy: 'Zahlbar bis',
  purpose: 'Verwendungszweck',
  note: 'Zahlungen sind bis zum Datum dieses Schreibens berücksichtigt. Sollten Sie inzwischen gezahlt haben, ist dieses Schreiben gegenstandslos.',
  regards: 'Mit freundlichen Grüßen',
  pageLabel: 'Seite {page} von {pages}',
};

const EN: LetterWords = {
  date: 'Date',
  account: 'Customer number',
  phone: 'Phone',
  email: 'Email',
  salutation: 'Dear Sir or Madam,',
  columns: ['Document', 'Date', 'Due on', 'Reminder', 'Open amount'],
  credit: 'Credit',
  open: 'Open items',
  interest: 'Default interest up to {date}',
  fee: 'Reminder costs (damages, outside the scope of VAT)',
  lumpSum: 'Lump sum for default (§ 288 (5) BGB)',
  total: 'To be paid',
  payBy: 'Payable by',
  purpose: 'Payment reference',
  note: 'Payments up to the date of this letter are taken into account. If you have paid in the meantime, please disregard it.',
  regards: 'Yours faithfully',
  pageLabel: 'Page {page} of {pages}',
};

export const LETTER_WORDS: Readonly<Record<'de' | 'en', LetterWords>> = { de: DE, en: EN };
