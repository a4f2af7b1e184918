import type { Table } from '../../../shared/table/table.ts';
import { CreditErasureRow } from '../table/erasures.ts';
import { CreditLimitRow } from '../table/limits.ts';
import type { CaseReader } from './cases.ts';

type PageSpec = { readonly limit: number; readonly after?: Readonly<Record<string, string>> | undefined };

/** With what is read of cases. */
export type PersonReader = CaseReader & ReturnType<typeof erasureReader>;

/** Read-only queries for the rights of customers. Strongly consistent but where an index is named. */
export function erasureReader(table: Table) {
  /** All of a customer, by the index. */
  function allLimits(company: string, customer: string) {
    return table.queryAll(CreditLimitRow, { pk: `C#${company}#CREDIT-LIMITS#${customer}`, index: 'gsi1' });
  }

  /** The erasure of a customer that has begun and not ended, by the index. */
  async function findErasure(company: string, customer: string): Promise<CreditErasureRow | undefined> {
    const spec = { pk: `C#${company}#CREDIT-ERASING#${customer}`, index: 'gsi1' as const, limit: 1 };
    const [found] = (await table.query(CreditErasureRow, spec)).items;
    return found && table.get(CreditErasureRow, { company, id: found.id });
  }

  function listErasures(company: string, page: PageSpec) {
    return table.query(CreditErasureRow, { pk: `C#${company}#CREDIT-ERASURES`, ...page });
  }

  return { allLimits, findErasure, listErasures };
}
