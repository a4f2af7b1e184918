import type { Table } from '../../../shared/table/table.ts';
import { AgentRow, AnswerSettingsRow } from '../table/answers.ts';
import { TicketArticleRow, ticketPartition } from '../table/tickets.ts';

export type AnswerReader = ReturnType<typeof answerReader>;

/** Read-only queries of how a company answers, and whom it tells. Strongly consistent. */
export function answerReader(table: Table) {
  async function allAgents(companyId: string): Promise<AgentRow[]> {
    const all: AgentRow[] = [];
    for await (const row of table.queryAll(AgentRow, { pk: `C#${companyId}#TICKET-AGENTS` })) all.push(row);
    return all;
  }

  return {
    allAgents,
    loadAgent: (companyId: string, principal: string) => table.get(AgentRow, { companyId, principal }),
    loadAnswerSettings: (companyId: string) => table.get(AnswerSettingsRow, { companyId }),
    /** The last articles of a ticket, oldest first. */
    async lastArticles(companyId: string, ticketId: string, limit: number): Promise<TicketArticleRow[]> {
      const { items } = await table.query(TicketArticleRow, {
        pk: ticketPartition(companyId, ticketId),
        beginsWith: 'ARTICLE#',
        descending: true,
        limit,
      });
      return items.toReversed();
    },
  };
}
