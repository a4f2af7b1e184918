import { retryWhileContended } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import type { CompaniesReader } from '../companies/reader.ts';
import { type LedgerCompany, ledgerReader, toLedgerCompany } from '../ledger/reader.ts';
import { receivablesReader } from '../receivables/reader.ts';
import { proofStore } from './store/delivery-proofs.ts';
import { reportingStore } from './store.ts';

export type Reporting = ReturnType<typeof composeReporting>;

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

/** What reports read from. @param now where somebody waits for the answer */
export function composeReporting(
  table: Table,
  companies: Pick<CompaniesReader, 'loadCompany'>,
  now?: () => number,
) {
  const { loadPartner, partnersOf } = receivablesReader(table);

  async function vatIdOfPartner(companyId: string, idOrAccount: string): Promise<string | undefined> {
    const partner =
      (await loadPartner(companyId, idOrAccount)) ??
      (await partnersOf(companyId, [idOrAccount])).get(idOrAccount);
    return partner?.vatId;
  }
  return {
    ...composeStatements(table, companies, now),
    store: reportingStore(table),
    proofs: proofStore(table),
    vatIdOfPartner,
  };
}
