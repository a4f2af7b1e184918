import type { Ledger } from '../../functions/ledger/compose.ts';
import { entryBindings } from '../../functions/ledger/handlers/entries.ts';
import { postingBindings } from '../../functions/ledger/handlers/postings.ts';
import { reportBindings } from '../../functions/ledger/handlers/reports.ts';
import { composePayments, type Payments } from '../../functions/payments/compose.ts';
import { mandateBindings } from '../../functions/payments/handlers/mandates.ts';
import { runBindings } from '../../functions/payments/handlers/runs.ts';
import { settingsBindings } from '../../functions/payments/handlers/settings.ts';
import { composeReceivables } from '../../functions/receivables/compose.ts';
import { clearingBindings } from '../../functions/receivables/handlers/clearings.ts';
import { openItemBindings } from '../../functions/receivables/handlers/open-items.ts';
import { partnerBindings } from '../../functions/receivables/handlers/partners.ts';
import type { Binding } from '../../shared/http/api.ts';
import { newId } from '../../shared/kernel/ids.ts';
import type { Answer } from './http-event.ts';
import { type LedgerApi, openLedgerApi } from './ledger-api.ts';
import type { TestTable } from './table.ts';

export { PURCHASE, SETTINGS, VENDOR } from './payments-fixtures.ts';

interface Wish {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly principal?: string;
}

/** Asks below a company: `ask('POST', '/payment-runs/{runId}/approval', { runId }, { principal: 'bert' })`. */
export type AskCompany = (
  method: string,
  path: string,
  params?: Record<string, string>,
  wish?: Wish,
) => Promise<Answer>;

export interface PaymentsApi extends LedgerApi {
  readonly payments: Payments;
  readonly at: (companyId: string) => AskCompany;
}

/** Payments on the open items and books of one table, all in this process. Today is 15 June 2026, a Monday. */
export async function openPaymentsApi(
  table?: TestTable,
  more: (ledger: Ledger) => readonly Binding[] = () => [],
): Promise<PaymentsApi> {
  let payments: Payments | undefined;
  const api = await openLedgerApi((ledger) => {
    const receivables = composeReceivables(ledger.table, ledger);
    payments = composePayments(ledger.table, ledger, receivables);
    return [
      ...entryBindings({ ledger, newId }),
      ...postingBindings({ ledger, newId }),
      ...reportBindings(ledger),
      ...partnerBindings(receivables),
      ...openItemBindings(receivables),
      ...clearingBindings(receivables),
      ...settingsBindings(payments),
      ...mandateBindings(payments),
      ...runBindings(payments),
      ...more(ledger),
    ];
  }, table);
  if (!payments) throw new Error('nothing was bound');
  const at: PaymentsApi['at'] =
    (companyId) =>
    (method, path, params = {}, wish = {}) =>
      api.call(method, `/companies/{companyId}${path}`, { params: { companyId, ...params }, ...wish });
  return { ...api, payments, at };
}
