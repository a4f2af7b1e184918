import { currencyDecimals } from '../../../shared/kernel/currency.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { percentTimes100Of } from '../domain/bwa.ts';
import { BWA_COSTS, BWA_LINES } from '../domain/bwa-lines.ts';
import { germanAmount, germanDate, type ReportRow, type ReportTable } from '../domain/report-table.ts';
import { isShown, type SizeClass, type StatementLine } from '../domain/statements.ts';
import { readBwa } from './read-bwa.ts';
import { readCashFlow } from './read-cash-flow.ts';
import { readCostCentres } from './read-cost-centres.ts';
import { type ReadCostOfSalesDeps, readCostOfSales } from './read-cost-of-sales.ts';
import { type ReportRange, readBalanceSheet, readProfitAndLoss } from './read-statements.ts';

type AsOfNumbers = Readonly<Record<string, number>>;

const rangeText = ({ from, to }: ReportRange) => `${germanDate(from)} bis ${germanDate(to)}`;

function stand(asOfNumbers: AsOfNumbers): string {
  const years = Object.entries(asOfNumbers).map(([year, number]) => `${year} bis Nr. ${number}`);
  return `Stand des Journals: ${years.join(', ')}.`;
}

function writer({ currency }: LedgerCompany) {
  const decimals = currencyDecimals(currency);
  return (minor: bigint) => germanAmount(minor, decimals);
}

const noPlace = (
  accounts: readonly { account: string; amountMinor: bigint }[],
  money: (minor: bigint) => string,
) =>
  accounts.map(
    ({ account, amountMinor }) =>
      `Konto ${account} (${money(amountMinor)}) hat keinen Platz in der Gliederung.`,
  );

/** Lines beside the same lines of the year before; those that are empty in both are left out (§265 Abs. 8 HGB). */
function rowsOf(
  lines: readonly StatementLine[],
  previous: readonly StatementLine[],
  money: (minor: bigint) => string,
  shape: (line: StatementLine) => Pick<ReportRow, 'depth' | 'kind'> & { readonly label: string },
): ReportRow[] {
  const before = new Map(previous.map(({ id, amountMinor }) => [id, amountMinor]));
  return lines.flatMap((line) => {
    const then = before.get(line.id) ?? 0n;
    const { kind, ...rest } = shape(line);
    if (line.amountMinor === 0n && then === 0n && kind === 'line') return [];
    return [{ ...rest, kind, cells: [money(line.amountMinor), money(then)] }];
  });
}

/** `A.B.II.1` is shown as `1.`, below `II.` and `B.`. */
function balanceShape({ id, title }: StatementLine) {
  const parts = id.split('.').slice(1);
  const number = parts.at(-1) ?? '';
  const label = number === 'deficit' ? title : `${number}. ${title}`;
  const depth = Math.max(parts.length - 1, 0);
  return { label, depth, kind: depth === 0 ? ('sum' as const) : ('line' as const) };
}

export async function balanceSheetTable(
  deps: ReadCostOfSalesDeps,
  company: LedgerCompany,
  asOf: string,
  size: SizeClass,
): Promise<ReportTable> {
  const money = writer(company);
  const { sheet, previous, previousAsOf, provisional, asOfNumbers } = await readBalanceSheet(
    deps,
    company,
    asOf,
  );
  const shown = sheet.lines.filter(({ id }) => isShown(id, size));
  const side = (prefix: string) =>
    rowsOf(
      shown.filter(({ id }) => id.startsWith(prefix)),
      previous.lines,
      money,
      balanceShape,
    ).filter(({ kind, cells }) => kind !== 'sum' || cells.some((cell) => cell !== '–'));
  const total = (label: string, now: bigint, then: bigint): ReportRow => {
    return { label, depth: 0, kind: 'sum', cells: [money(now), money(then)] };
  };
  const heading = (label: string): ReportRow => ({ label, depth: 0, kind: 'heading', cells: [] });
  const difference = sheet.assetsMinor - sheet.liabilitiesMinor;
  return {
    title: `Bilanz zum ${germanDate(asOf)}`,
    subtitle: `§266 HGB, Beträge in ${company.currency}`,
    columns: ['Posten', germanDate(asOf), germanDate(previousAsOf)],
    rows: [
      heading('Aktiva'),
      ...side('A.'),
      total('Summe Aktiva', sheet.assetsMinor, previous.assetsMinor),
      heading('Passiva'),
      ...side('P.'),
      total('Summe Passiva', sheet.liabilitiesMinor, previous.liabilitiesMinor),
    ],
    notes: [
      ...(difference === 0n ? [] : [`Aktiva und Passiva unterscheiden sich um ${money(difference)}.`]),
      ...noPlace(sheet.unassigned, money),
      ...(provisional ? ['Vorläufig: die Eröffnungsbuchungen des Jahres fehlen noch.'] : []),
      stand(asOfNumbers),
    ],
  };
}

