import type { Page, Table } from '../../../shared/table/table.ts';
import { AnsweringRow } from '../table/answering.ts';
import { TaskWordsRow, TicketTaskRow } from '../table/tasks.ts';
import {
  IntakeKeyRow,
  RequesterRow,
  TicketArticleRow,
  TicketDueRow,
  TicketEventRow,
  TicketListingRow,
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

  /** Tickets of a requester or an agent, newest first. */
  async function listTicketsOf(
    companyId: string,
    list: TicketListingRow['list'],
    of: string,
    page: PageSpec,
  ): Promise<Page<TicketRow>> {
    const { pk } = TicketListingRow.key({ companyId, list, of, ticketId: '0' });
    const { items, next } = await table.query(TicketListingRow, { pk, descending: true, ...page });
    const rows = await loadTickets(
      companyId,
      items.map(({ ticketId }) => ticketId),
    );
    return next ? { items: rows, next } : { items: rows };
  }

  return {
    loadTicket,
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
