import { ABSENT, where } from '../../shared/table/condition.ts';
import { ChangedMeanwhileError } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { put, type Write } from '../../shared/table/writes.ts';
import { AssetRow } from './table.ts';

export type AssetsStore = ReturnType<typeof assetsStore>;

/** The only writer of the register. Most of it makes writes that are committed together with an entry. */
export function assetsStore(table: Table) {
  /** The asset as it is from now on, if it still is what was read. */
  function assetWrite(seen: AssetRow | undefined, next: AssetRow): Write {
    const changed = () => new ChangedMeanwhileError('assets', `asset ${next.id}`);
    return put(AssetRow, next, seen ? where({ version: seen.version }) : ABSENT, changed);
  }

  async function commit(writes: readonly Write[]): Promise<void> {
    await table.transact(writes);
  }

  return { assetWrite, commit };
}
