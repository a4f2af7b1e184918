import { ABSENT, where } from '../../../shared/table/condition.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { insert, put, type Write } from '../../../shared/table/writes.ts';
import { TicketRulesRow, TicketRulesVersionRow } from '../table/rules.ts';

export type RuleStore = ReturnType<typeof ruleStore>;

const changed = () => new ContentionError('the rules changed meanwhile');

/** Writes the rules of a company, each time as a version that stays. */
export function ruleStore(table: Table) {
  return {
    putRules: (row: TicketRulesRow, together: readonly Write[]): Promise<void> =>
      table.transact([
        put(TicketRulesRow, row, row.version === 1 ? ABSENT : where({ version: row.version - 1 }), changed),
        insert(TicketRulesVersionRow, row, changed),
        ...together,
      ]),
  };
}
