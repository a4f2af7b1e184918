import * as z from 'zod';
import { FilesConfig, loadConfig, TableConfig } from '../../shared/config.ts';
import { connectS3 } from '../../shared/files/connect-s3.ts';
import { openFileStore } from '../../shared/files/file-store.ts';
import { linkMaker } from '../../shared/files/presign.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeTickets } from './compose.ts';
import { answerBindings } from './handlers/answers.ts';
import { mailBindings } from './handlers/mails.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...FilesConfig.shape }));
const table = connectTable(config);
const tickets = composeTickets(table);
const files = openFileStore(connectS3(), config.FILES_BUCKET);

/** Mails that arrived, where they may arrive, how they are answered. */
export const handler = api(
  { table, membershipOf: tickets.companies.membershipOf },
  ...answerBindings(tickets),
  ...mailBindings({ ...tickets, files, links: linkMaker(config.FILES_BUCKET) }),
);
