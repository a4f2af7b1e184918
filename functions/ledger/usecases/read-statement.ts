import {
  addDays,
  type CalendarDate,
  calendarDate,
  monthOf,
  yearOf,
} from '../../../shared/kernel/calendar-date.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import { balanceOf, sumBalances } from '../domain/balances.ts';
import type { ChartView } from '../domain/chart-view.ts';
import {
  CLOSING_PERIOD,
  type FiscalYearStart,
  fiscalYearBounds,
  fiscalYearOf,
  OPENING_PERIOD,
  periodBounds,
} from '../domain/fiscal-year.ts';
import { PAGE_LINES, type StatementRow } from '../domain/fold.ts';
import type { LedgerCompany, LedgerReader } from '../reader.ts';
import { type ExactPeriod, type ExactPeriods, readExactPeriods } from './read-balances.ts';
import { type ReadCarriedDeps, readCarried } from './read-carried.ts';

export interface StatementDeps extends ReadCarriedDeps {
  readonly reader: ReadCarriedDeps['reader'] & Pick<LedgerReader, 'loadChart' | 'statementPages'>;
}

export interface StatementLine {
  readonly fiscalYear: number;
  readonly number: number;
  readonly date: CalendarDate;
  readonly debitMinor: bigint | undefined;
  readonly creditMinor: bigint | undefined;
  readonly contraAccount: string;
  readonly documentNumber: string;
  readonly text: string;
  readonly taxCode: string;
  readonly costCentre: string;
  /** Debit minus credit after this line. */
  readonly balanceMinor: bigint;
}

export interface Statement {
  readonly openingMinor: bigint;
  readonly closingMinor: bigint;
  readonly provisional: boolean;
  readonly lines: readonly StatementLine[];
  /** Journal number each fiscal year's part is true for. */
  readonly through: Readonly<Record<number, number>>;
}

type Dated = readonly [date: CalendarDate, row: StatementRow];

/**
 * Kontoblatt: an account's lines from one day to another, in the order of date and number, with the running balance.
 * Where a new fiscal year begins, the balance is that year's opening balance; closing entries are left out.
 */
export async function readStatement(
  deps: StatementDeps,
  company: LedgerCompany,
  account: string,
  range: { readonly from: CalendarDate; readonly to: CalendarDate },
): Promise<Statement> {
  const start = company.fiscalYearStart;
  const chart = await deps.reader.loadChart(company);
  const lines: StatementLine[] = [];
  const through: Record<number, number> = {};
  let opening: bigint | undefined;
  let balance = 0n;
  let provisional = false;
  for (let year = fiscalYearOf(range.from, start); year <= fiscalYearOf(range.to, start); year += 1) {
    const exact = await readExactPeriods(deps, company, year, account);
    const bounds = fiscalYearBounds(year, start);
    const from = range.from > bounds.from ? range.from : bounds.from;
    const before = await openingOf(deps, company, chart, account, year, exact, from);
    provisional ||= before.provisional;
    balance = before.balance;
    opening ??= balance;
    through[year] = exact.through;
    for (const [date, row] of await datedRows(deps, company, account, year, exact, { from, to: range.to })) {
      const line = toLine(year, date, row, balance);
      balance = line.balanceMinor;
      lines.push(line);
    }
  }
  return { openingMinor: opening ?? 0n, closingMinor: balance, provisional, lines, through };
}

/** The balance before a day: opening entries count as standing before the year's first day. */
async function openingOf(
  deps: StatementDeps,
  company: LedgerCompany,
  chart: ChartView,
  account: string,
  fiscalYear: number,
  exact: ExactPeriods,
  from: CalendarDate,
): Promise<{ balance: bigint; provisional: boolean }> {
  const { fiscalYearStart } = company;
  const first = fiscalYearBounds(fiscalYear, fiscalYearStart).from;
  const sums = exact.periods
    .map((period) => period.sums)
    .filter(({ period }) => from > first || period === OPENING_PERIOD);
  const scope = {
    fiscalYear,
    fiscalYearStart,
    asOf: from > first ? addDays(from, -1) : first,
    includeClosing: false,
  };
  const booked = sumBalances(sums, scope).reduce((sum, one) => sum + balanceOf(one), 0n);
  if (exact.opened) return { balance: booked, provisional: false };
  const carried = (await readCarried(deps, company, chart, fiscalYear)).get(account) ?? 0n;
  return { balance: booked + carried, provisional: carried !== 0n };
}

async function datedRows(
  deps: StatementDeps,
  company: LedgerCompany,
  account: string,
  fiscalYear: number,
  exact: ExactPeriods,
  range: { readonly from: CalendarDate; readonly to: CalendarDate },
): Promise<Dated[]> {
  const dated: Dated[] = [];
  for (const period of exact.periods) {
    const number = period.sums.period;
    if (number === OPENING_PERIOD || number === CLOSING_PERIOD) continue;
    const bounds = periodBounds(fiscalYear, number, company.fiscalYearStart);
    if (bounds.to < range.from || bounds.from > range.to) continue;
    for (const row of await periodRows(deps, company.id, fiscalYear, account, period)) {
      const date = calendarDate(yearOf(bounds.from), monthOf(bounds.from), row[1]);
      if (date >= range.from && date <= range.to) dated.push([date, row]);
    }
  }
  // Stable: lines of one entry keep their order.
  return dated.sort(([dateA, a], [dateB, b]) => (dateA < dateB ? -1 : dateA > dateB ? 1 : a[0] - b[0]));
}

/** Full pages never change, so they may be read after the sums; a page beyond them belongs to a later journal. */
async function periodRows(
  deps: StatementDeps,
  company: string,
  fiscalYear: number,
  account: string,
  { folded, tail }: ExactPeriod,
): Promise<StatementRow[]> {
  const paged = folded.lines - folded.recent.length;
  const pages =
    paged >= PAGE_LINES ? await deps.reader.statementPages(company, fiscalYear, account, folded.period) : [];
  invariant(pages.length >= paged, `account ${account} has ${pages.length} lines on pages, not ${paged}`);
  return [...pages.slice(0, paged), ...folded.recent, ...tail];
}

function toLine(fiscalYear: number, date: CalendarDate, row: StatementRow, before: bigint): StatementLine {
  const [number, , side, amountMinor, contraAccount, documentNumber, text, taxCode = '', costCentre = ''] =
    row;
  const amount = BigInt(amountMinor);
  const debit = side === 'D';
  return {
    fiscalYear,
    number,
    date,
    debitMinor: debit ? amount : undefined,
    creditMinor: debit ? undefined : amount,
    contraAccount,
    documentNumber,
    text,
    taxCode,
    costCentre,
    balanceMinor: debit ? before + amount : before - amount,
  };
}

/** The fiscal year that a day lies in, as a range: what a statement covers when nothing else is asked. */
export function fiscalYearAround(
  day: CalendarDate,
  start: FiscalYearStart,
): { from: CalendarDate; to: CalendarDate } {
  return fiscalYearBounds(fiscalYearOf(day, start), start);
}
