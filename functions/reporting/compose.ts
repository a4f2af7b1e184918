import { retryWhileContended } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import type { CompaniesReader } from '../companies/reader.ts';
import { type LedgerCompany, ledgerReader, toLedgerCompany } from '../ledger/reader.ts';

export type Reporting = ReturnType<typeof composeReporting>;

/** What reports read from. @param now where somebody waits for the answer */
export function composeReporting(
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
