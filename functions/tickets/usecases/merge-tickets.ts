import { valuesFor } from '../domain/desk/fields.ts';
import type { TicketHappening } from '../domain/ticket/events.ts';
import { mergedInto } from '../domain/ticket/links.ts';
import { addWatchers } from '../domain/ticket/watchers.ts';
import { refuse } from '../errors.ts';
import type { TicketReader } from '../reader/tickets.ts';
import type { TicketArticleRow, TicketRow } from '../table/tickets.ts';
import {
  assertSeen,
  type Changed,
  type ChangeTicketDeps,
  changeWrites,
  type TicketChange,
  type Together,
  type Who,
  type Words,
} from './change-ticket.ts';
import { loadTicket } from './link-tickets.ts';
import type { CopiedArticle, OpenTicketDeps } from './open-ticket.ts';

export interface JoinDeps extends OpenTicketDeps, Omit<ChangeTicketDeps, 'reader'> {
  readonly reader: OpenTicketDeps['reader'] & ChangeTicketDeps['reader'] & Pick<TicketReader, 'listArticles'>;
}

/** Copies stand in one transaction, which has room for so many. */
export const MAX_COPIED = 40;

interface Headers {
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export interface Merged extends Changed {
  /** Who watched the merged ticket, and for whom there is no room at the other one. */
  readonly notWatching: readonly string[];
}

/**
 * Merges a ticket into another one: its articles are copied there, as they are, its requester and participants take part there, who watched it
 * watches there, and it is closed and leads on. Fields that have no value there get those of the same requester. All in one transaction; nothing of the merged ticket is lost or changed. It cannot be undone: copies that
 * requesters have seen cannot be taken back; articles can be split off again.
 * @throws tickets.unknown-ticket, tickets.cannot-merge, platform.stale, platform.if-match-required
 */
export function mergeTickets(
  deps: JoinDeps,
  {
    companyId,
    ticketId,
    into,
  }: { readonly companyId: string; readonly ticketId: string; readonly into: string },
  who: Who & Headers,
  together: (merged: Merged) => ReturnType<Together> = () => [],
): Promise<Merged> {
  return deps.retryWhileContended(async () => {
    const [source, target] = await Promise.all([
      loadTicket(deps, companyId, ticketId),
      loadTicket(deps, companyId, into),
    ]);
    assertSeen(who.headers, source);
    assertMergeable(source, target);
    const [articles, filled] = await Promise.all([
      allArticles(deps, source),
      filledFields(deps, source, target),
    ]);
    const copies = articles.map(copyOf);
    const received: TicketHappening[] = [
      ...copies.map(({ kind, isPublic, from }, at) => ({
        type: 'article-added' as const, article: target.articles + at + 1, kind, isPublic, from,
      })),
      { type: 'linked', relation: 'merged-from', ticketId },
      ...filled.happenings,
      ...addWatchers(target, source.watchers ?? []),
    ]; // biome-ignore format: a record
    const left: TicketHappening[] = [
      { type: 'linked', relation: 'merged-into', ticketId: into },
      ...(source.state === 'closed' ? [] : [{ type: 'state-changed' as const, state: 'closed' as const }]),
    ];
    const words = copies.map((copy) => copy.words);
    const [grown, closed] = await Promise.all([
      changeWrites(
        deps,
        target,
        { happenings: received, words, participants: source.participants, fields: filled.fields },
        who,
      ),
      changeWrites(deps, source, { happenings: left }, who),
    ]);
    const watching = new Set(grown.changed.row.watchers);
    const notWatching = (source.watchers ?? []).filter((one) => !watching.has(one));
    const merged = { ...grown.changed, notWatching };
    await deps.store.commit([...grown.writes, ...closed.writes, ...(await together(merged))]);
    return merged;
  });
}

/** What one requester has written into fields counts for both tickets; what another has, goes with that one's words. */
async function filledFields(
  { reader }: JoinDeps,
  source: TicketRow,
  target: TicketRow,
): Promise<Pick<TicketChange, 'happenings' | 'fields'>> {
  const { fields: others, requesterId } = source;
  const { companyId, category: code, fields: standing = {} } = target;
  if (!others || code === undefined || requesterId !== target.requesterId) return { happenings: [] };
  const category = await reader.loadCategory(companyId, code);
  const fields = valuesFor(category?.fields ?? [], standing, others);
  const ids = Object.keys(fields);
  if (ids.length === 0) return { happenings: [] };
  return {
    happenings: [{ type: 'fields-changed', fields: ids, categoryVersion: category?.version }],
    fields,
  };
}

function assertMergeable(source: TicketRow, target: TicketRow): void {
  const why =
    source.ticketId === target.ticketId
      ? 'A ticket is not merged into itself.'
      : mergedInto(source.links)
        ? `It was merged into ticket ${mergedInto(source.links)} before.`
        : mergedInto(target.links)
          ? `Ticket ${target.ticketId} was merged into ${mergedInto(target.links)}: merge into that one.`
          : source.articles > MAX_COPIED
            ? `It has ${source.articles} articles; ${MAX_COPIED} can be merged. Link the two instead.`
            : undefined;
  if (why !== undefined) throw refuse('tickets.cannot-merge', why);
}

async function allArticles(
  { reader }: JoinDeps,
  { companyId, ticketId }: TicketRow,
): Promise<TicketArticleRow[]> {
  const { items } = await reader.listArticles(companyId, ticketId, { limit: MAX_COPIED });
  return items;
}

export function copyOf(article: TicketArticleRow): CopiedArticle {
  const {
    ticketId,
    article: number,
    at,
    kind,
    isPublic,
    text,
    html,
    from,
    files,
    messageId,
    mailId,
    origin,
  } = article;
  const words: Words = {
    text, html, from, files, messageId, mailId,
    origin: origin ?? { ticketId, article: number, at },
  }; // biome-ignore format: a record
  return { kind, isPublic, from: { ticketId, article: number }, words };
}
