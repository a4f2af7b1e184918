import { type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { describeAmountProblem, formatMinor, parseMinor } from '../../../shared/kernel/money.ts';
import { companyOf, type LedgerCompany } from '../../ledger/reader.ts';
import { sizeOn } from '../domain/size-class.ts';
import { isShown } from '../domain/statements.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/statements.ts';
import type { ReadBooksDeps } from '../usecases/read-books.ts';
import { readBalanceSheet, readProfitAndLoss } from '../usecases/read-statements.ts';
import { rangeOf } from './range-of.ts';
import { accountViews, entriesTemplate, lineViews } from './view-lines.ts';

export interface StatementDeps extends ReadBooksDeps {
  readonly loadCompany: (companyId: string) => Promise<LedgerCompany | undefined>;
}

function bindBalanceSheet(deps: StatementDeps): Binding {
  return on(routes.balanceSheet, async ({ params, query, now }) => {
    const company = await companyOf(deps, params.companyId);
    const { currency } = company;
    const asOf = query.asOf ?? utcDay(now);
    const made = await readBalanceSheet(deps, company, asOf);
    const { sheet, previous, chart } = made;
    const differenceMinor = sheet.assetsMinor - sheet.liabilitiesMinor;
    const shown = sheet.lines.filter(({ id }) => isShown(id, query.size));
    const problems = sheet.unassigned.map(
      ({ account, amountMinor }) =>
        `Account ${account} holds ${formatMinor(amountMinor, currency)} and has no place in the balance sheet.`,
    );
    return ok({
      asOf,
      previousAsOf: made.previousAsOf,
      currency,
      size: query.size,
      entries: entriesTemplate(company.id, made.range),
      provisional: made.provisional,
      lines: lineViews(shown, previous, chart, currency),
      unassigned: accountViews(sheet.unassigned, chart, currency),
      totals: {
        assets: formatMinor(sheet.assetsMinor, currency),
        liabilities: formatMinor(sheet.liabilitiesMinor, currency),
        difference: formatMinor(differenceMinor, currency),
        previousAssets: formatMinor(previous.assetsMinor, currency),
        previousLiabilities: formatMinor(previous.liabilitiesMinor, currency),
      },
      balanced: differenceMinor === 0n && problems.length === 0,
      problems,
      asOfNumbers: made.asOfNumbers,
    });
  });
}

function bindProfitAndLoss(deps: StatementDeps): Binding {
  return on(routes.profitAndLoss, async ({ params, query, now }) => {
    const company = await companyOf(deps, params.companyId);
    const { currency } = company;
    const range = rangeOf(query, utcDay(now), company.fiscalYearStart);
    const made = await readProfitAndLoss(deps, company, range);
    const { statement, previous, chart, previousRange } = made;
    return ok({
      ...range,
      previousFrom: previousRange.from,
      previousTo: previousRange.to,
      currency,
      format: query.format,
      entries: entriesTemplate(company.id, range),
      lines: lineViews(statement.lines, previous, chart, currency),
      unassigned: accountViews(statement.unassigned, chart, currency),
      result: formatMinor(statement.resultMinor, currency),
      previousResult: formatMinor(previous.resultMinor, currency),
      asOfNumbers: made.asOfNumbers,
    });
  });
}

function amountOf(text: string, pointer: string): bigint {
  const minor = parseMinor(text, 'EUR');
  if (typeof minor === 'bigint') return minor;
  const detail = describeAmountProblem(minor, 'EUR');
  throw refuse('reporting.invalid-amount', detail, { errors: [{ pointer, detail }] });
}

interface MarksBody {
  readonly fiscalYearStart: string;
  readonly balanceSheetTotal: string;
  readonly revenue: string;
  readonly employees: number;
}

function classOf(marks: MarksBody, name: string) {
  const balanceSheetTotalMinor = amountOf(marks.balanceSheetTotal, `/${name}/balanceSheetTotal`);
  const revenueMinor = amountOf(marks.revenue, `/${name}/revenue`);
  const found = sizeOn({ ...marks, balanceSheetTotalMinor, revenueMinor });
  if (found) return found;
  const detail = 'Thresholds are known for fiscal years from 2016 on.';
  throw refuse('reporting.invalid-range', detail, {
    errors: [{ pointer: `/${name}/fiscalYearStart`, detail }],
  });
}

function bindSizeClass(): Binding {
  return on(routes.calculateSizeClass, async ({ body }) => {
    const current = classOf(body.current, 'current');
    // New companies: the first date decides alone (§267 Abs. 4 Satz 2 HGB).
    if (!body.previous) return ok({ sizeClass: current, current, decidedBy: 'first-date' as const });
    const previous = classOf(body.previous, 'previous');
    if (current === previous)
      return ok({ sizeClass: current, current, previous, decidedBy: 'both-dates' as const });
    const sizeClass = body.classBefore ?? previous;
    return ok({ sizeClass, current, previous, decidedBy: 'class-before' as const });
  });
}

/** Financial statements. */
export function statementBindings(deps: StatementDeps): readonly Binding[] {
  return [bindBalanceSheet(deps), bindProfitAndLoss(deps), bindSizeClass()];
}
