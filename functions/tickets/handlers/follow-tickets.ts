import { DONE, groupByGroup, type Outcome, oneByOne } from '../../../shared/queue/batch-worker.ts';
import type { MessageOf } from '../../../shared/queue/message.ts';
import type { Privacy } from '../compose-privacy.ts';
import type { ticketChanged } from '../contract.ts';
import { indexTicket } from '../usecases/index-ticket.ts';
import { measureTicket } from '../usecases/measure-ticket.ts';
import { registerWords } from '../usecases/privacy/register-words.ts';

type Changed = MessageOf<typeof ticketChanged>;

/**
 * Works on queue `ticket-changes`: each event notes by what its words are found once they have to go; and however many events a batch
 * tells of a ticket, it is measured and indexed once.
 */
export function followTickets(deps: Privacy) {
  const register = oneByOne(({ companyId, payload }: Changed) =>
    registerWords(deps, { companyId, ...payload }),
  );
  const follow = groupByGroup(
    ({ companyId, payload }: Changed) => `${companyId} ${payload.ticketId}`,
    async ({ companyId, payload: { ticketId } }) => {
      const work = [measureTicket(deps, companyId, ticketId), indexTicket(deps, companyId, ticketId)];
      // One that fails does not keep the other one from being done.
      const failed = (await Promise.allSettled(work)).find(({ status }) => status === 'rejected');
      if (failed?.status === 'rejected') throw failed.reason;
    },
  );
  return async (messages: readonly Changed[], now: Date): Promise<readonly Outcome[]> => {
    const registered = await register(messages, now);
    const followed = await follow(messages);
    return registered.map((outcome, at) => (outcome.outcome === 'done' ? (followed[at] ?? DONE) : outcome));
  };
}
