import { type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { describeAmountProblem, formatMinor, parseMinor } from '../../../shared/kernel/money.ts';
import { companyOf, type LedgerCompany } from '../../ledger/reader.ts';
import type { AccountMovement } from '../domain/balance-movements.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/reports.ts';
import { readBalanceMovements } from '../usecases/read-balance-movements.ts';
import type { Chart, ReadBooksDeps } from '../usecases/read-books.ts';
import { readCashFlow } from '../usecases/read-cash-flow.ts';
import { rangeOf } from './range-of.ts';
import {
  accountName,
  accountViews,
  entriesTemplate,
  lineViews,
  MAX_ACCOUNTS,
  moreAccounts,
} from './view-lines.ts';

export interface ReportDeps extends ReadBooksDeps {
  readonly loadCompany: (companyId: string) => Promise<LedgerCompany | undefined>;
}

function movementViews(movements: readonly AccountMovement[], chart: Chart, currency: string) {
  return movements.slice(0, MAX_ACCOUNTS).map(({ account, ...of }) => ({
    account,
    name: accountName(chart, account),
    opening: formatMinor(of.openingMinor, currency),
    debit: formatMinor(of.debitMinor, currency),
    credit: formatMinor(of.creditMinor, currency),
    closing: formatMinor(of.closingMinor, currency),
  }));
}

function bindBalanceMovements(deps: ReportDeps): Binding {
  return on(routes.balanceMovements, async ({ params, query, now }) => {
    const company = await companyOf(deps, params.companyId);
    const { currency } = company;
    const made = await readBalanceMovements(deps, company, query.asOf ?? utcDay(now));
    const money = (minor: bigint) => formatMinor(minor, currency);
    return ok({
      from: made.range.from,
      asOf: made.range.to,
      currency,
      entries: entriesTemplate(company.id, made.range),
      provisional: made.provisional,
      lines: made.lines.map(({ id, title, accounts, ...of }) => ({
        id,
        title,
        opening: money(of.openingMinor),
        increase: money(of.increaseMinor),
        decrease: money(of.decreaseMinor),
        closing: money(of.closingMinor),
        accounts: movementViews(accounts, made.chart, currency),
        ...moreAccounts(accounts),
      })),
      unassigned: movementViews(made.unassigned, made.chart, currency),
      differences: made.differences.slice(0, MAX_ACCOUNTS).map(({ account, endedMinor, beganMinor }) => ({
        account,
        ended: money(endedMinor),
        began: money(beganMinor),
      })),
      asOfNumbers: made.asOfNumbers,
    });
  });
}

function readExchangeEffect(text: string | undefined, currency: string): bigint {
  const minor = parseMinor(text ?? '0', currency);
  if (typeof minor === 'bigint') return minor;
  const detail = describeAmountProblem(minor, currency);
  throw refuse('reporting.invalid-amount', detail, { errors: [{ pointer: 'query/exchangeEffect', detail }] });
}

function bindCashFlow(deps: ReportDeps): Binding {
  return on(routes.cashFlow, async ({ params, query, now }) => {
    const company = await companyOf(deps, params.companyId);
    const { currency } = company;
    const range = rangeOf(query, utcDay(now), company.fiscalYearStart);
    const exchangeMinor = readExchangeEffect(query.exchangeEffect, currency);
    const { flow, previous, previousRange, chart, asOfNumbers } = await readCashFlow(
      deps,
      company,
      range,
      exchangeMinor,
    );
    const money = (minor: bigint) => formatMinor(minor, currency);
    return ok({
      ...range,
      previousFrom: previousRange.from,
      previousTo: previousRange.to,
      currency,
      entries: entriesTemplate(company.id, range),
      lines: lineViews(flow.lines, previous, chart, currency),
      fund: {
        opening: money(flow.fundOpeningMinor),
        closing: money(flow.fundClosingMinor),
        previousOpening: money(previous.fundOpeningMinor),
        previousClosing: money(previous.fundClosingMinor),
        accounts: flow.fund.map(({ account, openingMinor, closingMinor }) => ({
          account,
          name: accountName(chart, account),
          opening: money(openingMinor),
          closing: money(closingMinor),
        })),
      },
      difference: money(flow.differenceMinor),
      previousDifference: money(previous.differenceMinor),
      problems: flow.unassigned.map(
        ({ account, amountMinor }) =>
          `Account ${account} moved by ${money(amountMinor)} and has no place in the cash flow statement.`,
      ),
      unassigned: accountViews(flow.unassigned, chart, currency),
      asOfNumbers,
    });
  });
}

/** Reports that rest on every account: movements of the balance sheet, cash flow. */
export function reportBindings(deps: ReportDeps): readonly Binding[] {
  return [bindBalanceMovements(deps), bindCashFlow(deps)];
}
