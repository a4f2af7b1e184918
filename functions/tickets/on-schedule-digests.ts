import { loadConfig, TableConfig } from '../../shared/config.ts';
import { connectTable } from '../../shared/table/client.ts';
import { eachCompany } from '../companies/reader.ts';
import { composeTickets } from './compose.ts';
import { knowledgeStore } from './store/knowledge.ts';
import { remindReviews } from './usecases/remind-reviews.ts';
import { sendDigests } from './usecases/send-digests.ts';

const table = connectTable(loadConfig(TableConfig));
const tickets = composeTickets(table);
const deps = { ...tickets, knowledge: knowledgeStore(table) };

/** Sends agents the lists of what is open, due and overdue, and reminds them of articles that are due for review. */
export const handler = (): Promise<void> => {
  const now = new Date();
  return eachCompany(table, 'a digest or reminder was not sent', async (companyId, onFailure) => {
    await sendDigests(deps, companyId, now, onFailure);
    await remindReviews(deps, companyId, now);
  });
};
