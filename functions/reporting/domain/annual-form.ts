import type { Evidence, FormField, VatForm } from './form-field.ts';
import { vatFormOf } from './vat-form.ts';

/**
 * The annual return (Umsatzsteuererklärung, USt 2 A) in the order of the form. Columns: line in 2023 and 2024, line
 * in 2025, Kennzahl, Kennzahl of the UStVA whose amounts it takes and whose field it is else like, evidence, label where it
 * is another than there (our own words).
 *
 * Where the Kennzahlen come from. BMF letters that introduce the forms (2022-12-21, III C 3 - S 7344/19/10002 :005, for
 * 2023; :006 for 2024), quoted by publishers: 157 to 159 and 780 with their lines, and lines 22 to 31 of supplies; that for 2007: 177 to 179. Named alike by
 * two transcriptions independent of each other, one of ELSTER's field list of 2021, one of the form of 2026: all that has
 * no evidence marked. `1`: in the first of them only. `0`: none was found; 43 and 48 are split by the provision that
 * exempts (43 was 237 in 2021, exports are 752 in 2026, by one source each; of 48 only 286 for §4 Nr. 12 was seen).
 *
 * Where the lines come from. 2023 and 2024: the BMF letters and a commentary on them. 2025: two programs that read them
 * out of ELSTER's field list of that year. Of 2026 no line but 35 (Kz 347, §24 UStG) was seen, and the Kennzahlen by the
 * second transcription. That lines 119 and 120 have Kennzahlen (816 and 820 are told) could not be
 * confirmed; ELSTER's own form of 2022 has the same closing lines (168, 169), with the special prepayment in the first.
 */
const FORM = `
22|22|177|81||
23|23|178|81||Unentgeltliche Lieferungen zu 19 % (§3 Abs. 1b UStG)
24|24|179|81||Unentgeltliche Leistungen zu 19 % (§3 Abs. 9a UStG)
25|25|275|86||
26||195|86|1|Unentgeltliche Lieferungen zu 7 % (§3 Abs. 1b UStG)
27||196|86|1|Unentgeltliche Leistungen zu 7 % (§3 Abs. 9a UStG)
28||157|87||
29||158|87||Unentgeltliche Lieferungen zu 0 %
30||159|87||Unentgeltliche Leistungen zu 0 %
31||155|35||
31||156|36||
||777|77|1|
||UStVA 76|76|0|
||UStVA 80|80|0|
||317|65|1|
||741|41||
||744|44|1|
||749|49|1|
||UStVA 43|43|0|Ausfuhren und andere steuerfreie Umsätze mit Vorsteuerabzug: nach Vorschrift aufzuteilen
||UStVA 48|48|0|Steuerfreie Umsätze ohne Vorsteuerabzug: nach Vorschrift aufzuteilen
||791|91|1|
||781|89||
||793|93||
53||780|90||
||798|95||
||799|98||
||794|94|1|
||796|96|1|
||742|42|1|
|65|846|46||
|65|847|47||
||873|73|1|
||874|74|1|
|67|877|84||
|67|878|85||
||209|60||
||721|21||
||205|45||
||650|50|1|
|79|320|66||
||761|61||
||762|62|1|
|83|467|67||
||334|63|1|
||759|59|1|
||637|37|1|
||UStVA 64|64|0|
||UStVA 69|69|0|
`;

/** What the year comes to: the tax, less what was declared in advance. */
const CLOSING: readonly FormField[] = [
  {
    kz: 'remaining',
    line: 118,
    holds: 'tax',
    side: 'credit',
    counts: 'result',
    label: 'Verbleibende Umsatzsteuer (Überschuss negativ)',
  },
  {
    kz: 'prepayments',
    line: 119,
    holds: 'tax',
    side: 'debit',
    counts: 'prepayments',
    label: 'Vorauszahlungssoll einschließlich Sondervorauszahlung',
  },
  {
    kz: 'settlement',
    line: 120,
    holds: 'tax',
    side: 'credit',
    counts: 'settlement',
    label: 'Abschlusszahlung (Erstattung negativ)',
  },
];

const EVIDENCE: Readonly<Record<string, Evidence>> = { '1': 'one-source', '0': 'none' };
/** The column of lines of a year; none was seen of the others. */
const LINE_COLUMN: Readonly<Record<number, 0 | 1>> = { 2023: 0, 2024: 0, 2025: 1 };
/** Years of whose forms at least the Kennzahlen were seen. */
const SEEN = [2023, 2024, 2025, 2026];

const ROWS = FORM.split('\n')
  .filter((row) => row !== '')
  .map((row) => {
    const [early = '', late = '', kz = '', advanceKz = '', grade = '', label = ''] = row.split('|');
    return { lines: [early, late], kz, advanceKz, evidence: EVIDENCE[grade], label };
  });

/** The annual form of a year; undefined before 2021. Years of which nothing was seen have the same Kennzahlen, no lines. */
export function annualFormOf(year: number): VatForm | undefined {
  const advance = vatFormOf(year);
  if (!advance) return undefined;
  const column = LINE_COLUMN[year];
  const rows = ROWS.flatMap(({ lines, kz, advanceKz, evidence, label }): FormField[] => {
    const alike = advance.fields.find((field) => field.kz === advanceKz);
    if (!alike) return [];
    const { line: _other, ...field } = alike;
    const line = column === undefined ? '' : lines[column];
    return [
      {
        ...field,
        kz,
        ...(line ? { line: Number(line) } : {}),
        ...(evidence ? { evidence } : {}),
        label: label || field.label,
      },
    ];
  });
  const closing = CLOSING.map(({ line, ...field }) =>
    year === 2025 && line !== undefined ? { ...field, line } : field,
  );
  return {
    year,
    name: 'USt 2 A',
    confirmed: SEEN.includes(year),
    fields: [...rows, ...closing],
    uncollectibleKz: '650',
  };
}

/** The place of supplies without consideration, behind that of their rate. */
const FREE = { supply: 1, service: 2 } as const;

/** Where the amounts of a Kennzahl of the UStVA stand in the annual return; itself where they stand nowhere. */
export function annualKzOf(advanceKz: string, withoutConsideration?: 'supply' | 'service'): string {
  const kzs = ROWS.filter((row) => row.advanceKz === advanceKz).map(({ kz }) => kz);
  return kzs[withoutConsideration ? FREE[withoutConsideration] : 0] ?? kzs[0] ?? advanceKz;
}
