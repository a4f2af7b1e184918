import type { NewId } from '../../../shared/kernel/ids.ts';
import type { FieldValues } from '../domain/desk/fields.ts';
import type { Level } from '../domain/priority.ts';
import type { Intake } from '../domain/rules/subject.ts';
import { fold } from '../domain/ticket/apply.ts';
import type { ArticleKind, Channel, TicketEvent, TicketHappening } from '../domain/ticket/events.ts';
import type { Link, TicketKind } from '../domain/ticket/ticket.ts';
import type { TicketReader } from '../reader/tickets.ts';
import type { RequesterRow, TicketRow } from '../table/tickets.ts';
import {
  approverWrites,
  articlesOf,
  type Changed,
  type ChangeTicketDeps,
  type Together,
  taskWrites,
  type Who,
  type Words,
} from './change-ticket.ts';
import { type SortedWish, type SortWishDeps, sortWish } from './sort-wish.ts';

export interface OpenTicketDeps extends Omit<ChangeTicketDeps, 'reader'> {
  readonly reader: Pick<TicketReader, 'findRequester' | 'loadTicket' | 'loadArticle'> &
    SortWishDeps['reader'];
  readonly newId: NewId;
}

/** An article that stands in another ticket too. */
export interface CopiedArticle {
  readonly kind: ArticleKind;
  readonly isPublic: boolean;
  readonly from: { readonly ticketId: string; readonly article: number };
  readonly words: Words;
}

export interface TicketWish {
  readonly companyId: string;
  readonly channel: Channel;
  readonly title: string;
  /** The first article: what is wrong or wanted. */
  readonly words: Words;
  readonly articleKind?: ArticleKind | undefined;
  readonly isPublic?: boolean | undefined;
  readonly requester: TicketRow['requester'];
  /** What is absent is up to rules and the category. */
  readonly kind?: TicketKind | undefined;
  readonly impact?: Level | undefined;
  readonly urgency?: Level | undefined;
  readonly category?: string | undefined;
  readonly team?: string | undefined;
  readonly fields?: FieldValues | undefined;
  /** Where a mail came to, or from where a form is answered. */
  readonly mailbox?: string | undefined;
  readonly headers?: Intake['headers'];
  readonly links?: readonly Link[] | undefined;
  /** Articles that follow the first, copied from elsewhere. */
  readonly copied?: readonly CopiedArticle[] | undefined;
  /** What happens to it at once. */
  readonly more?: readonly TicketHappening[] | undefined;
  /** Others who take part, besides the requester. */
  readonly participants?: readonly string[] | undefined;
}

/**
 * Opens a ticket with its first article, in one transaction with the writes of whoever asks (`together`). A number that is taken
 * and then not used is a gap. Nothing here recognizes a request that came before: that is for who knows its key.
 * @throws tickets.does-not-fit where somebody waits for the answer; of all others a request is taken as far as it fits
 */
export async function openTicket(
  deps: OpenTicketDeps,
  wish: TicketWish,
  who: Who,
  together: Together = () => [],
): Promise<Changed> {
  const { companyId } = wish;
  const email = wish.requester.email.toLowerCase();
  const ticketId = await deps.store.takeNumber(companyId);
  let isTried = false;
  return deps.retryWhileContended(async () => {
    // The number is ours alone: a ticket that has it is what an attempt made that got no answer.
    const standing = isTried ? await deps.reader.loadTicket(companyId, ticketId) : undefined;
    if (standing) {
      const first = await deps.reader.loadArticle(companyId, ticketId, 1);
      return { row: standing, articles: first ? [first] : [] };
    }
    isTried = true;
    const [known, sorted] = await Promise.all([
      deps.reader.findRequester(companyId, email),
      sortWish(deps, wish),
    ]);
    const requester = known ?? {
      companyId,
      email,
      requesterId: deps.newId('rqs'),
      name: wish.requester.name,
    };
    const events = eventsOf(wish, requester, who, sorted);
    const ticket = fold(events);
    const row: TicketRow = {
      ...ticket,
      companyId,
      ticketId,
      title: wish.title,
      requester: { email, name: wish.requester.name ?? requester.name },
      participants: [...new Set([email, ...(wish.participants ?? [])])],
      ...(Object.keys(sorted.fields).length > 0 && { fields: sorted.fields }),
      ...(await deps.timesOf(companyId, ticket)),
    };
    const at = who.now.toISOString();
    const happenings = events.map(({ what }) => what);
    const articles = articlesOf(
      row,
      {
        happenings,
        words: [firstWords(wish.words, sorted), ...(wish.copied ?? []).map(({ words }) => words)],
      },
      { by: who.by, at },
    );
    const { store } = deps;
    await store.commit([
      store.addTicket(row),
      ...events.map((event, index) => store.addEvent({ companyId, ticketId, version: index + 1, ...event })),
      ...articles.map(store.addArticle),
      ...(known ? [] : [store.addRequester(requester)]),
      store.list({ companyId, list: 'requester', of: requester.requesterId, phase: 'open', ticketId }),
      ...taskWrites(store, {}, row),
      ...approverWrites(store, {}, row),
      ...(row.dueAt === undefined ? [] : [store.setDue({ companyId, ticketId, at: row.dueAt })]),
      ...(await together({ row, articles })),
    ]);
    return { row, articles };
  });
}

/** Words with values that have no field: nothing that somebody wrote is lost. With them is kept what rules looked at. */
function firstWords(words: Words, { unfit, intake }: SortedWish): Words {
  const lines = unfit.map(([id, value]) => `${id}: ${value}`);
  const text = lines.length > 0 ? [words.text, '', ...lines].join('\n') : words.text;
  return { ...words, text, ...(intake && { intake }) };
}

function eventsOf(
  wish: TicketWish,
  { requesterId }: RequesterRow,
  { by, now }: Who,
  { set, tags, rules, byCategory, unknown, fields, fieldsVersion }: SortedWish,
): TicketEvent[] {
  const { channel, links = [], articleKind = 'message', copied = [], isPublic = true, more = [] } = wish;
  const at = now.toISOString();
  const changed = Object.keys(fields);
  return [
    { type: 'opened' as const, channel, requesterId, ...set, rules, byCategory, unknown },
    { type: 'article-added' as const, article: 1, kind: articleKind, isPublic },
    ...copied.map(({ kind, isPublic, from }, at) => ({
      type: 'article-added' as const, article: at + 2, kind, isPublic, from,
    })), // biome-ignore format: a record
    ...(tags.length > 0 ? [{ type: 'tagged' as const, add: tags, remove: [] }] : []),
    ...(changed.length > 0
      ? [{ type: 'fields-changed' as const, fields: changed, categoryVersion: fieldsVersion }]
      : []),
    ...links.map((link) => ({ type: 'linked' as const, ...link })),
    ...more,
  ].map((what) => ({ at, by, what }));
}
