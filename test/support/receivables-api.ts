import { companiesReader } from '../../functions/companies/reader.ts';
import type { Ledger } from '../../functions/ledger/compose.ts';
import { entryBindings } from '../../functions/ledger/handlers/entries.ts';
import { postingBindings } from '../../functions/ledger/handlers/postings.ts';
import { reportBindings } from '../../functions/ledger/handlers/reports.ts';
import { composeReceivables, type Receivables } from '../../functions/receivables/compose.ts';
import { clearingBindings } from '../../functions/receivables/handlers/clearings.ts';
import { openItemBindings } from '../../functions/receivables/handlers/open-items.ts';
import { partnerBindings } from '../../functions/receivables/handlers/partners.ts';
import { composeReporting } from '../../functions/reporting/compose.ts';
import { vatReturnBindings } from '../../functions/reporting/handlers/vat-return.ts';
import type { Binding } from '../../shared/http/api.ts';
import { newId } from '../../shared/kernel/ids.ts';
import type { Answer } from './http-event.ts';
import { type LedgerApi, openLedgerApi } from './ledger-api.ts';
import type { TestTable } from './table.ts';

/** Receivables on the books of one company, all in this process; the paths are those below the company. */
export interface ReceivablesApi extends LedgerApi {
  readonly receivables: Receivables;
  readonly at: (companyId: string) => CompanyApi;
}

export interface CompanyApi {
  readonly putPartner: (id: string, body: unknown, headers?: Record<string, string>) => Promise<Answer>;
  readonly postPosting: (body: Record<string, unknown>) => Promise<Answer>;
  readonly clear: (body: unknown, headers?: Record<string, string>) => Promise<Answer>;
  readonly undo: (clearingId: string, body?: unknown) => Promise<Answer>;
  readonly reverse: (entryId: string, body?: unknown) => Promise<Answer>;
  readonly openItems: (query: Record<string, string>) => Promise<Answer>;
  readonly item: (itemId: string) => Promise<Answer>;
  readonly entry: (entryId: string) => Promise<Answer>;
}

const COMPANY = '/companies/{companyId}';

export async function openReceivablesApi(
  table?: TestTable,
  more: (ledger: Ledger) => readonly Binding[] = () => [],
): Promise<ReceivablesApi> {
  let receivables: Receivables | undefined;
  const api = await openLedgerApi((ledger) => {
    receivables = composeReceivables(ledger.table, ledger);
    return [
      ...entryBindings({ ledger, newId }),
      ...postingBindings({ ledger, newId }),
      ...reportBindings(ledger),
      ...partnerBindings(receivables),
      ...openItemBindings(receivables),
      ...clearingBindings(receivables),
      ...more(ledger),
      ...vatReturnBindings(composeReporting(ledger.table, companiesReader(ledger.table))),
    ];
  }, table);
  if (!receivables) throw new Error('nothing was bound');

  function at(companyId: string): CompanyApi {
    const ask = (method: string, path: string, params: Record<string, string>, more: object = {}) =>
      api.call(method, `${COMPANY}${path}`, { params: { companyId, ...params }, ...more });
    const withBody = (body: unknown) => (body === undefined ? {} : { body });
    return {
      putPartner: (partnerId, body, headers = {}) =>
        ask('PUT', '/partners/{partnerId}', { partnerId }, { body, headers }),
      postPosting: (body) => ask('POST', '/postings', {}, { body }),
      clear: (body, headers = {}) => ask('POST', '/clearings', {}, { body, headers }),
      undo: (clearingId, body) => ask('POST', '/clearings/{clearingId}/undo', { clearingId }, withBody(body)),
      reverse: (entryId, body) =>
        ask('POST', '/journal-entries/{entryId}/reversal', { entryId }, withBody(body)),
      openItems: (query) => ask('GET', '/reports/open-items', {}, { query }),
      item: (itemId) => ask('GET', '/open-items/{itemId}', { itemId }),
      entry: (entryId) => ask('GET', '/journal-entries/{entryId}', { entryId }),
    };
  }
  return { ...api, receivables, at };
}

/** An invoice of 119.00 with 19 % to customer 10000. */
export const INVOICE = {
  date: '2026-03-10',
  amount: '119.00',
  debitAccount: '10000',
  creditAccount: '8400',
  documentNumber: 'RE-1',
  text: 'Sale',
};
