import type { Table } from '../../shared/table/table.ts';

export class Killed extends Error {}

/**
 * A table whose user dies just before the write of that number (from 0), and so just after the one before it.
 * `writes` counts those that were attempted.
 */
export function dyingTable(table: Table, fatal: number): Table & { readonly writes: () => number } {
  let count = 0;
  const dying =
    <T, R>(run: (what: T) => Promise<R>) =>
    async (what: T): Promise<R> => {
      count += 1;
      // Nobody who is dead writes on, not even the workers beside the one that was hit.
      if (count > fatal) throw new Killed();
      return run(what);
    };
  const { write, update, transact } = table;
  return {
    ...table,
    write: dying(write),
    update: dying(update),
    transact: dying(transact),
    writes: () => count,
  };
}
