import type { Context } from 'aws-lambda';
import { loadConfig, TableConfig } from '../../shared/config.ts';
import { connectTable } from '../../shared/table/client.ts';
import { eachCompany } from '../companies/reader.ts';
import { composeTickets } from './compose.ts';
import { runSurveys } from './usecases/run-surveys.ts';
import { escalateDue, followPromises } from './usecases/watch-clocks.ts';

const table = connectTable(loadConfig(TableConfig));
const tickets = composeTickets(table);

/** What is left of a run when nothing new is begun. */
const RESERVE_MILLISECONDS = 60_000;

/** Tells what comes near or is overdue, asks requesters whether they are satisfied, and brings deadlines in line with promises that changed. */
export const handler = (_event: unknown, context: Context): Promise<void> => {
  const now = new Date();
  const hasTime = () => context.getRemainingTimeInMillis() > RESERVE_MILLISECONDS;
  return eachCompany(table, 'deadlines not looked at', async (companyId, onFailure) => {
    await followPromises(tickets, companyId, now, hasTime);
    await escalateDue(tickets, companyId, now, onFailure);
    await runSurveys(tickets, companyId, now, onFailure);
  });
};
