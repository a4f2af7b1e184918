import type { LedgerCompany } from '../../ledger/reader.ts';
import { percentTimes100Of } from '../domain/bwa.ts';
import { BWA_COSTS, BWA_LINES } from '../domain/bwa-lines.ts';
import { germanAmount, type ReportRow, type ReportTable } from '../domain/report-table.ts';
import type { ReadBooksDeps } from './read-books.ts';
import { readBwa } from './read-bwa.ts';
import { readCostCentres } from './read-cost-centres.ts';
import type { ReportRange } from './read-statements.ts';
import { rangeText, stand, writer } from './report-rows.ts';

export async function bwaTable(
  deps: ReadBooksDeps,
  company: LedgerCompany,
  month: string,
): Promise<ReportTable> {
  const money = writer(company);
  const made = await readBwa(deps, company, month);
  const [year, number] = month.split('-');
  const percent = (part: bigint, whole: bigint) => {
    const times100 = percentTimes100Of(part, whole);
    return times100 === undefined ? '–' : germanAmount(times100, 2);
  };
  const columns = [made.month, made.cumulated] as const;
  return {
    title: `Betriebswirtschaftliche Auswertung ${number}/${year}`,
    subtitle: `Kurzfristige Erfolgsrechnung (Form 01), Beträge in ${company.currency}`,
    columns: ['Bezeichnung', 'Monat', '% Ges.-Leistg.', '% Ges.-Kosten', 'Vorjahr', 'kumuliert', '% Ges.-Leistg.', '% Ges.-Kosten', 'Vorjahr kum.'], // biome-ignore format: one row
    rows: BWA_LINES.flatMap(({ id, title, sums }): ReportRow[] => {
      const of = (amounts: ReadonlyMap<string, bigint>, line = id) => amounts.get(line) ?? 0n;
      const cells = columns.flatMap(({ amounts }, at) => [
        money(of(amounts)),
        percent(of(amounts), of(amounts, '1051')),
        BWA_COSTS.includes(id) || id === '1280' ? percent(-of(amounts), of(amounts, '1280')) : '',
        money(of((at === 0 ? made.previousMonth : made.previousCumulated).amounts)),
      ]);
      return [{ label: title, depth: sums ? 0 : 1, kind: sums ? 'sum' : 'line', cells }];
    }),
    notes: [
      ...made.cumulated.unassigned.map(
        ({ account, amountMinor }) => `Konto ${account} (${money(amountMinor)}) hat keine Zeile in Form 01.`,
      ),
      stand(made.asOfNumbers),
    ],
  };
}

export async function costCentresTable(
  deps: ReadBooksDeps,
  company: LedgerCompany,
  range: ReportRange,
): Promise<ReportTable> {
  const money = writer(company);
  const { centres, whole, chart, asOfNumbers } = await readCostCentres(deps, company, range, 'costCentre');
  const rows = centres.flatMap(({ costCentre, lines, resultMinor }): ReportRow[] => [
    {
      label: costCentre === '' ? 'Ohne Kostenstelle' : `Kostenstelle ${costCentre}`,
      depth: 0,
      kind: 'heading',
      cells: [],
    },
    ...lines
      .filter(({ accounts }) => accounts.length > 0)
      .flatMap(({ id, title, amountMinor, accounts }): ReportRow[] => [
        { label: `${id}. ${title}`, depth: 1, kind: 'line', cells: [money(amountMinor)] },
        ...accounts.map(({ account, amountMinor: part }): ReportRow => {
          const label = `${account} ${chart.find(account)?.name ?? ''}`;
          return { label, depth: 2, kind: 'note', cells: [money(part)] };
        }),
      ]),
    { label: 'Ergebnis', depth: 0, kind: 'sum', cells: [money(resultMinor)] },
  ]);
  const total = centres.reduce((sum, { resultMinor }) => sum + resultMinor, 0n);
  return {
    title: 'Kostenstellenrechnung',
    subtitle: `${rangeText(range)}, Beträge in ${company.currency}`,
    columns: ['Posten', 'Betrag'],
    rows: [...rows, { label: 'Ergebnis aller Kostenstellen', depth: 0, kind: 'sum', cells: [money(total)] }],
    notes: [`Ergebnis der Gewinn- und Verlustrechnung: ${money(whole.resultMinor)}.`, stand(asOfNumbers)],
  };
}
