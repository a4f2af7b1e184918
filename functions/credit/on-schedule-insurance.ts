import { loadConfig, TableConfig } from '../../shared/config.ts';
import { connectTable } from '../../shared/table/client.ts';
import { eachCompany } from '../companies/reader.ts';
import { composeOnBooks } from './compose-books.ts';
import { runClocks } from './usecases/insurance/run-clocks.ts';

const table = connectTable(loadConfig(TableConfig));
const credit = composeOnBooks(table);

/** Reads the insurance clock of every insured customer, and warns. */
export const handler = (): Promise<void> => {
  const now = new Date();
  return eachCompany(table, 'insurance clocks not read', async (companyId) => {
    const company = await credit.books.loadCompany(companyId);
    if (company) await runClocks(credit, company, now);
  });
};
