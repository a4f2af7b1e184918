import { formatMinor } from '../../../shared/kernel/money.ts';
import type { AccountAmount, Statement, StatementLine } from '../domain/statements.ts';
import { RESULT } from '../domain/statements.ts';
import type { Chart } from '../usecases/read-books.ts';

/** Accounts listed on one line: an answer has at most 6 MB, and a line may sum up every customer. */
export const MAX_ACCOUNTS = 1_000;

/** Where the entries of an account in a range are read, as a template (RFC 6570) for every account of a report. */
export function entriesTemplate(companyId: string, { from, to }: { from: string; to: string }): string {
  return `/companies/${companyId}/accounts/{account}/statement?from=${from}&to=${to}`;
}

export function accountName(chart: Chart, account: string): string {
  return account === RESULT ? 'Jahresergebnis' : (chart.find(account)?.name ?? account);
}

export function accountViews(accounts: readonly AccountAmount[], chart: Chart, currency: string) {
  return accounts.slice(0, MAX_ACCOUNTS).map(({ account, amountMinor }) => ({
    account,
    name: accountName(chart, account),
    amount: formatMinor(amountMinor, currency),
  }));
}

/** How many accounts of a line are not listed, where there are such. */
export function moreAccounts(accounts: readonly unknown[]) {
  return accounts.length > MAX_ACCOUNTS ? { moreAccounts: accounts.length - MAX_ACCOUNTS } : {};
}

/** Lines with their accounts, beside the same lines of another time. */
export function lineViews(
  lines: readonly StatementLine[],
  previous: Pick<Statement, 'lines'>,
  chart: Chart,
  currency: string,
) {
  const before = new Map(previous.lines.map(({ id, amountMinor }) => [id, amountMinor]));
  return lines.map(({ id, title, amountMinor, accounts }) => ({
    id,
    title,
    amount: formatMinor(amountMinor, currency),
    previous: formatMinor(before.get(id) ?? 0n, currency),
    accounts: accountViews(accounts, chart, currency),
    ...moreAccounts(accounts),
  }));
}
