import type { Table } from '../../../shared/table/table.ts';
import { DeskHead, deskPartition, TeamRow, TeamVersionRow } from '../table/desk.ts';
import type { PageSpec } from './tickets.ts';

export type DeskReader = ReturnType<typeof deskReader>;

/** Read-only queries of what a help desk is made of. Strongly consistent. */
export function deskReader(table: Table) {
  return {
    loadDesk: async (companyId: string): Promise<DeskHead> =>
      (await table.get(DeskHead, { companyId })) ?? { companyId, changes: 0, teams: 0 },
    loadTeam: (companyId: string, id: string) => table.get(TeamRow, { companyId, id }),
    async allTeams(companyId: string): Promise<TeamRow[]> {
      const all: TeamRow[] = [];
      const teams = { pk: deskPartition(companyId), beginsWith: 'TEAM#' };
      for await (const row of table.queryAll(TeamRow, teams)) all.push(row);
      return all;
    },
    /** Newest first; those of a team that is gone, too. */
    listTeamVersions: (companyId: string, id: string, page: PageSpec) =>
      table.query(TeamVersionRow, {
        pk: `C#${companyId}#HELP-DESK-TEAM#${id}`,
        descending: true,
        ...page,
      }),
  };
}
