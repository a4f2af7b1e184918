import { groupByGroup } from '../../../shared/queue/batch-worker.ts';
import type { MessageOf } from '../../../shared/queue/message.ts';
import type { Tickets } from '../compose.ts';
import type { ticketChanged } from '../contract.ts';
import { measureTicket } from '../usecases/measure-ticket.ts';

type Changed = MessageOf<typeof ticketChanged>;

/** Works on queue `ticket-figures`: however many events a batch tells of a ticket, it is measured once. */
export function measureMessages(deps: Tickets) {
  return groupByGroup(
    ({ companyId, payload }: Changed) => `${companyId} ${payload.ticketId}`,
    ({ companyId, payload }) => measureTicket(deps, companyId, payload.ticketId),
  );
}
