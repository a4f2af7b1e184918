import { type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { companyOf, type LedgerCompany } from '../../ledger/reader.ts';
import { percentTimes100Of } from '../domain/bwa.ts';
import { BWA_COSTS, BWA_LINES } from '../domain/bwa-lines.ts';
import * as routes from '../routes/controlling.ts';
import { type BwaColumn, readBwa } from '../usecases/read-bwa.ts';
import { readCostCentres } from '../usecases/read-cost-centres.ts';
import { type ReadCostOfSalesDeps, readCostOfSales } from '../usecases/read-cost-of-sales.ts';
import { rangeOf } from './range-of.ts';
import { accountViews, entriesTemplate, lineViews } from './view-lines.ts';

export interface ControllingDeps extends ReadCostOfSalesDeps {
  readonly loadCompany: (companyId: string) => Promise<LedgerCompany | undefined>;
}

/** Hundredths of a percent as `37.98`. */
function percentText(times100: bigint): string {
  return formatMinor(times100, 'EUR');
}

function bwaColumn({ amounts }: BwaColumn, id: string, currency: string) {
  const of = (line: string) => amounts.get(line) ?? 0n;
  const ofPerformance = percentTimes100Of(of(id), of('1051'));
  const ofCosts = BWA_COSTS.includes(id) ? percentTimes100Of(-of(id), of('1280')) : undefined;
  return {
    amount: formatMinor(of(id), currency),
    ...(ofPerformance === undefined ? {} : { ofPerformance: percentText(ofPerformance) }),
    ...(ofCosts === undefined ? {} : { ofCosts: percentText(ofCosts) }),
  };
}

function bindBwa(deps: ControllingDeps): Binding {
  return on(routes.bwa, async ({ params, query, now }) => {
    const company = await companyOf(deps, params.companyId);
    const { currency } = company;
    const made = await readBwa(deps, company, query.month ?? utcDay(now).slice(0, 7));
    const { month, cumulated, previousMonth, previousCumulated, chart } = made;
    return ok({
      form: '01' as const,
      currency,
      ranges: {
        month: month.range,
        cumulated: cumulated.range,
        previousMonth: previousMonth.range,
        previousCumulated: previousCumulated.range,
      },
      entries: entriesTemplate(company.id, cumulated.range),
      lines: BWA_LINES.map(({ id, title, sums }) => ({
        id,
        title,
        sum: sums !== undefined,
        month: bwaColumn(month, id, currency),
        cumulated: bwaColumn(cumulated, id, currency),
        previousMonth: bwaColumn(previousMonth, id, currency),
        previousCumulated: bwaColumn(previousCumulated, id, currency),
        accounts: accountViews(cumulated.accounts.get(id) ?? [], chart, currency),
      })),
      unassigned: accountViews(cumulated.unassigned, chart, currency),
      asOfNumbers: made.asOfNumbers,
    });
  });
}

function bindCostCentres(deps: ControllingDeps): Binding {
  return on(routes.costCentres, async ({ params, query, now }) => {
    const company = await companyOf(deps, params.companyId);
    const { currency } = company;
    const range = rangeOf(query, utcDay(now), company.fiscalYearStart);
    const { centres, whole, chart, asOfNumbers } = await readCostCentres(
      deps,
      company,
      range,
      query.dimension,
    );
    const money = (minor: bigint) => formatMinor(minor, currency);
    return ok({
      ...range,
      currency,
      dimension: query.dimension,
      entries: entriesTemplate(company.id, range),
      costCentres: centres.map(({ costCentre, resultMinor, lines, unassigned }) => ({
        ...(costCentre === '' ? {} : { costCentre }),
        result: money(resultMinor),
        lines: lines
          .filter(({ amountMinor, accounts }) => amountMinor !== 0n || accounts.length > 0)
          .map(({ id, title, amountMinor, accounts }) => ({
            id,
            title,
            amount: money(amountMinor),
            accounts: accountViews(accounts, chart, currency),
          })),
        unassigned: accountViews(unassigned, chart, currency),
      })),
      result: money(centres.reduce((sum, { resultMinor }) => sum + resultMinor, 0n)),
      profitAndLoss: money(whole.resultMinor),
      asOfNumbers,
    });
  });
}

function bindCostOfSales(deps: ControllingDeps): Binding {
  return on(routes.costOfSales, async ({ params, query, now }) => {
    const company = await companyOf(deps, params.companyId);
    const { currency } = company;
    const range = rangeOf(query, utcDay(now), company.fiscalYearStart);
    const made = await readCostOfSales(deps, company, range);
    const { statement, previous, previousRange, chart } = made;
    return ok({
      ...range,
      previousFrom: previousRange.from,
      previousTo: previousRange.to,
      currency,
      entries: entriesTemplate(company.id, range),
      lines: lineViews(statement.lines, previous, chart, currency),
      unassigned: accountViews(statement.unassigned, chart, currency),
      unmapped: statement.unmapped.map(({ account, costCentre, debitMinor }) => ({
        account,
        ...(costCentre === '' ? {} : { costCentre }),
        amount: formatMinor(debitMinor, currency),
      })),
      result: formatMinor(statement.resultMinor, currency),
      previousResult: formatMinor(previous.resultMinor, currency),
      totalCostResult: formatMinor(made.totalCost.resultMinor, currency),
      asOfNumbers: made.asOfNumbers,
    });
  });
}

/** Reports on income and expenses: BWA, cost centres, cost of sales. */
export function controllingBindings(deps: ControllingDeps): readonly Binding[] {
  return [bindBwa(deps), bindCostCentres(deps), bindCostOfSales(deps)];
}