const INCOME_SUMS = ['15', '17', '158.5'];

export async function profitAndLossTable(
  deps: ReadCostOfSalesDeps,
  company: LedgerCompany,
  range: ReportRange,
): Promise<ReportTable> {
  const money = writer(company);
  const { statement, previous, previousRange, asOfNumbers } = await readProfitAndLoss(deps, company, range);
  return {
    title: 'Gewinn- und Verlustrechnung',
    subtitle: `${rangeText(range)}, Gesamtkostenverfahren (§275 Abs. 2 HGB), Beträge in ${company.currency}`,
    columns: ['Posten', rangeShort(range), rangeShort(previousRange)],
    rows: rowsOf(statement.lines, previous.lines, money, ({ id, title }) => ({
      label: `${id.replace('158.', '')}. ${title}`,
      depth: 0,
      kind: INCOME_SUMS.includes(id) ? 'sum' : 'line',
    })),
    notes: [...noPlace(statement.unassigned, money), stand(asOfNumbers)],
  };
}

/** A column's head: the end of the range names it. */
const rangeShort = ({ to }: ReportRange) => `bis ${germanDate(to)}`;

export async function costOfSalesTable(
  deps: ReadCostOfSalesDeps,
  company: LedgerCompany,
  range: ReportRange,
): Promise<ReportTable> {
  const money = writer(company);
  const made = await readCostOfSales(deps, company, range);
  return {
    title: 'Gewinn- und Verlustrechnung',
    subtitle: `${rangeText(range)}, Umsatzkostenverfahren (§275 Abs. 3 HGB), Beträge in ${company.currency}`,
    columns: ['Posten', rangeShort(range), rangeShort(made.previousRange)],
    rows: rowsOf(made.statement.lines, made.previous.lines, money, ({ id, title }) => ({
      label: `${id}. ${title}`,
      depth: 0,
      kind: ['3', '14', '16'].includes(id) ? 'sum' : 'line',
    })),
    notes: [
      ...noPlace(made.statement.unassigned, money),
      ...made.statement.unmapped.map(
        ({ account, costCentre, debitMinor }) =>
          `Konto ${account}${costCentre === '' ? '' : `, Kostenstelle ${costCentre}`} (${money(debitMinor)}) ist keinem Funktionsbereich zugeordnet und steht in Posten 7.`,
      ),
      stand(made.asOfNumbers),
    ],
  };
}

export async function bwaTable(
  deps: ReadCostOfSalesDeps,
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
  deps: ReadCostOfSalesDeps,
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

export async function cashFlowTable(
  deps: ReadCostOfSalesDeps,
  company: LedgerCompany,
  range: ReportRange,
): Promise<ReportTable> {
  const money = writer(company);
  const { flow, previous, previousRange, chart, asOfNumbers } = await readCashFlow(deps, company, range, 0n);
  const sums = ['operating', 'investing', 'financing', 'fund-change'];
  const fund = (label: string, now: bigint, then: bigint, kind: 'line' | 'sum'): ReportRow => {
    return { label, depth: 0, kind, cells: [money(now), money(then)] };
  };
  return {
    title: 'Kapitalflussrechnung',
    subtitle: `${rangeText(range)}, DRS 21 (indirekte Methode), Beträge in ${company.currency}`,
    columns: ['Posten', rangeShort(range), rangeShort(previousRange)],
    rows: [
      ...rowsOf(flow.lines, previous.lines, money, ({ id, title }) => {
        const isSum = sums.includes(id);
        return { label: title, depth: isSum ? 0 : 1, kind: isSum ? 'sum' : 'line' };
      }),
      fund('Finanzmittelfonds am Anfang', flow.fundOpeningMinor, previous.fundOpeningMinor, 'line'),
      fund('Finanzmittelfonds am Ende', flow.fundClosingMinor, previous.fundClosingMinor, 'sum'),
    ],
    notes: [
      `Finanzmittelfonds: ${flow.fund.map(({ account }) => `${account} ${chart.find(account)?.name ?? ''}`.trim()).join(', ')}.`,
      ...(flow.differenceMinor === 0n ? [] : [`Nicht erklärt: ${money(flow.differenceMinor)}.`]),
      ...noPlace(flow.unassigned, money),
      stand(asOfNumbers),
    ],
  };
}
