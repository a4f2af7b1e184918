import { PrincipalId } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { TicketParams, TicketView } from './ticket-views.ts';

const WATCHER = {
  path: '/companies/{companyId}/tickets/{ticketId}/watchers/{watcher}',
  scope: 'write',
  permission: 'tickets.work',
  params: TicketParams.extend({ watcher: PrincipalId }),
  description: 'Needs no If-Match, and leaves ETags that others have seen good for theirs.',
  responses: { 200: { description: 'The ticket with its watchers', body: TicketView } },
} as const;

export const putWatcher = route({
  ...WATCHER,
  id: 'tickets.putWatcher',
  method: 'PUT',
  summary: 'Have an agent told of the answers of a ticket, oneself or somebody else; at most 50',
});

export const deleteWatcher = route({
  ...WATCHER,
  id: 'tickets.deleteWatcher',
  method: 'DELETE',
  summary: 'Have an agent no longer told of the answers of a ticket',
});
