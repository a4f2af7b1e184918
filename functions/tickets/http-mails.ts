import * as z from 'zod';
import { FilesConfig, loadConfig, TableConfig } from '../../shared/config.ts';
import { connectS3 } from '../../shared/files/connect-s3.ts';
import { openFileStore } from '../../shared/files/file-store.ts';
import { linkMaker } from '../../shared/files/presign.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeTickets } from './compose.ts';
import { mailBindings } from './handlers/mails.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...FilesConfig.shape }));
const table = connectTable(config);
const tickets = composeTickets(table);
const files = openFileStore(connectS3(), config.FILES_BUCKET);

/** Mails that arrived, and where they may arrive. */
export const handler = api(
  { table, membershipOf: tickets.companies.membershipOf },
  ...mailBindings({ ...tickets, files, links: linkMaker(config.FILES_BUCKET) }),
);
