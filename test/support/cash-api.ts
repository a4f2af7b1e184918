import { type Cash, composeCash } from '../../functions/cash/compose.ts';
import { bookBindings } from '../../functions/cash/handlers/books.ts';
import { readingBindings } from '../../functions/cash/handlers/read-book.ts';
import { recordingBindings } from '../../functions/cash/handlers/recording.ts';
import type { Answer } from './http-event.ts';
import { openReceivablesApi, type ReceivablesApi } from './receivables-api.ts';

/** Cash books beside receivables on the books of some companies, all in this process. */
export interface CashApi extends ReceivablesApi {
  readonly cash: Cash;
  /** `ask('acme', 'POST', '/entries', { body })`: the path below the company's cash book 1000. */
  readonly ask: (
    companyId: string,
    method: string,
    path: string,
    more?: {
      body?: unknown;
      headers?: Record<string, string>;
      query?: Record<string, string>;
      params?: Record<string, string>;
      principal?: string;
    },
  ) => Promise<Answer>;
}

export async function openCashApi(): Promise<CashApi> {
  let cash: Cash | undefined;
  const api = await openReceivablesApi(undefined, (ledger) => {
    cash = composeCash(ledger.table, ledger);
    return [...recordingBindings(cash), ...bookBindings(cash), ...readingBindings(cash)];
  });
  if (!cash) throw new Error('nothing was bound');
  return {
    ...api,
    cash,
    ask: (companyId, method, path, { params = {}, ...more } = {}) =>
      api.call(method, `/companies/{companyId}/cash-books/{account}${path}`, {
        params: { companyId, account: '1000', ...params },
        ...more,
      }),
  };
}

/** A till with 100.00 in it since the first of June; today is 2026-06-15. */
export const TILL = {
  name: 'Ladenkasse',
  startDate: '2026-06-01',
  opening: '100.00',
  differenceAccount: '4900',
};
