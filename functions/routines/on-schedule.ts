import { loadConfig, TableConfig } from '../../shared/config.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader, eachCompany } from '../companies/reader.ts';
import { openBooks } from '../ledger/books.ts';
import { composeRoutines } from './compose.ts';
import { bookDue } from './usecases/book-due.ts';

const table = connectTable(loadConfig(TableConfig));
const routines = composeRoutines(table, openBooks(table, companiesReader(table)));

/** Books what is due in every company; what a run missed, the next one catches up. */
export const handler = (): Promise<void> => {
  const now = new Date();
  return eachCompany(table, 'something due not booked', async (companyId, onFailure) => {
    const company = await routines.books.loadCompany(companyId);
    if (company) await bookDue({ ...routines, onFailure }, company, now);
  });
};
