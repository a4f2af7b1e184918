import { isDeepStrictEqual } from 'node:util';
import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { type FieldWishes, withWishes } from '../domain/desk/fields.ts';
import { assertOrderHolds } from '../domain/orders/decide-order.ts';
import { pendingApprovers } from '../domain/orders/order.ts';
import { assertTasksEnded } from '../domain/tasks/decide-tasks.ts';
import { apply } from '../domain/ticket/apply.ts';
import type { AppliedMacro, TicketHappening } from '../domain/ticket/events.ts';
import { type Actor, phaseOf, type Ticket } from '../domain/ticket/ticket.ts';
import { refuse } from '../errors.ts';
import type { TicketReader } from '../reader/tickets.ts';
import type { TicketStore } from '../store/tickets.ts';
import type { StoredFile, TicketArticleRow, TicketRow } from '../table/tickets.ts';
import { callMentioned } from './call-mentioned.ts';
import { type FitToDeskDeps, fitToDesk } from './fit-to-desk.ts';

/** What the clocks of a ticket say: by when something is owed, what was kept, when something has next to be told. */
export type TicketTimes = Pick<TicketRow, 'deadlines' | 'kept' | 'dueAt'>;

/** Reads the clocks of a ticket by the promises of its company; with every change anew. */
export type TimesOf = (companyId: string, ticket: Ticket) => Promise<TicketTimes>;

/** Makes the mail of a reply: what the article says of it, and the writes that queue it. */
export type MailReply = (
  row: TicketRow,
  article: TicketArticleRow,
) => Promise<{ readonly article: TicketArticleRow; readonly writes: readonly Write[] }>;

export interface ChangeTicketDeps {
  readonly reader: Pick<TicketReader, 'loadTicket'> & FitToDeskDeps['reader'];
  readonly companies: FitToDeskDeps['companies'];
  readonly store: TicketStore;
  readonly timesOf: TimesOf;
  readonly mailReply: MailReply;
  readonly retryWhileContended: Retry;
}

/** Who does something, and when. */
export interface Who {
  readonly by: Actor;
  readonly now: Date;
}

/** The words of an article; kind, visibility and number stand in its event. */
export interface Words {
  readonly text: string;
  readonly html?: string | undefined;
  readonly from?: TicketArticleRow['from'];
  readonly files?: readonly StoredFile[] | undefined;
  readonly messageId?: string | undefined;
  readonly mailId?: string | undefined;
  /** Of a reply: who gets it besides the requester. */
  readonly cc?: readonly string[] | undefined;
  readonly origin?: TicketArticleRow['origin'];
  /** Where values were filled in: what the writer has said itself. */
  readonly said?: string | undefined;
  /** Of what opens a ticket. */
  readonly intake?: TicketArticleRow['intake'];
}

export interface TicketChange {
  /** In order; nothing where all is as wished, and then nothing is written. */
  readonly happenings: readonly TicketHappening[];
  /** One for each `article-added`, in order. */
  readonly words?: readonly Words[] | undefined;
  /** What is no part of the history. */
  readonly title?: string | undefined;
  /** Values of custom fields; what of them changes is said in the history. */
  readonly fields?: FieldWishes | undefined;
  readonly requester?: TicketRow['requester'] | undefined;
  /** Addresses that take part from now on. */
  readonly participants?: readonly string[] | undefined;
  /** Whether somebody takes part no longer. */
  readonly leaves?: ((email: string) => boolean) | undefined;
  /** Where it is one that a macro makes. */
  readonly macro?: AppliedMacro | undefined;
}

export interface Changed {
  readonly row: TicketRow;
  readonly articles: readonly TicketArticleRow[];
}

/** Writes of others that stand in the same transaction. */
export type Together = (changed: Changed) => readonly Write[] | Promise<readonly Write[]>;

/** The most events that one ticket has; who comes so far opens another one. */
const MAX_EVENTS = 10_000;
/** Addresses that are kept of those who take part, the newest. */
const MAX_PARTICIPANTS = 100;

