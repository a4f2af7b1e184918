import * as z from 'zod';
import { FilesConfig, loadConfig, TableConfig } from '../../shared/config.ts';
import { linkMaker } from '../../shared/files/presign.ts';
import { putByLink } from '../../shared/files/put-by-link.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeMacros } from './compose-macros.ts';
import { answeringBindings } from './handlers/answering.ts';
import { orderBindings } from './handlers/orders.ts';
import { joinBindings } from './handlers/ticket-joins.ts';
import { ticketMacroBindings } from './handlers/ticket-macros.ts';
import { taskBindings } from './handlers/ticket-tasks.ts';
import { ticketBindings } from './handlers/tickets.ts';
import { timeBindings } from './handlers/time.ts';
import { watcherBindings } from './handlers/watchers.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...FilesConfig.shape }));
const table = connectTable(config);
const tickets = composeMacros(table);
const links = linkMaker(config.FILES_BUCKET);

/** Tickets: opened, listed, worked on. */
export const handler = api(
  { table, membershipOf: tickets.companies.membershipOf },
  ...answeringBindings(tickets),
  ...joinBindings(tickets),
  ...orderBindings(tickets),
  ...timeBindings(tickets),
  ...taskBindings(tickets),
  ...ticketMacroBindings(tickets),
  ...watcherBindings(tickets),
  ...ticketBindings({ ...tickets, links, putFile: putByLink(links) }),
);
