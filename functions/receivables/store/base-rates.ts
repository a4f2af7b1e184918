import { where } from '../../../shared/table/condition.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { insert, put, type Write } from '../../../shared/table/writes.ts';
import { BaseRateRow } from '../table/dunning.ts';

export type BaseRateStore = ReturnType<typeof baseRateStore>;

/** The base rates that a company has loaded. */
export function baseRateStore(table: Table) {
  function loadRate(company: string, from: string): Promise<BaseRateRow | undefined> {
    return table.get(BaseRateRow, { company, from });
  }

  /** Two a year: all of them are one small page. */
  async function listRates(company: string): Promise<readonly BaseRateRow[]> {
    const { items } = await table.query(BaseRateRow, { pk: `C#${company}#BASE-RATES` });
    return items;
  }

  async function saveRate(seen: BaseRateRow | undefined, next: BaseRateRow, trace: Write): Promise<void> {
    const outrun = () => new ContentionError('the base rate changed meanwhile');
    const write = seen
      ? put(BaseRateRow, next, where({ version: seen.version }), outrun)
      : insert(BaseRateRow, next, outrun);
    await table.transact([write, trace]);
  }

  return { loadRate, listRates, saveRate };
}
