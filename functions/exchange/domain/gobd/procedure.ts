/** What the procedure description states as facts of this very handover. */
export interface ProcedureFacts {
  readonly company: string;
  readonly name: string;
  readonly currency: string;
  readonly chart: string;
  readonly fiscalYear: number;
  readonly from: string;
  readonly to: string;
  readonly madeAt: string;
  readonly entries: number;
  readonly lines: number;
  readonly lastHash: string;
  readonly blocks: number;
  readonly reversals: number;
  readonly seals: number;
  readonly vouchers: number;
  readonly changes: number;
  /** Numbers of the closed periods, 0 to 13. */
  readonly closedPeriods: readonly number[];
  readonly withVouchers: boolean;
}

/**
 * The description of the procedure that goes with the data (GoBD, BMF 2019-11-28, Rz. 151 ff. and 176): what the system does
 * whatever the company, and the figures by which the reader can tell that the handover is whole. The organization around
 * it is for the company to describe.
 */
export function procedureText(facts: ProcedureFacts): string {
  const closed = facts.closedPeriods.length === 0 ? 'keine' : facts.closedPeriods.join(', ');
  const vouchers = facts.withVouchers ? 'Ordner `belege/`' : 'nicht beigefügt, auf Anforderung';
  return `# Beschreibung der Datenüberlassung (Z3) und des Verfahrens

${facts.name} (${facts.company}), Wirtschaftsjahr ${facts.fiscalYear}: ${facts.from} bis ${facts.to}, Kontenrahmen ${facts.chart}, Währung ${facts.currency}.
Erstellt am ${facts.madeAt} (UTC) mit Backoffice, Stand des Journals: Buchung ${facts.entries}.

## Vollständigkeit dieser Ausgabe

| Größe | Wert |
| --- | --- |
| Buchungen (Nummern 1 bis ${facts.entries}, ohne Lücke) | ${facts.entries} |
| Zeilen im Journal | ${facts.lines} |
| davon Stornobuchungen | ${facts.reversals} |
| Blöcke der Prüfsummenkette | ${facts.blocks} |
| Prüfsumme des letzten Blocks | \`${facts.lastHash}\` |
| Siegel | ${facts.seals} |
| Belege, auf die verwiesen wird | ${facts.vouchers} |
| Änderungen an Einstellungen, Mitgliedern, Konten, Perioden | ${facts.changes} |
| abgeschlossene Perioden (0 Eröffnung, 1 bis 12 Monate, 13 Abschluss) | ${closed} |

## Dateien

\`index.xml\` beschreibt jede Datei mit Spalten, Typen und Schlüsseln nach dem Beschreibungsstandard der Finanzverwaltung
(\`gdpdu-01-09-2004.dtd\`; sie wird hier nicht mitgeliefert: sie gehört zum Beschreibungsstandard und ist bei der Finanzverwaltung und in
der Prüfsoftware vorhanden). Zeichensatz UTF-8, Trenner Semikolon, Dezimalkomma, Tage als TT.MM.JJJJ, Zeile 1 nennt die Spalten.
Inhalte sind nicht verändert. Belegdateien: ${vouchers}. Salden sind aus den Zeilen von \`journal.csv\` gerechnet, nicht aus einem
zweiten Speicher.

## Verfahren und Kontrollen

| Anforderung | wie sie erfüllt ist | womit prüfbar |
| --- | --- | --- |
| Vollständigkeit, Lückenlosigkeit | jede Buchung erhält in ihrem Wirtschaftsjahr die nächste Nummer in derselben Transaktion, die sie schreibt | \`journal.csv\`, Spalte Nummer |
| Unveränderbarkeit (§ 146 Abs. 4 AO) | es gibt keine Funktion, die eine Buchung ändert oder löscht; Berichtigungen sind Stornobuchungen, die auf ihr Original verweisen | \`journal.csv\`, Spalte Storniert |
| Erkennbarkeit von Eingriffen | Blöcke mit SHA-256 über Inhalt und vorigen Block; tägliche Signatur des Journalendes in einem getrennten Archiv | \`bloecke.csv\`, \`siegel.csv\`; Ausgabe \`journal-blocks\` zum Nachrechnen |
| Soll gleich Haben | jede Buchung wird vor dem Schreiben geprüft und sonst ganz abgelehnt | Summe je Nummer in \`journal.csv\` |
| Zeitgerechtheit | Zeitpunkt der Erfassung und Benutzer stehen in jeder Buchung | Spalten Gebucht am, Gebucht von |
| Festschreibung | abgeschlossene Perioden nehmen keine Buchung an; wieder geöffnet werden sie nur von zwei Personen | \`aenderungen.csv\` |
| Protokoll der Änderungen | Einstellungen, Mitglieder und Rollen, Konten, Perioden: wer, wann, vorher, nachher | \`aenderungen.csv\` |
| Belegfunktion | Belege liegen unveränderbar im Archiv; ihre SHA-256 steht in der Buchung | \`belege.csv\`, \`buchung_beleg.csv\` |
| Zugriffsschutz | Rollen je Mandant; Prüfer lesen nur | Verfahrensdokumentation der Software, Kapitel 5 |

Die vollständige Verfahrensdokumentation der Software liegt bei ihr (\`docs/procedure.md\`). Organisation, Zuständigkeiten und
Fristen des Unternehmens beschreibt das Unternehmen selbst.
`;
}
