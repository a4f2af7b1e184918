import { ABSENT, where } from '../../../shared/table/condition.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { erase, insert, put, type Write } from '../../../shared/table/writes.ts';
import { CatalogueItemRow, CatalogueVersionRow } from '../table/catalogue.ts';

export type CatalogueStore = ReturnType<typeof catalogueStore>;

const faster = () => new ContentionError('the item changed meanwhile');

/** Writes the catalogue; every version of an item stays. */
export function catalogueStore(table: Table) {
  return {
    keepItem: (
      standing: CatalogueItemRow | undefined,
      next: CatalogueItemRow,
      together: readonly Write[],
    ): Promise<void> =>
      table.transact([
        put(CatalogueItemRow, next, standing ? where({ version: standing.version }) : ABSENT, faster),
        insert(CatalogueVersionRow, next, faster),
        ...together,
      ]),
    dropItem: (standing: CatalogueItemRow, together: readonly Write[]): Promise<void> =>
      table.transact([
        erase(CatalogueItemRow, standing, where({ version: standing.version }), faster),
        ...together,
      ]),
  };
}
