import type { FormField, VatForm } from './form-field.ts';

export type { FormField, VatForm } from './form-field.ts';

/**
 * Lines and Kennzahlen of the form for 2026 (BMF, 2025-12-29, III C 3 - S 7344/00039/007/036), read off two independent
 * transcriptions of it (OCA l10n-germany and a program checked line by line against the form). Labels are our own words.
 * Read again 2026-11: line 49 (Kz 39) is quoted from the form itself, lines 18 (76, 80) and 22 (43) from the BMF letter, by
 * others; Kz 83 on line 50, which follows, by one program more. Nobody was found who has it on 48.
 * `line|kz|base or tax|side|percent|counts|label`. Not filled from books: 77, 76/80 (§24 UStG), 63, 59, 64, 65, 37.
 */
const FORM_2026 = `
13|81|base|credit|19||Umsätze zu 19 %
14|86|base|credit|7||Umsätze zu 7 %
15|87|base|credit|0||Umsätze zu 0 %
16|35|base|credit|||Umsätze zu anderen Steuersätzen
16|36|tax|credit||owed|Steuer zu anderen Steuersätzen
17|77|base|credit|||Land- und Forstwirtschaft, an Abnehmer mit USt-IdNr. (§24 UStG)
18|76|base|credit|||Umsätze nach §24 UStG
18|80|tax|credit||owed|Steuer auf Umsätze nach §24 UStG
19|41|base|credit|||Innergemeinschaftliche Lieferungen an Abnehmer mit USt-IdNr.
20|44|base|credit|||Neue Fahrzeuge an Abnehmer ohne USt-IdNr.
21|49|base|credit|||Neue Fahrzeuge außerhalb eines Unternehmens
22|43|base|credit|||Ausfuhren und andere steuerfreie Umsätze mit Vorsteuerabzug
23|48|base|credit|||Steuerfreie Umsätze ohne Vorsteuerabzug
24|91|base|debit|||Steuerfreie innergemeinschaftliche Erwerbe
25|89|base|debit|19||Innergemeinschaftliche Erwerbe zu 19 %
26|93|base|debit|7||Innergemeinschaftliche Erwerbe zu 7 %
27|90|base|debit|0||Innergemeinschaftliche Erwerbe zu 0 %
28|95|base|debit|||Innergemeinschaftliche Erwerbe zu anderen Steuersätzen
28|98|tax|credit||owed|Steuer auf innergemeinschaftliche Erwerbe zu anderen Steuersätzen
29|94|base|debit|||Erwerb neuer Fahrzeuge von Lieferern ohne USt-IdNr.
29|96|tax|credit||owed|Steuer auf den Erwerb neuer Fahrzeuge
30|46|base|debit|||Leistungen von EU-Unternehmen (§13b Abs. 1 UStG)
30|47|tax|credit||owed|Steuer auf Leistungen von EU-Unternehmen
31|73|base|debit|||Umsätze, die unter das GrEStG fallen (§13b Abs. 2 Nr. 3 UStG)
31|74|tax|credit||owed|Steuer auf Umsätze, die unter das GrEStG fallen
32|84|base|debit|||Andere Leistungen (§13b Abs. 2 Nr. 1, 2, 4 bis 12 UStG)
32|85|tax|credit||owed|Steuer auf andere Leistungen nach §13b UStG
33|42|base|credit|||Lieferungen des ersten Abnehmers in Dreiecksgeschäften (§25b UStG)
34|60|base|credit|||Umsätze, deren Steuer der Empfänger schuldet (§13b Abs. 5 UStG)
35|21|base|credit|||Sonstige Leistungen an EU-Unternehmen, hier nicht steuerbar (§18b Satz 1 Nr. 2 UStG)
36|45|base|credit|||Übrige hier nicht steuerbare Umsätze
38|66|tax|debit||deducted|Vorsteuer aus Rechnungen anderer Unternehmer
39|61|tax|debit||deducted|Vorsteuer aus innergemeinschaftlichen Erwerben
40|62|tax|debit||deducted|Entstandene Einfuhrumsatzsteuer
41|67|tax|debit||deducted|Vorsteuer aus Leistungen nach §13b UStG
42|63|tax|debit||deducted|Vorsteuer nach Durchschnittssätzen (§23a UStG)
43|59|tax|debit||deducted|Vorsteuer für neue Fahrzeuge außerhalb eines Unternehmens (§2a UStG)
44|64|tax|debit||deducted|Berichtigung des Vorsteuerabzugs (§15a UStG)
46|65|tax|credit||owed|Steuer aus dem Wechsel der Besteuerungsform, Nachsteuer auf Anzahlungen
47|69|tax|credit||owed|Unrichtig oder unberechtigt ausgewiesene Steuer (§14c UStG)
49|39|tax|debit||deducted|Abzug der Sondervorauszahlung
50|83|tax|credit||result|Vorauszahlung (Überschuss negativ)
51|50|base|debit|||Minderung der Bemessungsgrundlage (§17 UStG), in den Umsätzen enthalten
52|37|tax|credit|||Minderung der abziehbaren Vorsteuer (§17 UStG), in der Vorsteuer enthalten
`;

function readForm(lineShift: number | undefined): FormField[] {
  const rows = FORM_2026.split('\n').filter((row) => row !== '');
  return rows.map((row) => {
    const [line = '', kz = '', holds, side, percent = '', counts = '', label = ''] = row.split('|');
    return {
      kz,
      ...(lineShift === undefined ? {} : { line: Number(line) + lineShift }),
      holds: holds === 'tax' ? 'tax' : 'base',
      side: side === 'debit' ? 'debit' : 'credit',
      ...(percent === '' ? {} : { percent: BigInt(percent) }),
      ...(counts === 'owed' || counts === 'deducted' || counts === 'result' ? { counts } : {}),
      label,
    };
  });
}

/** Years whose lines are known, and by how many they stand above those of 2026 (Odoo l10n_de for 2023 to 2025). */
const LINE_SHIFTS: Readonly<Record<number, number>> = { 2023: -1, 2024: -1, 2025: -1, 2026: 0 };

/** Before 2021 the cases of §13b UStG stood on other Kennzahlen (52/53, 68, 78/79). */
export const FIRST_FORM_YEAR = 2021;

/**
 * The form of a year. Years without a confirmed table (2021, 2022, and those to come) have the same Kennzahlen and no
 * line numbers; undefined before 2021.
 */
export function vatFormOf(year: number): VatForm | undefined {
  if (year < FIRST_FORM_YEAR) return undefined;
  const shift = LINE_SHIFTS[year];
  return {
    year,
    name: 'USt 1 A',
    confirmed: shift !== undefined,
    fields: readForm(shift),
    uncollectibleKz: '50',
  };
}
