/** One line of a statement by law: its place and its name, in our own short words. */
export interface LineTitle {
  readonly id: string;
  readonly title: string;
}

function readLines(table: string): readonly LineTitle[] {
  return table
    .trim()
    .split('\n')
    .map((row) => {
      const [id = '', title = ''] = row.split('|');
      return { id, title };
    });
}

/** §266 Abs. 2 and 3 HGB; `A.deficit` is §268 Abs. 3 HGB. A line includes those whose id begins with its own and a dot. */
export const BALANCE_LINES = readLines(`
A.A|Anlagevermögen
A.A.I|Immaterielle Vermögensgegenstände
A.A.I.1|Selbst geschaffene Schutzrechte und ähnliche Rechte
A.A.I.2|Entgeltlich erworbene Konzessionen, Schutzrechte und Lizenzen
A.A.I.3|Geschäfts- oder Firmenwert
A.A.I.4|Geleistete Anzahlungen
A.A.II|Sachanlagen
A.A.II.1|Grundstücke und Bauten
A.A.II.2|Technische Anlagen und Maschinen
A.A.II.3|Andere Anlagen, Betriebs- und Geschäftsausstattung
A.A.II.4|Geleistete Anzahlungen und Anlagen im Bau
A.A.III|Finanzanlagen
A.A.III.1|Anteile an verbundenen Unternehmen
A.A.III.2|Ausleihungen an verbundene Unternehmen
A.A.III.3|Beteiligungen
A.A.III.4|Ausleihungen an Unternehmen mit Beteiligungsverhältnis
A.A.III.5|Wertpapiere des Anlagevermögens
A.A.III.6|Sonstige Ausleihungen
A.B|Umlaufvermögen
A.B.I|Vorräte
A.B.I.1|Roh-, Hilfs- und Betriebsstoffe
A.B.I.2|Unfertige Erzeugnisse und Leistungen
A.B.I.3|Fertige Erzeugnisse und Waren
A.B.I.4|Geleistete Anzahlungen
A.B.II|Forderungen und sonstige Vermögensgegenstände
A.B.II.1|Forderungen aus Lieferungen und Leistungen
A.B.II.2|Forderungen gegen verbundene Unternehmen
A.B.II.3|Forderungen gegen Unternehmen mit Beteiligungsverhältnis
A.B.II.4|Sonstige Vermögensgegenstände
A.B.III|Wertpapiere
A.B.III.1|Anteile an verbundenen Unternehmen
A.B.III.2|Sonstige Wertpapiere
A.B.IV|Kasse, Bankguthaben und Schecks
A.C|Rechnungsabgrenzungsposten
A.D|Aktive latente Steuern
A.E|Aktiver Unterschiedsbetrag aus der Vermögensverrechnung
A.deficit|Nicht durch Eigenkapital gedeckter Fehlbetrag
P.A|Eigenkapital
P.A.I|Gezeichnetes Kapital
P.A.II|Kapitalrücklage
P.A.III|Gewinnrücklagen
P.A.III.1|Gesetzliche Rücklage
P.A.III.2|Rücklage für Anteile an einem herrschenden Unternehmen
P.A.III.3|Satzungsmäßige Rücklagen
P.A.III.4|Andere Gewinnrücklagen
P.A.IV|Gewinnvortrag/Verlustvortrag
P.A.V|Jahresüberschuss/Jahresfehlbetrag
P.A.deficit|davon auf der Aktivseite ausgewiesen
P.B|Rückstellungen
P.B.1|Rückstellungen für Pensionen
P.B.2|Steuerrückstellungen
P.B.3|Sonstige Rückstellungen
P.C|Verbindlichkeiten
P.C.1|Anleihen
P.C.2|Verbindlichkeiten gegenüber Kreditinstituten
P.C.3|Erhaltene Anzahlungen
P.C.4|Verbindlichkeiten aus Lieferungen und Leistungen
P.C.5|Wechselverbindlichkeiten
P.C.6|Verbindlichkeiten gegenüber verbundenen Unternehmen
P.C.7|Verbindlichkeiten gegenüber Unternehmen mit Beteiligungsverhältnis
P.C.8|Sonstige Verbindlichkeiten
P.D|Rechnungsabgrenzungsposten
P.E|Passive latente Steuern
`);

/** §275 Abs. 2 HGB (as of BilRUG); 15 and 17 are sums. Then §158 Abs. 1 AktG. */
export const INCOME_LINES = readLines(`
1|Umsatzerlöse
2|Bestandsveränderung an Erzeugnissen
3|Andere aktivierte Eigenleistungen
4|Sonstige betriebliche Erträge
5a|Aufwendungen für Roh-, Hilfs- und Betriebsstoffe und Waren
5b|Aufwendungen für bezogene Leistungen
6a|Löhne und Gehälter
6b|Soziale Abgaben und Altersversorgung
7a|Abschreibungen auf Anlagevermögen
7b|Abschreibungen auf Umlaufvermögen, soweit unüblich hoch
8|Sonstige betriebliche Aufwendungen
9|Erträge aus Beteiligungen
10|Erträge aus anderen Wertpapieren und Ausleihungen
11|Sonstige Zinsen und ähnliche Erträge
12|Abschreibungen auf Finanzanlagen und Wertpapiere des Umlaufvermögens
13|Zinsen und ähnliche Aufwendungen
14|Steuern vom Einkommen und vom Ertrag
15|Ergebnis nach Steuern
16|Sonstige Steuern
17|Jahresüberschuss/Jahresfehlbetrag
158.1|Gewinnvortrag/Verlustvortrag aus dem Vorjahr
158.2|Entnahmen aus der Kapitalrücklage
158.3a|Entnahmen aus der gesetzlichen Rücklage
158.3b|Entnahmen aus der Rücklage für Anteile an einem herrschenden Unternehmen
158.3c|Entnahmen aus satzungsmäßigen Rücklagen
158.3d|Entnahmen aus anderen Gewinnrücklagen
158.4a|Einstellungen in die gesetzliche Rücklage
158.4b|Einstellungen in die Rücklage für Anteile an einem herrschenden Unternehmen
158.4c|Einstellungen in satzungsmäßige Rücklagen
158.4d|Einstellungen in andere Gewinnrücklagen
158.5|Bilanzgewinn/Bilanzverlust
`);
