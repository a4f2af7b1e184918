import { retryWhileContended } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import type { CompaniesReader } from '../companies/reader.ts';
import { type LedgerCompany, ledgerReader, toLedgerCompany } from '../ledger/reader.ts';
import { reportingStore } from './store.ts';

export type Returns = ReturnType<typeof composeReturns>;

/** What statements read from: the books, and nothing else. @param now where somebody waits for the answer */
export function composeStatements(
  table: Table,
  companies: Pick<CompaniesReader, 'loadCompany'>,
  now?: () => number,
) {
  async function loadCompany(companyId: string): Promise<LedgerCompany | undefined> {
    const company = await companies.loadCompany(companyId);
    return company && toLedgerCompany(company);
  }
  return { table, reader: ledgerReader(table), retryWhileContended, loadCompany, ...(now ? { now } : {}) };
}

/** What tax returns are made of and kept in. @param now where somebody waits for the answer */
export function composeReturns(
  table: Table,
  companies: Pick<CompaniesReader, 'loadCompany'>,
  now?: () => number,
) {
  return { ...composeStatements(table, companies, now), store: reportingStore(table) };
}
