import type { Page, Table } from '../../../shared/table/table.ts';
import { AnsweringRow } from '../table/answering.ts';
import { TaskWordsRow, TicketTaskRow } from '../table/tasks.ts';
import {
  IntakeKeyRow,
  openedPlace,
  RequesterRow,
  TicketArticleRow,
  TicketDueRow,
  TicketEventRow,
  TicketListingRow,
  TicketNumber,
  TicketRow,
  ticketPartition,
} from '../table/tickets.ts';
import { TicketTimeRow } from '../table/time.ts';

export type TicketReader = ReturnType<typeof ticketReader>;

export type PageSpec = {
  readonly limit: number;
  readonly after?: Readonly<Record<string, string>> | undefined;
};

export interface TicketList {
  readonly phase: 'OPEN' | 'DONE';
  readonly team?: string | undefined;
  readonly openedFrom?: string | undefined;
  readonly openedBefore?: string | undefined;
}

/** Read-only queries of tickets. Strongly consistent but where an index is named. */
export function ticketReader(table: Table) {
  const loadTicket = (companyId: string, ticketId: string): Promise<TicketRow | undefined> =>
    table.get(TicketRow, { companyId, ticketId });

  /** Tickets by their numbers, in the order of these. */
  async function loadTickets(companyId: string, ticketIds: readonly string[]): Promise<TicketRow[]> {
    const rows = await table.getMany(
      TicketRow,
      ticketIds.map((ticketId) => ({ companyId, ticketId })),
    );
    const byId = new Map(rows.map((row) => [row.ticketId, row]));
    return ticketIds.flatMap((ticketId) => byId.get(ticketId) ?? []);
  }

  /** Open or done tickets of a requester or an agent, newest first. */
  async function listTicketsOf(
    companyId: string,
    { list, of, phase }: Pick<TicketListingRow, 'list' | 'of' | 'phase'>,
    page: PageSpec,
  ): Promise<Page<TicketRow>> {
    const { pk } = TicketListingRow.key({ companyId, list, of, phase, ticketId: '0' });
    const { items, next } = await table.query(TicketListingRow, { pk, descending: true, ...page });
    const rows = await loadTickets(
      companyId,
      items.map(({ ticketId }) => ticketId),
    );
    return next ? { items: rows, next } : { items: rows };
  }

  /** Tickets by when they opened (days of UTC), newest first, whatever became of them; by the index. */
  async function listOpened(
    companyId: string,
    {
      from = '0',
      to = '9999',
      limit,
      after,
    }: PageSpec & { readonly from?: string | undefined; readonly to?: string | undefined },
  ): Promise<Page<TicketRow>> {
    const range = { from, to: after?.openedBefore ?? `${to}~` };
    const pages = await Promise.all(
      (['OPEN', 'DONE'] as const).map(
        (phase) =>
        // One more than asked for: the place to go on from is read again.
        table.query(TicketRow, {
          pk: `C#${companyId}#TICKETS#${phase}`, index: 'gsi1', descending: true, limit: limit + 1, ...range,
        }), // biome-ignore format: a record
      ),
    );
    // Where one of the two has not been read to its end, the other is not read beyond it.
    const ends = pages.flatMap(({ items, next }) => (next ? items.slice(-1) : [])).map(openedPlace);
    const byPlace = new Map(pages.flatMap(({ items }) => items).map((row) => [openedPlace(row), row]));
    const rows = [...byPlace]
      .filter(([place]) => place !== range.to && ends.every((end) => place >= end))
      .toSorted(([a], [b]) => (a < b ? 1 : -1));
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const isMore = rows.length > limit || ends.length > 0;
    const items = shown.map(([, row]) => row);
    return last && isMore ? { items, next: { openedBefore: last[0] } } : { items };
  }

  /** How tickets opened: their first events, tags that were set with them, their first articles. */
  async function loadOpenings(rows: readonly Pick<TicketRow, 'companyId' | 'ticketId'>[]) {
    const keys = rows.map(({ companyId, ticketId }) => ({ companyId, ticketId }));
    // One that is opened with tags has its first article between.
    const versions = keys.flatMap((key) => [1, 3].map((version) => ({ ...key, version })));
    const [events, articles] = await Promise.all([
      table.getMany(TicketEventRow, versions),
      table.getMany(
        TicketArticleRow,
        keys.map((key) => ({ ...key, article: 1 })),
      ),
    ]);
    const eventOf = new Map(events.map((event) => [`${event.ticketId} ${event.version}`, event]));
    const articleOf = new Map(articles.map((article) => [article.ticketId, article]));
    return keys.flatMap(({ ticketId }) => {
      const [event, third] = [eventOf.get(`${ticketId} 1`), eventOf.get(`${ticketId} 3`)];
      const tagged = third?.what.type === 'tagged' && third.at === event?.at ? third.what.add : [];
      return event ? [{ event, tagged, article: articleOf.get(ticketId) }] : [];
    });
  }

  return {
    loadTicket,
    listOpened,
    loadOpenings,
    loadTickets,
    listTicketsOf,
    /** Oldest first, by the index; of one team where it is named (`-`: of none); opened in a time where it is. */
    listTickets: (
      companyId: string,
      { phase, team, openedFrom, openedBefore }: TicketList,
      page: PageSpec,
    ): Promise<Page<TicketRow>> => {
      const range = {
        ...(openedFrom === undefined ? {} : { from: openedFrom }),
        // Less than any key of that moment, which goes on with `#`.
        ...(openedBefore === undefined ? {} : { to: openedBefore }),
        ...page,
      };
      return team === undefined
        ? table.query(TicketRow, { pk: `C#${companyId}#TICKETS#${phase}`, index: 'gsi1', ...range })
        : table.query(TicketRow, {
            pk: `C#${companyId}#TEAM-TICKETS#${team}#${phase}`,
            index: 'gsi2',
            ...range,
          });
    },
    /** The last number that was given; 0 before the first. */
    lastNumber: async (companyId: string): Promise<number> =>
      (await table.get(TicketNumber, { companyId }))?.last ?? 0,
    /** Tickets of which something has to be told by now, soonest first, by the index. */
    allDue: (companyId: string, now: string) =>
      table.queryAll(TicketDueRow, { pk: `C#${companyId}#TICKETS-DUE`, index: 'gsi1', to: `${now}#~` }),
    listEvents: (companyId: string, ticketId: string, page: PageSpec) =>
      table.query(TicketEventRow, {
        pk: ticketPartition(companyId, ticketId),
        beginsWith: 'EVENT#',
        ...page,
      }),
    loadEvent: (companyId: string, ticketId: string, version: number) =>
      table.get(TicketEventRow, { companyId, ticketId, version }),
    allEvents: (companyId: string, ticketId: string) =>
      table.queryAll(TicketEventRow, { pk: ticketPartition(companyId, ticketId), beginsWith: 'EVENT#' }),
    listArticles: (companyId: string, ticketId: string, page: PageSpec) =>
      table.query(TicketArticleRow, {
        pk: ticketPartition(companyId, ticketId),
        beginsWith: 'ARTICLE#',
        ...page,
      }),
    /** Leases of who said to be writing; some may have run out. */
    async allAnswering(companyId: string, ticketId: string): Promise<AnsweringRow[]> {
      const all: AnsweringRow[] = [];
      const pk = ticketPartition(companyId, ticketId);
      for await (const row of table.queryAll(AnsweringRow, { pk, beginsWith: 'ANSWERING#' })) all.push(row);
      return all;
    },
    listTime: (companyId: string, ticketId: string, page: PageSpec) =>
      table.query(TicketTimeRow, { pk: ticketPartition(companyId, ticketId), beginsWith: 'TIME#', ...page }),
    loadTime: (companyId: string, ticketId: string, entry: number) =>
      table.get(TicketTimeRow, { companyId, ticketId, entry }),
    /** Tasks that somebody has still to do, of an agent or of a team, by the day on which they are due; by the index. */
    listTasks: (companyId: string, of: { assignee: string } | { team: string }, page: PageSpec) =>
      'assignee' in of
        ? table.query(TicketTaskRow, {
            pk: `C#${companyId}#TASKS-OF#${of.assignee}`,
            index: 'gsi1',
            ...page,
          })
        : table.query(TicketTaskRow, { pk: `C#${companyId}#TEAM-TASKS#${of.team}`, index: 'gsi2', ...page }),
    allTaskWords: (companyId: string, ticketId: string) =>
      Array.fromAsync(
        table.queryAll(TaskWordsRow, {
          pk: ticketPartition(companyId, ticketId),
          beginsWith: 'TASK-WORDS#',
        }),
      ),
    /** Titles and results of tasks, in no order. */
    loadTaskWords: (companyId: string, tasks: readonly Pick<TicketTaskRow, 'ticketId' | 'task'>[]) =>
      table.getMany(
        TaskWordsRow,
        tasks.map(({ ticketId, task }) => ({ companyId, ticketId, task })),
      ),
    loadArticle: (companyId: string, ticketId: string, article: number) =>
      table.get(TicketArticleRow, { companyId, ticketId, article }),
    findRequester: (companyId: string, email: string) => table.get(RequesterRow, { companyId, email }),
    findIntake: (companyId: string, key: string) => table.get(IntakeKeyRow, { companyId, key }),
  };
}
