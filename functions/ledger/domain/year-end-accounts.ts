import { refuse } from '../errors.ts';
import { toCompanyNumber } from './account-number.ts';
import { CARRIED_RESULT } from './carry-forward.ts';
import { type ChartView, isCarriedForward } from './chart-view.ts';
import type { ChartName } from './charts/charts.ts';

/** Where closing entries book the result of the year. */
export interface ResultAccounts {
  readonly profit: string;
  readonly loss: string;
}

/** What opening entries book against, by the kind of account (Saldenvorträge). */
export interface CarryAccounts {
  readonly general: string;
  readonly customers: string;
  readonly vendors: string;
  /** Accounts that only pass balances on; they are empty together and are not carried forward themselves. */
  readonly passing: ReadonlySet<string>;
}

/** 9000, 9008 and 9009 take the balances of general ledger accounts, customers and vendors; 9090 takes totals. */
const CARRY = { general: '9000', customers: '9008', vendors: '9009' } as const;
const PASSING = [CARRY.general, CARRY.customers, CARRY.vendors, '9090'];

interface Books {
  readonly chart: ChartView;
  readonly chartName: ChartName | 'none';
}

function assertOnBalanceSheet(chart: ChartView, account: string, pointer: string): string {
  const info = chart.find(account);
  if (info?.kind === 'general' && isCarriedForward(info)) return account;
  const detail = `Account ${account} is no general ledger account of the balance sheet.`;
  throw refuse('ledger.unsuitable-account', detail, { errors: [{ pointer, detail }] });
}

function missing(pointer: string, detail: string) {
  return refuse('ledger.no-result-account', detail, { errors: [{ pointer, detail }] });
}

/**
 * The account named in the request, or the chart's Gewinnvortrag and Verlustvortrag. The charts have no account for a
 * year's result itself: statements compute it, and the year after begins with it as profit or loss carried forward.
 */
export function resultAccounts({ chart, chartName }: Books, named: string | undefined): ResultAccounts {
  if (named !== undefined) {
    const account = assertOnBalanceSheet(chart, named, '/resultAccount');
    return { profit: account, loss: account };
  }
  if (chartName === 'none') throw missing('/resultAccount', 'An own chart must name the result account.');
  const { profit, loss } = CARRIED_RESULT[chartName];
  return {
    profit: toCompanyNumber(profit, chart.accountLength),
    loss: toCompanyNumber(loss, chart.accountLength),
  };
}

/** The account named in the request for all kinds, or the chart's 9000, 9008 and 9009. */
export function carryAccounts({ chart, chartName }: Books, named: string | undefined): CarryAccounts {
  const pointer = '/carryForwardAccount';
  if (named !== undefined) {
    const account = assertOnBalanceSheet(chart, named, pointer);
    return { general: account, customers: account, vendors: account, passing: new Set([account]) };
  }
  if (chartName === 'none') throw missing(pointer, 'An own chart must name the account to carry against.');
  const own = (number: string) => toCompanyNumber(number, chart.accountLength);
  return {
    general: own(CARRY.general),
    customers: own(CARRY.customers),
    vendors: own(CARRY.vendors),
    passing: new Set(PASSING.map(own)),
  };
}
