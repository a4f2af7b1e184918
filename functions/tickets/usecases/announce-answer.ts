import { startAnswering, writingNow } from '../domain/ticket/answering.ts';
import { refuse } from '../errors.ts';
import type { TicketReader } from '../reader/tickets.ts';
import type { TicketStore } from '../store/tickets.ts';
import type { AnsweringRow } from '../table/answering.ts';

export interface AnnounceAnswerDeps {
  readonly reader: Pick<TicketReader, 'loadTicket' | 'allAnswering'>;
  readonly store: Pick<TicketStore, 'commit' | 'setAnswering'>;
}

interface Place {
  readonly companyId: string;
  readonly ticketId: string;
}

/**
 * Who is writing an answer to a ticket now, who began first first.
 * @throws tickets.unknown-ticket
 */
export async function listAnswering(
  { reader }: AnnounceAnswerDeps,
  { companyId, ticketId }: Place,
  now: Date,
): Promise<AnsweringRow[]> {
  const [ticket, all] = await Promise.all([
    reader.loadTicket(companyId, ticketId),
    reader.allAnswering(companyId, ticketId),
  ]);
  if (!ticket) throw refuse('tickets.unknown-ticket', `There is no ticket ${ticketId}.`);
  return writingNow(all, now);
}

/**
 * Says that somebody is writing an answer, or no longer is, and gives all who are. It hinders nobody.
 * @throws tickets.unknown-ticket
 */
export async function announceAnswer(
  deps: AnnounceAnswerDeps,
  { companyId, ticketId }: Place,
  { principal, now }: { readonly principal: string; readonly now: Date },
  isOver = false,
): Promise<AnsweringRow[]> {
  const writing = await listAnswering(deps, { companyId, ticketId }, now);
  const own = writing.find((one) => one.principal === principal);
  const others = writing.filter((one) => one !== own);
  if (isOver && !own) return others;
  const lease = isOver && own ? { since: own.since, until: now.toISOString() } : startAnswering(own, now);
  const row = { companyId, ticketId, principal, ...lease };
  await deps.store.commit([deps.store.setAnswering(row)]);
  return writingNow([...others, row], now);
}
