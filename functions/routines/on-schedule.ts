import { loadConfig, TableConfig } from '../../shared/config.ts';
import { invariant } from '../../shared/kernel/errors.ts';
import { errorFields, log } from '../../shared/log.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader, listAllCompanies } from '../companies/reader.ts';
import { openBooks } from '../ledger/books.ts';
import { composeRoutines } from './compose.ts';
import { bookDue } from './usecases/book-due.ts';

const table = connectTable(loadConfig(TableConfig));
const routines = composeRoutines(table, openBooks(table, companiesReader(table)));

/** Books what is due in every company; what a run missed, the next one catches up. */
export const handler = async (): Promise<void> => {
  let failures = 0;
  const onFailure = (companyId: string, error: unknown) => {
    failures += 1;
    log('error', 'something due not booked', { companyId, ...errorFields(error) });
  };
  const now = new Date();
  for await (const { companyId } of listAllCompanies(table)) {
    try {
      const company = await routines.books.loadCompany(companyId);
      if (company) await bookDue({ ...routines, onFailure }, company, now);
    } catch (error) {
      onFailure(companyId, error);
    }
  }
  invariant(failures === 0, `${failures} failures, each in a line of its own`);
};
