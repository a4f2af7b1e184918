import type { Table } from '../../../shared/table/table.ts';
import { deskPartition } from '../table/desk.ts';
import { TemplateRow, TemplateVersionRow } from '../table/templates.ts';
import type { PageSpec } from './tickets.ts';

export type TemplateReader = ReturnType<typeof templateReader>;

/** Read-only queries of reply templates. Strongly consistent. */
export function templateReader(table: Table) {
  return {
    loadTemplate: (companyId: string, id: string) => table.get(TemplateRow, { companyId, id }),
    listTemplates: (companyId: string, page: PageSpec) =>
      table.query(TemplateRow, { pk: deskPartition(companyId), beginsWith: 'TEMPLATE#', ...page }),
    /** 0 where there never was such a template. */
    lastTemplateVersion: async (companyId: string, id: string): Promise<number> => {
      const pk = `C#${companyId}#HELP-DESK-TEMPLATE#${id}`;
      const { items } = await table.query(TemplateVersionRow, { pk, descending: true, limit: 1 });
      return items[0]?.version ?? 0;
    },
  };
}
