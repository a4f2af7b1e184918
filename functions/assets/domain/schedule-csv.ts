import { csvRow } from '../../../shared/kernel/csv-row.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import type { ScheduleRow } from './asset-schedule.ts';

/** Positions of Aktiva A. in §266 Abs. 2 HGB. */
export const POSITION_NAMES: Readonly<Record<string, { readonly de: string; readonly en: string }>> = {
  'I.1': { de: 'Selbst geschaffene gewerbliche Schutzrechte', en: 'Internally generated rights' },
  'I.2': { de: 'Entgeltlich erworbene Rechte und Lizenzen', en: 'Purchased rights and licences' },
  'I.3': { de: 'Geschäfts- oder Firmenwert', en: 'Goodwill' },
  'I.4': { de: 'Geleistete Anzahlungen (immateriell)', en: 'Prepayments on intangible assets' },
  'II.1': { de: 'Grundstücke und Bauten', en: 'Land and buildings' },
  'II.2': { de: 'Technische Anlagen und Maschinen', en: 'Plant and machinery' },
  'II.3': { de: 'Andere Anlagen, Betriebs- und Geschäftsausstattung', en: 'Other equipment and furnishings' },
  'II.4': { de: 'Geleistete Anzahlungen und Anlagen im Bau', en: 'Prepayments, assets under construction' },
  'III.1': { de: 'Anteile an verbundenen Unternehmen', en: 'Shares in affiliated companies' },
  'III.2': { de: 'Ausleihungen an verbundene Unternehmen', en: 'Loans to affiliated companies' },
  'III.3': { de: 'Beteiligungen', en: 'Participating interests' },
  'III.4': {
    de: 'Ausleihungen an Beteiligungsunternehmen',
    en: 'Loans to companies in which an interest is held',
  },
  'III.5': { de: 'Wertpapiere des Anlagevermögens', en: 'Long-term securities' },
  'III.6': { de: 'Sonstige Ausleihungen', en: 'Other long-term loans' },
};

const COLUMNS: readonly (readonly [keyof ScheduleRow, string, string])[] = [
  ['costOpeningMinor', 'AHK Beginn', 'Cost, opening'],
  ['additionsMinor', 'Zugänge', 'Additions'],
  ['disposalsMinor', 'Abgänge', 'Disposals'],
  ['transfersMinor', 'Umbuchungen', 'Transfers'],
  ['costClosingMinor', 'AHK Ende', 'Cost, closing'],
  ['depreciationOpeningMinor', 'Abschreibungen Beginn', 'Depreciation, opening'],
  ['depreciationOfYearMinor', 'Abschreibungen des Jahres', 'Depreciation of the year'],
  ['writeUpsMinor', 'Zuschreibungen', 'Write-ups'],
  ['depreciationOnDisposalsMinor', 'Abschreibungen auf Abgänge', 'Depreciation on disposals'],
  ['depreciationOnTransfersMinor', 'Abschreibungen auf Umbuchungen', 'Depreciation on transfers'],
  ['depreciationClosingMinor', 'Abschreibungen Ende', 'Depreciation, closing'],
  ['bookValueClosingMinor', 'Buchwert Ende', 'Book value, closing'],
  ['bookValuePriorMinor', 'Buchwert Vorjahr', 'Book value, prior year'],
];

/** The schedule as a table: with a byte-order mark, so that spreadsheets read it as UTF-8. */
export function writeScheduleCsv(
  positions: ReadonlyMap<string, ScheduleRow>,
  total: ScheduleRow,
  { currency, language }: { readonly currency: string; readonly language: 'de' | 'en' },
): string {
  const german = language === 'de';
  const amounts = (row: ScheduleRow) =>
    COLUMNS.map(([name]) => formatMinor(row[name], currency).replace('.', ','));
  const head = [german ? 'Posten' : 'Position', german ? 'Bezeichnung' : 'Name'];
  const rows = [
    csvRow([...head, ...COLUMNS.map(([, de, en]) => (german ? de : en))]),
    ...[...positions].map(([position, row]) =>
      csvRow([position, POSITION_NAMES[position]?.[language] ?? position, ...amounts(row)]),
    ),
    csvRow(['', german ? 'Summe' : 'Total', ...amounts(total)]),
  ];
  return `\uFEFF${rows.join('')}`;
}
