import { loadConfig, TableConfig } from '../../shared/config.ts';
import { connectTable } from '../../shared/table/client.ts';
import { eachCompany } from '../companies/reader.ts';
import { composeOnBooks } from './compose-books.ts';
import { reconcileCompany } from './usecases/reconcile-company.ts';

const table = connectTable(loadConfig(TableConfig));
const credit = composeOnBooks(table);

/** Compares every credit profile with books and checks, and mends what differs. */
export const handler = (): Promise<void> => {
  const now = new Date();
  return eachCompany(table, 'credit not reconciled', async (companyId) => {
    const company = await credit.books.loadCompany(companyId);
    if (company) await reconcileCompany(credit, company, now);
  });
};
