import { loadConfig, TableConfig } from '../../shared/config.ts';
import { connectTable } from '../../shared/table/client.ts';
import { eachCompany } from '../companies/reader.ts';
import { composeCases } from './compose-cases.ts';
import { expireCases } from './usecases/cases/end-case.ts';

const table = connectTable(loadConfig(TableConfig));
const cases = composeCases(table);

/** Ends cases that nobody waits for any more; what a run missed, the next one does. */
export const handler = (): Promise<void> => {
  const now = new Date();
  return eachCompany(table, 'cases not looked at', async (companyId) => {
    await expireCases(cases, companyId, now);
  });
};