/**
 * Changes a ticket as `decide` says, given how it stands now. Events, articles, lists and writes of others (`together`) are one
 * transaction on the version that was read: whoever is outrun decides again. With headers the change is made on the
 * version that somebody has seen.
 * @throws tickets.unknown-ticket, tickets.does-not-fit, tickets.too-long, platform.stale, and what `decide` throws
 */
export function changeTicket(
  deps: ChangeTicketDeps,
  { companyId, ticketId }: { readonly companyId: string; readonly ticketId: string },
  who: Who & { readonly headers?: Readonly<Record<string, string | undefined>> | undefined },
  decide: (seen: TicketRow) => TicketChange | Promise<TicketChange>,
  together: Together = () => [],
): Promise<Changed> {
  return deps.retryWhileContended(async () => {
    const seen = await deps.reader.loadTicket(companyId, ticketId);
    if (!seen) throw refuse('tickets.unknown-ticket', `There is no ticket ${ticketId}.`);
    if (who.headers) assertSeen(who.headers, seen);
    const fit = await fitToDesk(deps, seen, await decide(seen), who.by);
    const change = await callMentioned(deps, seen, fit, who.by);
    if (change.happenings.length === 0) return { row: seen, articles: [] };
    if (seen.version + change.happenings.length > MAX_EVENTS)
      throw refuse('tickets.too-long', `A ticket has at most ${MAX_EVENTS} events; open another one.`);
    const { changed, writes } = await changeWrites(deps, seen, change, who);
    await deps.store.commit([...writes, ...(await together(changed))]);
    return changed;
  });
}

/** Refuses a change by somebody who has not seen the ticket as it stands; who watches it may have changed. @throws platform.stale */
export function assertSeen(
  headers: Readonly<Record<string, string | undefined>>,
  { version, steadySince }: Pick<TicketRow, 'version' | 'steadySince'>,
): void {
  assertIfMatch(headers, version, steadySince);
}

/** What the change of a ticket comes to, and the writes that make it; for who changes several tickets at once. */
export async function changeWrites(
  { store, timesOf, mailReply }: Pick<ChangeTicketDeps, 'store' | 'timesOf' | 'mailReply'>,
  seen: TicketRow,
  change: TicketChange,
  { by, now }: Who,
): Promise<{ readonly changed: Changed; readonly writes: readonly Write[] }> {
  const { companyId, ticketId } = seen;
  const at = now.toISOString();
  const events = change.happenings.map((what) => ({ at, by, what, macro: change.macro }));
  let ticket: Ticket = seen;
  for (const event of events) ticket = apply(ticket, event);
  assertTasksEnded(ticket);
  assertOrderHolds(ticket);
  const { title = seen.title, requester = seen.requester, participants = [], leaves = () => false } = change;
  const row: TicketRow = {
    ...seen,
    ...ticket,
    title,
    requester,
    ...(change.fields && { fields: withWishes(seen.fields ?? {}, change.fields) }),
    participants: takingPart(seen.participants, participants, leaves),
    ...(await timesOf(companyId, ticket)),
  };
  const replies: Write[] = [];
  const articles: TicketArticleRow[] = [];
  for (const article of articlesOf(row, change, { by, at })) {
    // What was copied here went out before.
    const goesOut = article.kind === 'reply' && article.origin === undefined;
    const mailed = goesOut ? await mailReply(row, article) : { article, writes: [] };
    articles.push(mailed.article);
    replies.push(...mailed.writes);
  }
  const writes = [
    store.changeTicket(seen, row),
    ...events.map((event, index) =>
      store.addEvent({ companyId, ticketId, version: seen.version + index + 1, ...event }),
    ),
    ...articles.map(store.addArticle),
    ...replies,
    ...listWrites(store, seen, row),
    ...solutionWrites(store, seen, row),
    ...taskWrites(store, seen, row),
    ...approverWrites(store, seen, row),
    ...(row.dueAt === seen.dueAt ? [] : [store.setDue({ companyId, ticketId, at: row.dueAt })]),
  ];
  return { changed: { row, articles }, writes };
}

