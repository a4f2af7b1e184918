import type { Language } from '../../../../shared/charts/format-number.ts';
import type { ReportKind, ReportNote } from './report.ts';

type Words = Readonly<Record<string, readonly [de: string, en: string]>>;

const TITLES: Readonly<Record<ReportKind, readonly [de: string, en: string]>> = {
  exposure: ['Obligo und erwarteter Verlust nach Klassen', 'Exposure and expected loss by class'],
  ageing: ['Altersstruktur der offenen Posten', 'Ageing of open items'],
  dso: ['Außenstandsdauer (DSO)', 'Days sales outstanding (DSO)'],
  concentration: ['Konzentration des Obligos', 'Concentration of exposure'],
  'limit-use': ['Ausnutzung der Limite', 'Use of limits'],
  overdue: ['Überfällige Forderungen', 'Overdue receivables'],
  migration: ['Wanderung zwischen den Klassen', 'Migration between classes'],
};

const WORDS: Words = {
  customers: ['Kunden', 'customers'],
  customer: ['Kunde', 'customer'],
  exposure: ['Obligo', 'exposure'],
  openItems: ['offene Posten', 'open items'],
  deliveries: ['Lieferungen', 'deliveries'],
  reserved: ['Aufträge', 'orders'],
  unbilled: ['noch nicht gebucht', 'not booked yet'],
  prepayments: ['Vorauszahlungen', 'prepayments'],
  overdue: ['überfällig', 'overdue'],
  limit: ['Limit', 'limit'],
  pd: ['Ausfallwahrscheinlichkeit', 'probability of default'],
  lgd: ['Verlustquote', 'loss given default'],
  expectedLoss: ['erwarteter Verlust', 'expected loss'],
  riskClass: ['Klasse', 'class'],
  open: ['offen', 'open'],
  share: ['Anteil in %', 'share in %'],
  credits: ['Gutschriften', 'credits'],
  notDue: ['nicht fällig', 'not due'],
  '1-30': ['1–30 Tage', '1–30 days'],
  '31-60': ['31–60 Tage', '31–60 days'],
  '61-90': ['61–90 Tage', '61–90 days'],
  over90: ['über 90 Tage', 'over 90 days'],
  oldestDays: ['älteste, Tage', 'oldest, days'],
  days: ['Tage', 'days'],
  sales: ['Umsatz', 'sales'],
  receivables: ['davon offen', 'of it open'],
  countedDays: ['angerechnete Tage', 'days counted'],
  balance: ['Saldo', 'balance'],
  dso: ['DSO', 'DSO'],
  asOf: ['Stichtag', 'as of'],
  group: ['Gruppe', 'group'],
  debtors: ['Schuldner', 'debtors'],
  hhi: ['HHI', 'HHI'],
  effectiveNumber: ['gleich große wären', 'equal ones would be'],
  largestShare: ['größter Anteil in %', 'largest share in %'],
  notCounted: ['nicht angerechnet', 'not counted'],
  '~others': ['alle anderen', 'all others'],
  used: ['beansprucht', 'used'],
  use: ['Ausnutzung in %', 'use in %'],
  excess: ['Überziehung', 'excess'],
  unused: ['ungenutzt', 'unused'],
  to50: ['bis 50 %', 'up to 50 %'],
  to80: ['über 50 bis 80 %', '50 to 80 %'],
  to100: ['über 80 bis 100 %', '80 to 100 %'],
  over100: ['über dem Limit', 'above the limit'],
  noLimit: ['ohne Limit', 'no limit'],
  from: ['von', 'from'],
  to: ['nach', 'to'],
  new: ['neu', 'new'],
  gone: ['fort', 'gone'],
  none: ['ohne Klasse', 'no class'],
  total: ['Summe', 'total'],
  rest: ['übriger Umsatz', 'other sales'],
  empty: ['Nichts vorhanden.', 'There is nothing.'],
};

const NOTES: Readonly<Record<ReportNote, readonly [de: string, en: string]>> = {
  'no-loss-rates': [
    'Für den Stichtag sind keine Ausfallwahrscheinlichkeiten und Verlustquoten hinterlegt: kein erwarteter Verlust.',
    'No probabilities of default and losses given default are kept for the day: no expected loss.',
  ],
  'classes-without-rates': [
    'Nicht alle Klassen haben Sätze: der erwartete Verlust hat keine Summe.',
    'Not all classes have rates: the expected loss has no total.',
  ],
  'nothing-owed': ['Niemand schuldet etwas: keine Kennzahl.', 'Nobody owes anything: no figure.'],
  'sales-too-short': [
    'Die Umsätze von 36 Monaten reichen nicht bis zur ältesten Forderung: keine DSO.',
    'The sales of 36 months do not reach back to the oldest receivable: no DSO.',
  ],
  'negative-month': [
    'In einem Monat wurde mehr gutgeschrieben als verkauft; er zählt als Monat ohne Umsatz.',
    'In one month more was credited than sold; it counts as one without sales.',
  ],
  'entries-pending': [
    'Nicht alle Buchungen sind schon offene Posten geworden; gleich noch einmal fragen.',
    'Not all entries have become open items yet; ask again in a moment.',
  ],
  'newest-snapshot': [
    'Heute wären zu viele Kunden zu lesen gewesen: Die Zahlen sind vom Abend des genannten Tages.',
    'There were too many customers to be read as they stand today: the figures are of the evening of the day named.',
  ],
  'profiles-only': ['Nur Kunden mit Kreditprofil.', 'Customers with a credit profile only.'],
  'oldest-merged': [
    'Bei Kunden mit mehr als 150 Fälligkeiten gelten die ältesten als gleich alt.',
    'Of customers with more than 150 due dates the oldest count as equally old.',
  ],
};

const at = (pair: readonly [de: string, en: string], language: Language) => pair[language === 'de' ? 0 : 1];

export function titleOf(kind: ReportKind, language: Language): string {
  return at(TITLES[kind], language);
}

/** The word for a column or a key; names of classes, months and customers are their own. */
export function wordOf(name: string, language: Language): string {
  return Object.hasOwn(WORDS, name) ? at(WORDS[name] ?? [name, name], language) : name;
}

/** A line's key in words: `B>gone`; those of debtors are their ids, whatever these may be. */
export function keyWord(kind: ReportKind, key: string, language: Language): string {
  if (kind === 'concentration' && !key.startsWith('~')) return key;
  return key
    .split('>')
    .map((part) => wordOf(part, language))
    .join(' → ');
}

export function noteText(note: ReportNote, language: Language): string {
  return at(NOTES[note], language);
}
