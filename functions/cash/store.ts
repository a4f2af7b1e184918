import { ABSENT, where } from '../../shared/table/condition.ts';
import { ChangedMeanwhileError } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { insert, put, type Write } from '../../shared/table/writes.ts';
import { CashBookRow, CashCountRow, CashEntryRow } from './table.ts';

export type CashStore = ReturnType<typeof cashStore>;

/** The only writer of cash books. It makes writes that are committed together: with an entry of the journal, a trace. */
export function cashStore(table: Table) {
  /** The book as it is from now on, if it still is what was read. */
  function bookWrite(seen: CashBookRow | undefined, next: CashBookRow): Write {
    const changed = () => new ChangedMeanwhileError('cash', `cash book ${next.account}`);
    return put(CashBookRow, next, seen ? where({ revision: seen.revision }) : ABSENT, changed);
  }
  function rowWrite(row: CashEntryRow): Write {
    return insert(CashEntryRow, row, () => new Error(`row ${row.number} of cash book ${row.account} exists`));
  }
  function countWrite(count: CashCountRow): Write {
    return insert(CashCountRow, count, () => new Error(`count ${count.number} of ${count.account} exists`));
  }
  async function commit(writes: readonly Write[]): Promise<void> {
    await table.transact(writes);
  }
  return { bookWrite, rowWrite, countWrite, commit };
}