function takingPart(
  seen: readonly string[],
  joining: readonly string[],
  leaves: (email: string) => boolean,
): string[] {
  const all = [...new Set([...seen, ...joining])];
  return all.filter((email) => !leaves(email)).slice(-MAX_PARTICIPANTS);
}

/** The articles of a change: what its events say of them, with the words. */
export function articlesOf(
  { companyId, ticketId }: Pick<TicketRow, 'companyId' | 'ticketId'>,
  { happenings, words = [] }: TicketChange,
  { by, at }: { readonly by: Actor; readonly at: string },
): TicketArticleRow[] {
  const rest = [...words];
  return happenings.flatMap((what) => {
    if (what.type !== 'article-added') return [];
    const { article, kind, isPublic } = what;
    const { files = [], cc, said: _, ...own } = rest.shift() ?? { text: '' };
    const lists = { files: [...files], ...(cc?.length ? { cc: [...cc] } : {}) };
    return [{ companyId, ticketId, article, kind, isPublic, at, by, ...own, ...lists }];
  });
}

/** Moves the ticket between the lists of agents, requesters and articles that solved it, and in them between what is open and what is done. */
function listWrites(store: TicketStore, seen: TicketRow, next: TicketRow): Write[] {
  const { companyId, ticketId } = next;
  const isSamePhase = phaseOf(seen) === phaseOf(next);
  const move = (
    list: 'agent' | 'requester' | 'solved-by',
    from: string | undefined,
    to: string | undefined,
  ) => {
    if (from === to && isSamePhase) return [];
    const row = { companyId, list, ticketId };
    return [
      ...(from === undefined ? [] : [store.unlist({ ...row, of: from, phase: phaseOf(seen) })]),
      ...(to === undefined ? [] : [store.list({ ...row, of: to, phase: phaseOf(next) })]),
    ];
  };
  return [
    ...move('agent', seen.assignee, next.assignee),
    ...move('requester', seen.requesterId, next.requesterId),
    ...move('solved-by', seen.solvedBy?.articleId, next.solvedBy?.articleId),
  ];
}

/** Counts for an article that it solved the ticket, and back what was named before. */
function solutionWrites(store: TicketStore, { solvedBy: was }: TicketRow, next: TicketRow): Write[] {
  const { companyId, solvedBy } = next;
  if (was?.articleId === solvedBy?.articleId) return [];
  return [
    ...(was ? store.countSolved(companyId, was, -1) : []),
    ...(solvedBy ? store.countSolved(companyId, solvedBy, 1) : []),
  ];
}

/** The rows of tasks that became other ones, which lists of tasks are read from. */
export function taskWrites(
  store: Pick<TicketStore, 'keepTask'>,
  { tasks: were = [] }: Pick<TicketRow, 'tasks'>,
  { companyId, ticketId, tasks = [] }: Pick<TicketRow, 'companyId' | 'ticketId' | 'tasks'>,
): Write[] {
  return tasks
    .filter((task, index) => !isDeepStrictEqual(task, were[index]))
    .map((task) => store.keepTask({ companyId, ticketId, ...task }));
}

/** Puts the ticket into the lists of those for whom its order waits now, and takes it out of the others. */
export function approverWrites(
  store: Pick<TicketStore, 'list' | 'unlist'>,
  { order: was }: Pick<TicketRow, 'order'>,
  { companyId, ticketId, order }: Pick<TicketRow, 'companyId' | 'ticketId' | 'order'>,
): Write[] {
  const [before, after] = [pendingApprovers(was), pendingApprovers(order)];
  const listing = (of: string) => ({
    companyId,
    list: 'approver' as const,
    phase: 'open' as const,
    of,
    ticketId,
  });
  return [
    ...before.filter((of) => !after.includes(of)).map((of) => store.unlist(listing(of))),
    ...after.filter((of) => !before.includes(of)).map((of) => store.list(listing(of))),
  ];
}
