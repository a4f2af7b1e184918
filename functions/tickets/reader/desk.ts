import type { Table } from '../../../shared/table/table.ts';
import {
  CategoryRow,
  CategoryVersionRow,
  DeskHead,
  deskPartition,
  TeamRow,
  TeamVersionRow,
} from '../table/desk.ts';
import type { PageSpec } from './tickets.ts';

export type DeskReader = ReturnType<typeof deskReader>;

/** Read-only queries of what a help desk is made of. Strongly consistent. */
export function deskReader(table: Table) {
  async function collect<T>(items: AsyncGenerator<T, void, undefined>): Promise<T[]> {
    const all: T[] = [];
    for await (const item of items) all.push(item);
    return all;
  }

  return {
    loadDesk: async (companyId: string): Promise<DeskHead> =>
      (await table.get(DeskHead, { companyId })) ?? {
        companyId,
        changes: 0,
        teams: 0,
        categories: 0,
        templates: 0,
        macros: 0,
      },
    loadTeam: (companyId: string, id: string) => table.get(TeamRow, { companyId, id }),
    allTeams: (companyId: string) =>
      collect(table.queryAll(TeamRow, { pk: deskPartition(companyId), beginsWith: 'TEAM#' })),
    /** Newest first; those of a team that is gone, too. */
    listTeamVersions: (companyId: string, id: string, page: PageSpec) =>
      table.query(TeamVersionRow, { pk: `C#${companyId}#HELP-DESK-TEAM#${id}`, descending: true, ...page }),
    loadCategory: (companyId: string, id: string) => table.get(CategoryRow, { companyId, id }),
    allCategories: (companyId: string) =>
      collect(table.queryAll(CategoryRow, { pk: deskPartition(companyId), beginsWith: 'CATEGORY#' })),
    /** Newest first; those of a category that is gone, too. */
    listCategoryVersions: (companyId: string, id: string, page: PageSpec) =>
      table.query(CategoryVersionRow, {
        pk: `C#${companyId}#HELP-DESK-CATEGORY#${id}`,
        descending: true,
        ...page,
      }),
  };
}
