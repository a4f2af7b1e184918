/*
 * The 254 columns of master data of customers and vendors (DATEV-Format, Debitoren/Kreditoren: category 16, version 5, for
 * headers of version 700), in their order.
 */

const bank = (number: number): readonly string[] => [
  `Bankleitzahl ${number}`, `Bankbezeichnung ${number}`, `Bank-Kontonummer ${number}`, `Länderkennzeichen ${number}`,
  `IBAN-Nr. ${number}`, 'Leerfeld', `SWIFT-Code ${number}`, `Abw. Kontoinhaber ${number}`, `Kennz. Hauptbankverb. ${number}`,
  `Bankverb ${number} Gültig von`, `Bankverb ${number} Gültig bis`,
]; // biome-ignore format: a list

const numbered = (name: string, from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `${name} ${from + at}`);

const billing = (names: readonly string[]) => names.map((name) => `${name} (Rechnungsadresse)`);

export const PARTNER_COLUMNS: readonly string[] = [
  'Konto', 'Name (Adressattyp Unternehmen)', 'Unternehmensgegenstand', 'Name (Adressattyp natürl. Person)',
  'Vorname (Adressattyp natürl. Person)', 'Name (Adressattyp keine Angabe)', 'Adressattyp', 'Kurzbezeichnung', 'EU-Land',
  'EU-UStID', 'Anrede', 'Titel/Akad. Grad', 'Adelstitel', 'Namensvorsatz', 'Adressart', 'Straße', 'Postfach', 'Postleitzahl',
  'Ort', 'Land', 'Versandzusatz', 'Adresszusatz', 'Abweichende Anrede', 'Abw. Zustellbezeichnung 1',
  'Abw. Zustellbezeichnung 2', 'Kennz. Korrespondenzadresse', 'Adresse Gültig von', 'Adresse Gültig bis', 'Telefon',
  'Bemerkung (Telefon)', 'Telefon GL', 'Bemerkung (Telefon GL)', 'E-Mail', 'Bemerkung (E-Mail)', 'Internet',
  'Bemerkung (Internet)', 'Fax', 'Bemerkung (Fax)', 'Sonstige', 'Bemerkung (Sonstige)',
  ...[1, 2, 3, 4, 5].flatMap(bank),
  'Leerfeld', 'Briefanrede', 'Grußformel', 'Kundennummer', 'Steuernummer', 'Sprache', 'Ansprechpartner', 'Vertreter',
  'Sachbearbeiter', 'Diverse-Konto', 'Ausgabeziel', 'Währungssteuerung', 'Kreditlimit (Debitor)', 'Zahlungsbedingung',
  'Fälligkeit in Tagen (Debitor)', 'Skonto in Prozent (Debitor)', 'Kreditoren-Ziel 1 Tg.', 'Kreditoren-Skonto 1 %',
  'Kreditoren-Ziel 2 Tg.', 'Kreditoren-Skonto 2 %', 'Kreditoren-Ziel 3 Brutto Tg.', 'Kreditoren-Ziel 4 Tg.',
  'Kreditoren-Skonto 4 %', 'Kreditoren-Ziel 5 Tg.', 'Kreditoren-Skonto 5 %', 'Mahnung', 'Kontoauszug', 'Mahntext 1',
  'Mahntext 2', 'Mahntext 3', 'Kontoauszugstext', 'Mahnlimit Betrag', 'Mahnlimit %', 'Zinsberechnung', 'Mahnzinssatz 1',
  'Mahnzinssatz 2', 'Mahnzinssatz 3', 'Lastschrift', 'Verfahren', 'Mandantenbank', 'Zahlungsträger',
  ...numbered('Indiv. Feld', 1, 15),
  ...billing(['Abweichende Anrede', 'Adressart', 'Straße', 'Postfach', 'Postleitzahl', 'Ort', 'Land', 'Versandzusatz',
    'Adresszusatz', 'Abw. Zustellbezeichnung 1', 'Abw. Zustellbezeichnung 2', 'Adresse Gültig von', 'Adresse Gültig bis']),
  ...[6, 7, 8, 9, 10].flatMap(bank),
  'Nummer Fremdsystem', 'Insolvent', ...numbered('SEPA-Mandatsreferenz', 1, 10), 'Verknüpftes OPOS-Konto',
  'Mahnsperre bis', 'Lastschriftsperre bis', 'Zahlungssperre bis', 'Gebührenberechnung', ...numbered('Mahngebühr', 1, 3),
  'Pauschalenberechnung', ...numbered('Verzugspauschale', 1, 3), 'Alternativer Suchname', 'Status',
  'Anschrift manuell geändert (Korrespondenzadresse)', 'Anschrift individuell (Korrespondenzadresse)',
  'Anschrift manuell geändert (Rechnungsadresse)', 'Anschrift individuell (Rechnungsadresse)',
  'Fristberechnung bei Debitor', ...numbered('Mahnfrist', 1, 3), 'Letzte Frist',
]; // biome-ignore format: a list

/** Fields that are numbers or days, and not in quotation marks; all others are text. */
const BARE =
  /^(Konto|Kennz\. Korrespondenzadresse|.*Gültig (von|bis)|Sprache|Diverse-Konto|Ausgabeziel|Währungssteuerung|Kreditlimit.*|Zahlungsbedingung|Fälligkeit in Tagen.*|Skonto in Prozent.*|Kreditoren-.*|Mahnung|Kontoauszug|Mahntext .|Kontoauszugstext|Mahnlimit.*|Zinsberechnung|Mahnzinssatz .|Mandantenbank|Insolvent|Verknüpftes OPOS-Konto|.*sperre bis|Gebührenberechnung|Mahngebühr .|Pauschalenberechnung|Verzugspauschale .|Status|Anschrift manuell.*|Fristberechnung.*|Mahnfrist .|Letzte Frist)/;

export const QUOTED_COLUMNS: ReadonlySet<number> = new Set(
  PARTNER_COLUMNS.flatMap((name, at) =>
    BARE.test(name) && !name.startsWith('Bank-Kontonummer') ? [] : [at + 1],
  ),
);
