/** A column as the description standard knows them: text, whole number, amount with decimals, day. */
export interface ColumnSpec {
  readonly name: string;
  readonly description: string;
  readonly type: 'text' | 'number' | 'amount' | 'date';
}

/** One CSV file of a data handover and what `index.xml` says of it. */
export interface TableSpec {
  readonly file: string;
  readonly name: string;
  readonly description: string;
  /** The first so many columns together tell records apart. */
  readonly keys: number;
  readonly columns: readonly ColumnSpec[];
  readonly foreignKeys?: readonly { readonly columns: readonly string[]; readonly table: string }[];
}

type Column = readonly [name: string, description: string, type?: ColumnSpec['type']];

function table(spec: Omit<TableSpec, 'columns'> & { readonly columns: readonly Column[] }): TableSpec {
  return {
    ...spec,
    columns: spec.columns.map(([name, description, type = 'text']) => ({ name, description, type })),
  };
}

export const ACCOUNTS = table({
  file: 'konten.csv',
  name: 'Konten',
  description: 'Jedes Konto, das im Wirtschaftsjahr bebucht ist',
  keys: 1,
  columns: [
    ['Konto', 'Kontonummer'],
    ['Bezeichnung', 'Name des Kontos'],
    ['Kontoart', 'general Sachkonto, customer Debitor, vendor Kreditor'],
    ['Kategorie', 'asset, liability, equity, income, expense'],
    ['Position', 'Posten nach § 266 HGB (A. oder P.) oder § 275 Abs. 2 HGB'],
    ['Automatik', 'Steuer, die das Konto selbst rechnet (Automatikkonto)'],
    ['Herkunft', 'chart Kontenrahmen, own eigenes Konto, range Personenkonto nach Nummernkreis'],
    ['Offen ab', 'erster Tag', 'date'],
    ['Geschlossen nach', 'letzter Tag', 'date'],
  ],
});

export const JOURNAL = table({
  file: 'journal.csv',
  name: 'Journal',
  description: 'Jede Zeile jeder Buchung in der Reihenfolge ihrer Nummern, mit allen Feldern',
  keys: 3,
  columns: [
    ['Wirtschaftsjahr', 'Kalenderjahr, in dem es beginnt', 'number'],
    ['Nummer', 'Nummer der Buchung, im Wirtschaftsjahr lückenlos', 'number'],
    ['Zeile', 'Zeile der Buchung', 'number'],
    ['Kennung', 'eindeutige Kennung der Buchung, auch aus Vorsystemen'],
    ['Art', 'opening Eröffnung, regular, closing Abschluss'],
    ['Periode', '0 Eröffnung, 1 bis 12 Monate, 13 Abschluss', 'number'],
    ['Belegdatum', 'entscheidet Jahr und Periode', 'date'],
    ['Belegnummer', 'Belegfeld 1'],
    ['Buchungstext', 'Text der Buchung'],
    ['Konto', 'Kontonummer'],
    ['Soll', 'Betrag im Soll; negativ nur bei Generalumkehr', 'amount'],
    ['Haben', 'Betrag im Haben; negativ nur bei Generalumkehr', 'amount'],
    ['Zeilentext', 'Text der Zeile'],
    ['Steuerkennzeichen', 'Art und Satz der Steuer'],
    ['Kostenstelle', 'erste Kostenstelle'],
    ['Kostenstelle 2', 'zweite Kostenstelle'],
    ['Partner', 'Kennung des Geschäftspartners oder USt-IdNr.'],
    ['Fälligkeit', 'Fälligkeit auf Personenkonten', 'date'],
    ['Fremdwährung', 'ISO 4217'],
    ['Fremdbetrag', 'Betrag in Fremdwährung, Dezimalpunkt'],
    ['Kurs', 'Einheiten der Fremdwährung für eine der eigenen'],
    ['Leistungsdatum', 'entscheidet den Steuersatz', 'date'],
    ['Steuerperiode', 'Datum der Zuordnung, wo sie abweicht', 'date'],
    ['Referenz', 'Belegfeld 2'],
    ['Generalumkehr', '1 wo Seiten mit negativen Beträgen wiederholt werden', 'number'],
    ['Storniert', 'Kennung der Buchung, die diese aufhebt'],
    ['Gebucht am', 'Zeitpunkt der Erfassung, UTC'],
    ['Gebucht von', 'Kennung des Benutzers oder Systems'],
    ['Belege', 'Zahl der Belege', 'number'],
  ],
  foreignKeys: [{ columns: ['Konto'], table: 'Konten' }],
});

