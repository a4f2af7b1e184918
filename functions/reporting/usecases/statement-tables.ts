import type { LedgerCompany } from '../../ledger/reader.ts';
import { germanDate, type ReportRow, type ReportTable } from '../domain/report-table.ts';
import { isShown, type SizeClass, type StatementLine } from '../domain/statements.ts';
import type { ReadBooksDeps } from './read-books.ts';
import { readCashFlow } from './read-cash-flow.ts';
import { type ReadCostOfSalesDeps, readCostOfSales } from './read-cost-of-sales.ts';
import { type ReportRange, readBalanceSheet, readProfitAndLoss } from './read-statements.ts';
import { noPlace, rangeShort, rangeText, rowsOf, stand, writer } from './report-rows.ts';

/** `A.B.II.1` is shown as `1.`, below `II.` and `B.`. */
function balanceShape({ id, title }: StatementLine) {
  const parts = id.split('.').slice(1);
  const number = parts.at(-1) ?? '';
  const label = number === 'deficit' ? title : `${number}. ${title}`;
  const depth = Math.max(parts.length - 1, 0);
  return { label, depth, kind: depth === 0 ? ('sum' as const) : ('line' as const) };
}

export async function balanceSheetTable(
  deps: ReadBooksDeps,
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
  deps: ReadBooksDeps,
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

export async function cashFlowTable(
  deps: ReadBooksDeps,
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
