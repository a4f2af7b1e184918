import { where } from '../../../shared/table/condition.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { insert, put, type Write } from '../../../shared/table/writes.ts';
import { CostFunctionsItem } from '../table.ts';

export type CostFunctionsStore = ReturnType<typeof costFunctionsStore>;

/** The rules by which a company's expenses serve functions. */
export function costFunctionsStore(table: Table) {
  function load(company: string): Promise<CostFunctionsItem | undefined> {
    return table.get(CostFunctionsItem, { company });
  }

  async function save(
    seen: CostFunctionsItem | undefined,
    next: CostFunctionsItem,
    trace: Write,
  ): Promise<void> {
    const outrun = () => new ContentionError('the rules changed meanwhile');
    const write = seen
      ? put(CostFunctionsItem, next, where({ version: seen.version }), outrun)
      : insert(CostFunctionsItem, next, outrun);
    await table.transact([write, trace]);
  }

  return { load, save };
}
