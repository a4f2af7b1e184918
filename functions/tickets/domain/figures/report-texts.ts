import { barChart } from '../../../../shared/charts/bar-chart.ts';
import { type Language, localDate, localDecimal } from '../../../../shared/charts/format-number.ts';
import { svgDocument } from '../../../../shared/charts/svg.ts';
import { csvRow, guardCell } from '../../../../shared/kernel/csv-row.ts';
import type { By } from './figures.ts';
import { CHARTED, COLUMNS, type Line, type Report } from './report.ts';
import { columnWords, keyWords, titleOf } from './words.ts';

export interface MadeReport {
  readonly report: Report;
  readonly by: By | 'day';
  readonly from: string;
  readonly to: string;
  readonly lines: readonly Line[];
}

/** One row a group; numbers as the language writes them. */
export function reportCsv({ report, by, lines }: MadeReport, language: Language): string {
  const columns = COLUMNS[report].map(({ name }) => name);
  const head = csvRow([by, ...columns.map((name) => columnWords(name, language))]);
  const rows = lines.map(({ key, values }) =>
    csvRow([
      guardCell(by === 'day' ? key : keyWords(by, key, language)),
      ...columns.map((name) => (values[name] === undefined ? '' : localNumber(values[name], language))),
    ]),
  );
  return head + rows.join('');
}

function localNumber(text: string, language: Language): string {
  return language === 'de' ? text.replace('.', ',') : text;
}

/** Bars that a chart shows; the largest groups first, days in order. */
const MAX_BARS = 40;

export function reportChart(made: MadeReport, language: Language): string {
  const { report, by, from, to, lines } = made;
  const lanes = CHARTED[report];
  const series = lanes.flat();
  const bars = lines.slice(0, MAX_BARS).map(({ key, values }) => ({
    label: by === 'day' ? localDate(key, language) : keyWords(by, key, language),
    parts: series.map((name, at) => ({
      series: at,
      lane: lanes.findIndex((lane) => lane.includes(name)),
      minor: BigInt(Math.round(Number(values[name] ?? 0))),
    })),
    value: series
      .map((name) => (values[name] === undefined ? '–' : localDecimal(values[name], language)))
      .join(' · '),
  }));
  const range = `${localDate(from, language)} – ${localDate(to, language)}`;
  const left = lines.length - bars.length;
  const more = left > 0 ? { de: `, ${left} weitere`, en: `, ${left} more` }[language] : '';
  const title = titleOf(report, by, language);
  return svgDocument(
    barChart({
      title,
      subtitle: range + more,
      description: `${title}, ${range}: ${series.map((name) => columnWords(name, language)).join(', ')}.`,
      series: series.map((name) => columnWords(name, language)),
      bars,
      empty: { de: 'Nichts in dieser Zeit.', en: 'Nothing in this time.' }[language],
    }),
  );
}
