import type { Write } from '../../../shared/table/writes.ts';
import type { TicketHappening } from '../domain/ticket/events.ts';
import type { TicketReader } from '../reader/tickets.ts';
import type { TicketStore } from '../store/tickets.ts';
import type { TicketArticleRow } from '../table/tickets.ts';
import { type ChangeTicketDeps, changeTicket, type Who } from './change-ticket.ts';

export type Undelivered = Omit<NonNullable<TicketArticleRow['undeliverable']>, 'at'>;

/** That a reply did not arrive, as an event: without the words of the report, which name addresses. */
export function undeliverable(article: number, { status }: Undelivered): TicketHappening {
  return { type: 'undeliverable', article, ...(status === undefined ? {} : { status }) };
}

/** What stands in the article of it. */
export function undeliverableWrite(
  store: Pick<TicketStore, 'markArticle'>,
  of: Pick<TicketArticleRow, 'companyId' | 'ticketId' | 'article'>,
  undelivered: Undelivered,
  now: Date,
): Write {
  return store.markArticle(of, { ...undelivered, at: now.toISOString() });
}

/** Marks a reply whose mail could not be sent, once; agents are told by its event. The state of the ticket stays: nobody has answered. */
export async function markUndeliverable(
  deps: ChangeTicketDeps & { readonly reader: Pick<TicketReader, 'loadTicket' | 'loadArticle'> },
  { companyId, ticketId, article }: Pick<TicketArticleRow, 'companyId' | 'ticketId' | 'article'>,
  undelivered: Undelivered,
  who: Who,
): Promise<void> {
  const row = await deps.reader.loadArticle(companyId, ticketId, article);
  if (row?.kind !== 'reply' || row.undeliverable) return;
  await changeTicket(
    deps,
    { companyId, ticketId },
    who,
    () => ({ happenings: [undeliverable(article, undelivered)] }),
    () => [undeliverableWrite(deps.store, row, undelivered, who.now)],
  );
}
