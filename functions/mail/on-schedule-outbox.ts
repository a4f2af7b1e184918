import type { Context } from 'aws-lambda';
import { loadConfig } from '../../shared/config.ts';
import { connectTable } from '../../shared/table/client.ts';
import { eachCompany } from '../companies/reader.ts';
import { composeSender, SenderConfig } from './compose.ts';
import { sendDue } from './usecases/send-mail.ts';

const config = loadConfig(SenderConfig);
const table = connectTable(config);
const sender = composeSender(table, config);

/** What is left of a run when no further mail is begun. */
const RESERVE_MILLISECONDS = 60_000;

/** Sends mails that are to be tried again, and those that no event has told of. */
export const handler = (_event: unknown, context: Context): Promise<void> => {
  const hasTime = () => context.getRemainingTimeInMillis() > RESERVE_MILLISECONDS;
  return eachCompany(table, 'mail not sent', async (companyId, onFailure) => {
    await sendDue(sender, companyId, hasTime, onFailure);
  });
};