export const BALANCES = table({
  file: 'salden.csv',
  name: 'Salden',
  description: 'Summen und Salden je Konto und Periode, aus dem Journal dieser Datei gerechnet',
  keys: 2,
  columns: [
    ['Konto', 'Kontonummer'],
    ['Periode', '0 Eröffnung, 1 bis 12 Monate, 13 Abschluss', 'number'],
    ['Soll', 'Summe im Soll', 'amount'],
    ['Haben', 'Summe im Haben', 'amount'],
    ['Saldo', 'Soll weniger Haben bis einschließlich der Periode', 'amount'],
  ],
  foreignKeys: [{ columns: ['Konto'], table: 'Konten' }],
});

export const BLOCKS = table({
  file: 'bloecke.csv',
  name: 'Blöcke',
  description: 'Die Kette der Prüfsummen: jeder Block deckt seine Buchungen und den Block davor',
  keys: 1,
  columns: [
    ['Erste Nummer', 'erste Buchung des Blocks', 'number'],
    ['Letzte Nummer', 'letzte Buchung des Blocks', 'number'],
    ['Vorige Prüfsumme', 'SHA-256 des Blocks davor'],
    ['Prüfsumme', 'SHA-256 dieses Blocks'],
    ['Frühestes Belegdatum', '', 'date'],
    ['Spätestes Belegdatum', '', 'date'],
  ],
});

export const SEALS = table({
  file: 'siegel.csv',
  name: 'Siegel',
  description: 'Tägliche Signaturen des Journalendes',
  keys: 1,
  columns: [
    ['Tag', 'Tag des Siegels', 'date'],
    ['Nummer', 'letzte Buchung, die es deckt', 'number'],
    ['Prüfsumme', 'SHA-256 des Blocks, der mit ihr endet'],
    ['Gesiegelt am', 'Zeitpunkt, UTC'],
    ['Schlüssel', 'Kennung des Schlüssels'],
    ['Signatur', 'Base64'],
  ],
});

export const VOUCHERS = table({
  file: 'belege.csv',
  name: 'Belege',
  description:
    'Belege, auf die Buchungen des Jahres verweisen; der Inhalt liegt im Archiv und ist auf Wunsch beigefügt',
  keys: 1,
  columns: [
    ['Beleg', 'Kennung'],
    ['Datei', 'Name in dieser Ausgabe, leer wenn nicht beigefügt'],
    ['Ursprünglicher Name', ''],
    ['Medientyp', ''],
    ['SHA-256', 'Prüfsumme des Inhalts'],
    ['Bytes', 'Größe', 'number'],
    ['Archiviert am', 'Zeitpunkt, UTC'],
    ['Hochgeladen von', 'Kennung'],
  ],
});

export const ENTRY_VOUCHERS = table({
  file: 'buchung_beleg.csv',
  name: 'Buchung und Beleg',
  description: 'Welche Buchung auf welchen Beleg verweist, und die Prüfsumme, die in der Buchung steht',
  keys: 3,
  columns: [
    ['Wirtschaftsjahr', '', 'number'],
    ['Nummer', 'Nummer der Buchung', 'number'],
    ['Beleg', 'Kennung'],
    ['SHA-256', 'wie in der Buchung festgehalten'],
  ],
});

export const SETTINGS = table({
  file: 'einstellungen.csv',
  name: 'Einstellungen',
  description: 'Einstellungen des Mandanten und Stand des Journals',
  keys: 1,
  columns: [
    ['Einstellung', ''],
    ['Wert', ''],
  ],
});

export const CHANGES = table({
  file: 'aenderungen.csv',
  name: 'Änderungen',
  description: 'Änderungen an Einstellungen, Mitgliedern, Konten und Perioden aller Jahre, älteste zuerst',
  keys: 1,
  columns: [
    ['Änderung', 'Kennung'],
    ['Zeitpunkt', 'UTC'],
    ['Benutzer', 'Kennung'],
    ['Vorgang', ''],
    ['Gegenstand', 'Pfad unterhalb des Mandanten'],
    ['Vorher', 'JSON'],
    ['Nachher', 'JSON'],
    ['Anfrage', 'Kennung der Anfrage'],
  ],
});

export const TABLES: readonly TableSpec[] = [
  ACCOUNTS,
  JOURNAL,
  BALANCES,
  BLOCKS,
  SEALS,
  VOUCHERS,
  ENTRY_VOUCHERS,
  SETTINGS,
  CHANGES,
];
