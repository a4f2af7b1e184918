import { ABSENT, where } from '../../shared/table/condition.ts';
import type { Table } from '../../shared/table/table.ts';
import { put, type Write } from '../../shared/table/writes.ts';
import { AssetRow } from './table.ts';

/**
 * An asset changed since it was read: read again, decide again. Not contention of the journal, which would try the same
 * writes once more.
 */
export class AssetChangedError extends Error {
  override readonly name = 'AssetChangedError';
}

export type AssetsStore = ReturnType<typeof assetsStore>;

/** The only writer of the register. Most of it makes writes that are committed together with an entry. */
export function assetsStore(table: Table) {
  /** The asset as it is from now on, if it still is what was read. */
  function assetWrite(seen: AssetRow | undefined, next: AssetRow): Write {
    const changed = () => new AssetChangedError(`asset ${next.id} changed meanwhile`);
    return put(AssetRow, next, seen ? where({ version: seen.version }) : ABSENT, changed);
  }

  async function commit(writes: readonly Write[]): Promise<void> {
    await table.transact(writes);
  }

  return { assetWrite, commit };
}
