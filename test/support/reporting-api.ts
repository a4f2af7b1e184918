import { companiesReader } from '../../functions/companies/reader.ts';
import { readYearSums } from '../../functions/ledger/books.ts';
import { entryBindings } from '../../functions/ledger/handlers/entries.ts';
import { composeReceivables } from '../../functions/receivables/compose.ts';
import { composeReporting, type Reporting } from '../../functions/reporting/compose.ts';
import { closingBindings } from '../../functions/reporting/handlers/closing.ts';
import { controllingBindings } from '../../functions/reporting/handlers/controlling.ts';
import { costFunctionBindings } from '../../functions/reporting/handlers/cost-functions.ts';
import { deliveryProofBindings } from '../../functions/reporting/handlers/delivery-proofs.ts';
import { ecSalesBindings } from '../../functions/reporting/handlers/ec-sales.ts';
import { filingBindings } from '../../functions/reporting/handlers/filings.ts';
import { reportBindings } from '../../functions/reporting/handlers/reports.ts';
import { statementBindings } from '../../functions/reporting/handlers/statements.ts';
import { vatReturnBindings } from '../../functions/reporting/handlers/vat-return.ts';
import { vatReturnEntryBindings } from '../../functions/reporting/handlers/vat-return-entries.ts';
import { costFunctionsStore } from '../../functions/reporting/store/cost-functions.ts';
import { newId } from '../../shared/kernel/ids.ts';
import type { Answer } from './http-event.ts';
import { type LedgerApi, openLedgerApi } from './ledger-api.ts';

/** Books and reports of companies over HTTP, all in this process. */
export interface ReportingApi extends LedgerApi {
  readonly reporting: Reporting;
  readonly report: (companyId: string, path: string, query?: Record<string, string>) => Promise<Answer>;
  readonly book: (companyId: string, ...entries: readonly unknown[]) => Promise<Answer>;
}

const COMPANY = '/companies/{companyId}';

export async function openReportingApi(now: () => number = Date.now): Promise<ReportingApi> {
  let reporting: Reporting | undefined;
  const api = await openLedgerApi((ledger) => {
    reporting = composeReporting(ledger.table, companiesReader(ledger.table), now);
    const costFunctions = costFunctionsStore(ledger.table);
    const more = { ...reporting, readYearSums, newId, costFunctions };
    return [
      ...entryBindings({ ledger, newId }),
      ...vatReturnBindings(reporting),
      ...vatReturnEntryBindings(reporting),
      ...filingBindings(reporting),
      ...statementBindings({ ...reporting, readYearSums }),
      ...reportBindings(more),
      ...controllingBindings(more),
      ...costFunctionBindings(more),
      ...closingBindings({
        ...more,
        books: ledger,
        openItems: composeReceivables(ledger.table, ledger).openItems,
      }),
      ...ecSalesBindings(reporting),
      ...deliveryProofBindings(reporting, newId),
    ];
  });
  if (!reporting) throw new Error('nothing was bound');
  return {
    ...api,
    reporting,
    report: (companyId, path, query = {}) =>
      api.call('GET', `${COMPANY}/reports/${path}`, { params: { companyId }, query }),
    book: (companyId, ...entries) =>
      api.call('POST', `${COMPANY}/journal-entries/batch`, { params: { companyId }, body: { entries } }),
  };
}

/** A sale with 19 % on SKR03, as a shop sends it, without tags. */
export function taxedSale(date: string, net: number, more: Record<string, unknown> = {}) {
  const tax = (net * 0.19).toFixed(2);
  return {
    date,
    text: 'Sale',
    lines: [
      { account: '1200', debit: (net * 1.19).toFixed(2) },
      { account: '8400', credit: net.toFixed(2) },
      { account: '1776', credit: tax },
    ],
    ...more,
  };
}
