import { groupByGroup } from '../../../shared/queue/batch-worker.ts';
import type { MessageOf } from '../../../shared/queue/message.ts';
import type { Tickets } from '../compose.ts';
import type { ticketChanged } from '../contract.ts';
import { indexTicket } from '../usecases/index-ticket.ts';
import { measureTicket } from '../usecases/measure-ticket.ts';

type Changed = MessageOf<typeof ticketChanged>;

/** Works on queue `ticket-changes`: however many events a batch tells of a ticket, it is measured and indexed once. */
export function followTickets(deps: Tickets) {
  return groupByGroup(
    ({ companyId, payload }: Changed) => `${companyId} ${payload.ticketId}`,
    async ({ companyId, payload: { ticketId } }) => {
      const work = [measureTicket(deps, companyId, ticketId), indexTicket(deps, companyId, ticketId)];
      // One that fails does not keep the other one from being done.
      const failed = (await Promise.allSettled(work)).find(({ status }) => status === 'rejected');
      if (failed?.status === 'rejected') throw failed.reason;
    },
  );
}
