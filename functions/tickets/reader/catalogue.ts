import type { Table } from '../../../shared/table/table.ts';
import { CatalogueItemRow, CatalogueVersionRow } from '../table/catalogue.ts';
import type { PageSpec } from './tickets.ts';

export type CatalogueReader = ReturnType<typeof catalogueReader>;

/** Read-only queries of what can be ordered. Strongly consistent. */
export function catalogueReader(table: Table) {
  return {
    loadItem: (companyId: string, id: string) => table.get(CatalogueItemRow, { companyId, id }),
    listItems: (companyId: string, page: PageSpec) =>
      table.query(CatalogueItemRow, { pk: `C#${companyId}#CATALOGUE`, ...page }),
    /** How many there are, up to so many; of large ones, one page does not hold all. */
    countItems: async (companyId: string, most: number): Promise<number> => {
      let count = 0;
      for await (const _ of table.queryAll(CatalogueItemRow, { pk: `C#${companyId}#CATALOGUE` })) {
        count += 1;
        if (count >= most) break;
      }
      return count;
    },
    loadItemVersion: (companyId: string, id: string, version: number) =>
      table.get(CatalogueVersionRow, { companyId, id, version }),
    /** 0 where there never was such an item. */
    lastItemVersion: async (companyId: string, id: string): Promise<number> => {
      const pk = `C#${companyId}#CATALOGUE-ITEM#${id}`;
      const { items } = await table.query(CatalogueVersionRow, { pk, descending: true, limit: 1 });
      return items[0]?.version ?? 0;
    },
  };
}
