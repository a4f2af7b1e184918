import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { refuse } from '../errors.ts';
import { kindOfAccount } from './account-number.ts';
import type { AccountInfo, ChartView, OwnAccount } from './chart-view.ts';
import type { AccountCategory } from './charts/charts.ts';

/** What a company says of an account. What it leaves out is the chart's to say; no closing day means open. */
export interface AccountWish {
  readonly name?: string | undefined;
  readonly category?: AccountCategory | undefined;
  readonly closedAfter?: CalendarDate | undefined;
}

function refuseField(pointer: string, detail: string) {
  return refuse('ledger.invalid-account', detail, { errors: [{ pointer, detail }] });
}

/**
 * What will be kept of an account: one of the company's own, or its say on an account of the chart or a Personenkonto.
 * A category decides whether balances end with the year, also in years that are closed: it is said once.
 * @throws ledger.invalid-account-number, ledger.account-in-chart, ledger.invalid-account
 */
export function decideAccount(chart: ChartView, number: string, wish: AccountWish): OwnAccount {
  const kind = kindOfAccount(number, chart.accountLength);
  if (kind === 'invalid') {
    const { accountLength } = chart;
    const detail = `${number} is neither an account of ${accountLength} digits nor a Personenkonto of ${accountLength + 1}.`;
    throw refuse('ledger.invalid-account-number', detail, {
      errors: [{ pointer: 'params/account', detail }],
    });
  }
  const standing = chart.find(number);
  const { name, closedAfter } = wish;
  if (standing && standing.origin !== 'own') {
    assertSameCategory(standing, wish.category);
    return { number, name, closedAfter };
  }
  if (name === undefined) throw refuseField('/name', 'An account of your own needs a name.');
  const category = wish.category ?? standing?.category;
  if (!category) throw refuseField('/category', 'An account of your own needs a category.');
  if (standing?.category && standing.category !== category) {
    const detail = `The category stays ${standing.category}; close the account and add another.`;
    throw refuseField('/category', detail);
  }
  return { number, name, category, closedAfter };
}

function assertSameCategory({ number, category }: AccountInfo, wanted: AccountCategory | undefined): void {
  if (wanted === undefined || wanted === category) return;
  const detail = `Account ${number} is ${category ?? 'without category'} by the chart.`;
  throw refuse('ledger.account-in-chart', detail, { errors: [{ pointer: '/category', detail }] });
}
