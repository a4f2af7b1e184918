import { addFigures, type By, type Figures, levelOf, NO_FIGURES } from '../domain/figures/figures.ts';
import { type Periods, periodsBefore, periodsOf } from '../domain/figures/periods.ts';
import { isEmpty, type Line, lineOf, type Report, weightOf } from '../domain/figures/report.ts';
import type { MadeReport } from '../domain/figures/report-texts.ts';
import type { FigureReader } from '../reader/figures.ts';

export interface ReadFiguresDeps {
  readonly reader: Pick<FigureReader, 'allFigures'>;
}

export interface Asked {
  readonly report: Report;
  readonly from: string;
  readonly to: string;
  readonly by: By | 'day';
}

/**
 * A report from the figures of days and months: reads one item a group and month, and one a group and day where a month is not whole,
 * however many tickets there are.
 */
export async function readFigures(
  { reader }: ReadFiguresDeps,
  companyId: string,
  asked: Asked,
): Promise<MadeReport> {
  const { report, from, to, by } = asked;
  const group = by === 'day' ? 'total' : by;
  const sumOf = (periods: readonly Periods[]) => sumFigures(reader, companyId, group, periods);
  const [before, within] = await Promise.all([
    sumOf(periodsBefore(from)),
    by === 'day' ? figuresByDay(reader, companyId, from, to) : sumOf(periodsOf(from, to)),
  ]);
  const openBefore = (key: string) => levelOf(before.get(key) ?? NO_FIGURES);
  const lines =
    by === 'day'
      ? linesByDay(report, openBefore('-'), within)
      : [...new Set([...(by === 'total' ? ['-'] : []), ...before.keys(), ...within.keys()])]
          .map((key) => ({ key, openBefore: openBefore(key), figures: within.get(key) ?? NO_FIGURES }))
          .filter((stand) => by === 'total' || !isEmpty(report, stand))
          .toSorted((a, b) => weightOf(report, b) - weightOf(report, a) || (a.key < b.key ? -1 : 1))
          .map((stand) => lineOf(report, stand.key, stand));
  return { ...asked, lines };
}

async function sumFigures(
  reader: ReadFiguresDeps['reader'],
  companyId: string,
  by: By,
  periods: readonly Periods[],
): Promise<Map<string, Figures>> {
  const sums = new Map<string, Figures>();
  for (const { from, to } of periods)
    for await (const row of reader.allFigures(companyId, by, from, to))
      sums.set(row.key, addFigures(sums.get(row.key) ?? NO_FIGURES, row));
  return sums;
}

async function figuresByDay(
  reader: ReadFiguresDeps['reader'],
  companyId: string,
  from: string,
  to: string,
): Promise<Map<string, Figures>> {
  const days = new Map<string, Figures>();
  for await (const row of reader.allFigures(companyId, 'total', `D#${from}`, `D#${to}`))
    days.set(row.period.slice('D#'.length), row);
  return days;
}

/** Days on which something happened, in order. */
function linesByDay(report: Report, openBefore: number, days: ReadonlyMap<string, Figures>): Line[] {
  let open = openBefore;
  return [...days].flatMap(([day, figures]) => {
    const line = lineOf(report, day, { openBefore: open, figures });
    open += levelOf(figures);
    return isEmpty(report, { openBefore: 0, figures }) ? [] : [line];
  });
}
