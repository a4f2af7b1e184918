import type { Table } from '../../../shared/table/table.ts';
import { TicketRulesRow, TicketRulesVersionRow } from '../table/rules.ts';
import type { PageSpec } from './tickets.ts';

export type RuleReader = ReturnType<typeof ruleReader>;

/** Read-only queries of the rules by which tickets are sorted. */
export function ruleReader(table: Table) {
  return {
    loadRules: (companyId: string) => table.get(TicketRulesRow, { companyId }),
    loadRulesVersion: (companyId: string, version: number) =>
      table.get(TicketRulesVersionRow, { companyId, version }),
    listRulesVersions: (companyId: string, page: PageSpec) =>
      table.query(TicketRulesVersionRow, {
        pk: `C#${companyId}#TICKET-RULES`,
        beginsWith: 'VERSION#',
        descending: true,
        ...page,
      }),
  };
}
