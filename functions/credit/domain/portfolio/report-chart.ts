import { type Bar, barChart } from '../../../../shared/charts/bar-chart.ts';
import { localAmount, localCount, localDate, localDecimal } from '../../../../shared/charts/format-number.ts';
import { heatTable } from '../../../../shared/charts/heat-table.ts';
import { type Drawing, svgDocument } from '../../../../shared/charts/svg.ts';
import { COMPONENTS } from '../components.ts';
import { GONE_DEBTORS, NEW_DEBTORS } from '../figures/portfolio.ts';
import type { Cells, PortfolioReport, ReportLine } from './report.ts';
import type { ReportFrame } from './report-csv.ts';
import { keyWord, noteText, titleOf, wordOf } from './report-words.ts';

/** Which columns make up the bars of a report, and which are taken off. */
const PARTS: Readonly<Record<Exclude<PortfolioReport['kind'], 'migration'>, readonly string[]>> = {
  exposure: COMPONENTS,
  ageing: ['open'],
  dso: ['receivables', 'rest'],
  concentration: ['exposure'],
  'limit-use': ['exposure'],
  overdue: ['overdue', 'rest'],
};
const TAKEN_OFF = new Set(['prepayments']);

const minorOf = (cells: Cells, name: string) => (cells[name] as bigint | undefined) ?? 0n;

/** `rest` is what is left of the whole: of the month's sales, of what is open. */
function partMinor({ cells }: ReportLine, name: string): bigint {
  if (name === 'rest' && 'sales' in cells) return minorOf(cells, 'sales') - minorOf(cells, 'receivables');
  if (name === 'rest') return minorOf(cells, 'open') - minorOf(cells, 'overdue');
  return TAKEN_OFF.has(name) ? -minorOf(cells, name) : minorOf(cells, name);
}

/** The bars of a report: the parts of each add up to the number beside it. */
export function barsOf(report: PortfolioReport, { currency, language }: ReportFrame): Bar[] {
  const { kind } = report;
  if (kind === 'migration') return [];
  return report.lines.map((line): Bar => {
    const parts = PARTS[kind].map((name, series) => ({ series, minor: partMinor(line, name) }));
    const sum = parts.reduce((total, { minor }) => total + minor, 0n);
    const { customers, share } = line.cells;
    const number = customers === undefined ? '' : ` (${localCount(Number(customers), language)})`;
    const label = keyWord(kind, line.key, language);
    const percent =
      kind === 'overdue' || share === undefined ? '' : ` · ${localDecimal(String(share), language)} %`;
    return {
      label: kind === 'concentration' ? label : `${label}${number}`,
      parts,
      value: `${localAmount(sum, currency, language)}${percent}`,
    };
  });
}

function seriesOf({ kind }: PortfolioReport, language: ReportFrame['language']): string[] {
  if (kind === 'migration') return [];
  return PARTS[kind].map((name) => {
    if (name !== 'rest') return wordOf(name, language);
    return kind === 'dso' ? wordOf('rest', language) : wordOf('notDue', language);
  });
}

function totalText({ kind, totals }: PortfolioReport, { currency, language }: ReportFrame): string {
  const figure = { dso: 'dso', concentration: 'hhi' }[kind as string];
  if (figure !== undefined) {
    const value = totals[figure];
    const unit = kind === 'dso' ? ` ${wordOf('days', language)}` : '';
    return `${wordOf(figure, language)} ${value === undefined ? '–' : localDecimal(String(value), language) + unit}`;
  }
  const name = { ageing: 'open', overdue: 'overdue' }[kind as string] ?? 'exposure';
  const shown = totals.expectedLoss === undefined ? [name] : [name, 'expectedLoss'];
  return shown
    .map((one) => `${wordOf(one, language)} ${localAmount(minorOf(totals, one), currency, language)}`)
    .join(' · ');
}

/** A report as a chart. */
export function reportChart(report: PortfolioReport, frame: ReportFrame): string {
  const { kind, notes } = report;
  const { from, asOf, currency, language } = frame;
  const title = titleOf(kind, language);
  const days = [...(from === undefined ? [] : [from]), asOf]
    .map((day) => localDate(day, language))
    .join(' – ');
  const subtitle = `${wordOf('asOf', language)} ${days} · ${currency} · ${totalText(report, frame)}`;
  const empty = wordOf('empty', language);
  const remarks = notes.map((note) => noteText(note, language)).join(' ');
  if (kind === 'migration') {
    return svgDocument(matrixChart(report, frame, { title, subtitle, empty }));
  }
  const bars = barsOf(report, frame);
  const told = bars.map(({ label, value }) => `${label}: ${value}`).join('; ');
  const description = `${subtitle}. ${told === '' ? empty : told}. ${remarks}`.trim();
  return svgDocument(
    barChart({ title, subtitle, description, series: seriesOf(report, language), bars, empty }),
  );
}

function matrixChart(
  { lines }: PortfolioReport,
  { language }: ReportFrame,
  { title, subtitle, empty }: { title: string; subtitle: string; empty: string },
): Drawing {
  const names = (column: string) => [...new Set(lines.map(({ cells }) => String(cells[column])))];
  const classes = [...new Set([...names('from'), ...names('to')])]
    .filter((name) => name !== NEW_DEBTORS && name !== GONE_DEBTORS)
    .sort();
  const from = names('from').includes(NEW_DEBTORS) ? [...classes, NEW_DEBTORS] : classes;
  const to = names('to').includes(GONE_DEBTORS) ? [...classes, GONE_DEBTORS] : classes;
  const cellOf = new Map(lines.map((line) => [line.key, line.cells]));
  const rows =
    lines.length === 0
      ? []
      : from.map((row) => ({
          label: wordOf(row, language),
          cells: to.map((column) => {
            const cells = cellOf.get(`${row}>${column}`);
            if (!cells) return undefined;
            const share = String(cells.share ?? '0');
            return {
              percent: Number(share),
              value: localCount(Number(cells.customers), language),
              detail: `${localDecimal(share, language)} %`,
            };
          }),
        }));
  const told = lines.map(({ key, cells }) => `${keyWord('migration', key, language)}: ${cells.customers}`);
  return heatTable({
    title,
    subtitle,
    description: `${subtitle}. ${told.length === 0 ? empty : told.join('; ')}.`,
    rowsLabel: wordOf('from', language),
    columnsLabel: wordOf('to', language),
    columns: to.map((name) => wordOf(name, language)),
    rows,
    empty,
  });
}
