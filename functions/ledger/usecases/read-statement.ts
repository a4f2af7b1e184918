import { addDays, type CalendarDate, dayOf } from '../../../shared/kernel/calendar-date.ts';
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
import {
  addRows,
  netOfDays,
  type StatementLine,
  type StatementPage,
  type StatementWish,
} from '../domain/statement.ts';
import type { LedgerCompany, LedgerReader } from '../reader.ts';
import { type ExactPeriod, type ExactPeriods, readExactPeriods } from './read-balances.ts';
import { type ReadCarriedDeps, readCarried } from './read-carried.ts';

export interface StatementDeps extends ReadCarriedDeps {
  readonly reader: ReadCarriedDeps['reader'] & Pick<LedgerReader, 'loadChart' | 'statementPages'>;
}

export interface Statement {
  readonly openingMinor: bigint;
  /** At the end of the whole range, not of the page. */
  readonly closingMinor: bigint;
  readonly provisional: boolean;
  readonly lines: readonly StatementLine[];
  /** Whether there are lines behind these. */
  readonly more: boolean;
  /** Journal number each fiscal year's part is true for. */
  readonly through: Readonly<Record<number, number>>;
}

/**
 * Kontoblatt: an account's lines from one day to another, in the order of date and number, with the running balance.
 * Where a new fiscal year begins, the balance is that year's opening balance; closing entries are left out.
 * Reads the lines of the months that the page shows; months before and behind it count by their sums.
 */
export async function readStatement(
  deps: StatementDeps,
  company: LedgerCompany,
  account: string,
  wish: StatementWish,
): Promise<Statement> {
  const start = company.fiscalYearStart;
  const chart = await deps.reader.loadChart(company);
  const page: StatementPage = { wish, lines: [], more: false };
  const through: Record<number, number> = {};
  let opening: bigint | undefined;
  let balance = 0n;
  let provisional = false;
  for (let year = fiscalYearOf(wish.from, start); year <= fiscalYearOf(wish.to, start); year += 1) {
    const exact = await readExactPeriods(deps, company, year, account);
    const bounds = fiscalYearBounds(year, start);
    const from = wish.from > bounds.from ? wish.from : bounds.from;
    const before = await openingOf(deps, company, chart, account, year, exact, from);
    provisional ||= before.provisional;
    balance = before.balance;
    opening ??= balance;
    through[year] = exact.through;
    for (const period of monthsOf(exact)) {
      balance = await addMonth(deps, company, { fiscalYear: year, account, period, balance }, page);
    }
  }
  const { lines, more } = page;
  return { openingMinor: opening ?? 0n, closingMinor: balance, provisional, lines, more, through };
}

function monthsOf({ periods }: ExactPeriods): ExactPeriod[] {
  return periods
    .filter(({ sums: { period } }) => period !== OPENING_PERIOD && period !== CLOSING_PERIOD)
    .sort((a, b) => a.sums.period - b.sums.period);
}

interface Month {
  readonly fiscalYear: number;
  readonly account: string;
  readonly period: ExactPeriod;
  /** Before its first line. */
  readonly balance: bigint;
}

/** Puts the lines of a month on the page, as far as they belong there. Returns the balance behind the month. */
async function addMonth(
  deps: StatementDeps,
  company: LedgerCompany,
  { fiscalYear, account, period, balance }: Month,
  page: StatementPage,
): Promise<bigint> {
  const { from, to, after } = page.wish;
  const bounds = periodBounds(fiscalYear, period.sums.period, company.fiscalYearStart);
  if (bounds.to < from || bounds.from > to) return balance;
  const [first, last] = [bounds.from > from ? bounds.from : from, bounds.to < to ? bounds.to : to];
  if (page.more || (after && bounds.to < after.date)) {
    return balance + netOfDays(period.sums, dayOf(first), dayOf(last));
  }
  const rows = await periodRows(deps, company.id, fiscalYear, account, period);
  return addRows({ fiscalYear, first, last, balance, rows }, page);
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

/** The fiscal year that a day lies in, as a range: what a statement covers when nothing else is asked. */
export function fiscalYearAround(
  day: CalendarDate,
  start: FiscalYearStart,
): { from: CalendarDate; to: CalendarDate } {
  return fiscalYearBounds(fiscalYearOf(day, start), start);
}
