import { loadConfig, TableConfig } from '../../shared/config.ts';
import { connectTable } from '../../shared/table/client.ts';
import { eachCompany } from '../companies/reader.ts';
import { composeScreening } from './compose.ts';
import { startWrites } from './usecases/start-run.ts';

const table = connectTable(loadConfig(TableConfig));
const { reader, store, newId } = composeScreening(table);

/** Has everybody screened who is not up to date: what events have missed. */
export const handler = (): Promise<void> => {
  const now = new Date();
  return eachCompany(table, 'nobody screened', async (company) => {
    if ((await reader.loadLists(company)).length === 0) return;
    await store.commit(
      startWrites({ store, newId }, company, 'nightly', { principal: 'schedule', now }).writes,
    );
  });
};
