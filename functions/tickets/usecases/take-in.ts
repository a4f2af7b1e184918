import { invariant } from '../../../shared/kernel/errors.ts';
import { decideAgain } from '../../../shared/table/failures.ts';
import type { TicketBody } from '../contract.ts';
import { addArticle } from '../domain/ticket/decide.ts';
import { refuse } from '../errors.ts';
import type { TicketReader } from '../reader/tickets.ts';
import type { IntakeKeyRow } from '../table/tickets.ts';
import { type Changed, type ChangeTicketDeps, changeTicket, type Who } from './change-ticket.ts';
import { type OpenTicketDeps, openTicket } from './open-ticket.ts';

type Key = Pick<IntakeKeyRow, 'companyId' | 'key' | 'contentHash'>;

export interface TakeInDeps extends OpenTicketDeps, Omit<ChangeTicketDeps, 'reader'> {
  readonly reader: OpenTicketDeps['reader'] & ChangeTicketDeps['reader'] & Pick<TicketReader, 'findIntake'>;
}

/** What a message with this key has made before. @throws tickets.id-reused */
async function earlier({ reader }: TakeInDeps, { companyId, key, contentHash }: Key) {
  const known = await reader.findIntake(companyId, key);
  if (known && known.contentHash !== contentHash)
    throw refuse('tickets.id-reused', 'The id of the message was used for other content.');
  return known;
}

/**
 * Opens the ticket that a message wants, once: the key is kept in the same transaction.
 * @throws tickets.id-reused
 */
export async function takeInTicket(
  deps: TakeInDeps,
  key: Key,
  { description, ...wish }: TicketBody,
  who: Who,
): Promise<void> {
  const { companyId } = key;
  const words = { text: description, from: wish.requester };
  await decideAgain('tickets', deps, async () => {
    if (await earlier(deps, key)) return;
    await openTicket(deps, { companyId, channel: 'queue', words, ...wish }, who, remember(deps, key));
  });
}

/**
 * Adds what a message says to its ticket, once. Of somebody who does not take part it is a note: whoever knows a number is
 * not heard as the requester, and the requester does not see it.
 * @throws tickets.id-reused, tickets.unknown-ticket
 */
export async function takeInArticle(
  deps: TakeInDeps,
  key: Key,
  {
    ticketId,
    text,
    from,
  }: { ticketId: string; text: string; from?: { email: string; name?: string | undefined } | undefined },
  who: Who,
): Promise<void> {
  await decideAgain('tickets', deps, async () => {
    if (await earlier(deps, key)) return;
    await changeTicket(
      deps,
      { companyId: key.companyId, ticketId },
      who,
      (seen) => {
        const takesPart = from !== undefined && seen.participants.includes(from.email);
        const speaker = takesPart ? { kind: 'requester' as const, id: seen.requesterId } : who.by;
        const article = { kind: takesPart ? ('message' as const) : ('note' as const), isPublic: takesPart };
        return { happenings: addArticle(seen, speaker, article), words: [{ text, from }] };
      },
      remember(deps, key),
    );
  });
}

function remember({ store }: TakeInDeps, key: Key) {
  return ({ row: { ticketId }, articles: [first] }: Changed) => {
    invariant(first, 'a message makes an article');
    return [store.rememberIntake({ ...key, ticketId, article: first.article })];
  };
}
