import { refuse } from '../errors.ts';
import { type Changed, changeWrites, type Together, type Who } from './change-ticket.ts';
import { assertThere } from './desk-ground.ts';
import { loadTicket } from './link-tickets.ts';
import { copyOf, type JoinDeps } from './merge-tickets.ts';
import { openTicket } from './open-ticket.ts';

export interface SplitWish {
  readonly companyId: string;
  readonly ticketId: string;
  /** Numbers, in order. */
  readonly articles: readonly number[];
  readonly title: string;
  readonly team?: string | undefined;
  readonly category?: string | undefined;
}

/**
 * Splits articles off: they open a ticket of their own, of the same requester, and stay where they were. Both tickets say so. The new
 * one has the values of fields that its category asks for; of all who watch, only who splits watches it: the others watch the matter that stays.
 * @throws tickets.unknown-ticket, tickets.unknown-article, tickets.does-not-fit
 */
export async function splitTicket(
  deps: JoinDeps,
  { companyId, ticketId, articles: numbers, title, team, category }: SplitWish,
  who: Who,
  together: Together = () => [],
): Promise<Changed> {
  await assertThere(deps, companyId, { team, category });
  const source = await loadTicket(deps, companyId, ticketId);
  const found = await Promise.all(
    numbers.map((number) => deps.reader.loadArticle(companyId, ticketId, number)),
  );
  const missing = numbers.find((_, at) => found[at] === undefined);
  const [first, ...more] = found.flatMap((article) => (article ? [copyOf(article)] : []));
  if (missing !== undefined || !first)
    throw refuse('tickets.unknown-article', `The ticket has no article ${missing}.`);
  const { kind, impact, urgency, requester, participants, fields } = source;
  return openTicket(
    deps,
    {
      companyId, channel: 'split', title, kind, impact, urgency, requester, participants, fields,
      team: team ?? source.team,
      category: category ?? source.category,
      words: first.words,
      articleKind: first.kind,
      isPublic: first.isPublic,
      copied: more,
      links: [{ relation: 'follows', ticketId }],
      more: [{ type: 'watched', watcher: who.by.id }],
    }, // biome-ignore format: a record
    who,
    async (opened) => {
      const seen = await loadTicket(deps, companyId, ticketId);
      const happenings = [
        { type: 'linked' as const, relation: 'followed-by' as const, ticketId: opened.row.ticketId },
      ];
      const { writes } = await changeWrites(deps, seen, { happenings }, who);
      return [...writes, ...(await together(opened))];
    },
  );
}
