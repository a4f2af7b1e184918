import { loadConfig, TableConfig } from '../../shared/config.ts';
import { connectTable } from '../../shared/table/client.ts';
import { eachCompany } from '../companies/reader.ts';
import { composeTickets } from './compose.ts';
import { sendDigests } from './usecases/send-digests.ts';

const table = connectTable(loadConfig(TableConfig));
const tickets = composeTickets(table);

/** Sends agents the lists of what is open, due and overdue. */
export const handler = (): Promise<void> => {
  const now = new Date();
  return eachCompany(table, 'a digest was not sent', (companyId, onFailure) =>
    sendDigests(tickets, companyId, now, onFailure),
  );
};
