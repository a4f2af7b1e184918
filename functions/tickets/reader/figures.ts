import type { Table } from '../../../shared/table/table.ts';
import type { FactKind } from '../domain/figures/facts.ts';
import type { By } from '../domain/figures/figures.ts';
import { TicketFactRow, TicketFiguresRow, TicketMeasuredRow } from '../table/figures.ts';
import { ticketPartition } from '../table/tickets.ts';
import type { PageSpec } from './tickets.ts';

export type FigureReader = ReturnType<typeof figureReader>;

/** Read-only queries of facts and figures. */
export function figureReader(table: Table) {
  return {
    loadMeasured: (companyId: string, ticketId: string) =>
      table.get(TicketMeasuredRow, { companyId, ticketId }),
    allFactsOf: (companyId: string, ticketId: string) =>
      table.queryAll(TicketFactRow, { pk: ticketPartition(companyId, ticketId), beginsWith: 'FACT#' }),
    /** Facts of a kind from day to day, oldest first, by the index. */
    listFacts: (companyId: string, what: FactKind, from: string, to: string, page: PageSpec) =>
      table.query(TicketFactRow, {
        pk: `C#${companyId}#TICKET-FACTS#${what}`,
        index: 'gsi1',
        from,
        to: `${to}#~`,
        ...page,
      }),
    allFacts: (companyId: string, what: FactKind, from: string, to: string) =>
      table.queryAll(TicketFactRow, {
        pk: `C#${companyId}#TICKET-FACTS#${what}`,
        index: 'gsi1',
        from,
        to: `${to}#~`,
      }),
    loadFigures: (
      keys: readonly { companyId: string; by: By; period: string; key: string }[],
    ): Promise<TicketFiguresRow[]> => table.getMany(TicketFiguresRow, keys),
    /** Figures of all groups of a kind, from period to period: `D#2026-03-01`, `M#2026-03`. */
    allFigures: (companyId: string, by: By, from: string, to: string) =>
      table.queryAll(TicketFiguresRow, {
        pk: `C#${companyId}#TICKET-FIGURES#${by}`,
        from,
        to: `${to}#~`,
      }),
  };
}
