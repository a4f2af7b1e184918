import type { Table } from '../../../shared/table/table.ts';
import { deskPartition } from '../table/desk.ts';
import { MacroRow, MacroVersionRow } from '../table/macros.ts';
import type { PageSpec } from './tickets.ts';

export type MacroReader = ReturnType<typeof macroReader>;

/** Read-only queries of macros. Strongly consistent. */
export function macroReader(table: Table) {
  return {
    loadMacro: (companyId: string, id: string) => table.get(MacroRow, { companyId, id }),
    listMacros: (companyId: string, page: PageSpec) =>
      table.query(MacroRow, { pk: deskPartition(companyId), beginsWith: 'MACRO#', ...page }),
    async allMacros(companyId: string): Promise<MacroRow[]> {
      const all: MacroRow[] = [];
      const place = { pk: deskPartition(companyId), beginsWith: 'MACRO#' };
      for await (const row of table.queryAll(MacroRow, place)) all.push(row);
      return all;
    },
    /** Newest first; those of a macro that is gone, too. */
    listMacroVersions: (companyId: string, id: string, page: PageSpec) =>
      table.query(MacroVersionRow, {
        pk: `C#${companyId}#HELP-DESK-MACRO#${id}`,
        descending: true,
        ...page,
      }),
  };
}
