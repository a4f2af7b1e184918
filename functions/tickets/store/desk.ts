import { ABSENT, where } from '../../../shared/table/condition.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { erase, insert, put, type Write } from '../../../shared/table/writes.ts';
import { CategoryRow, CategoryVersionRow, DeskHead, TeamRow, TeamVersionRow } from '../table/desk.ts';

export type DeskStore = ReturnType<typeof deskStore>;

/** Somebody else has moved the head: what was read is read again. */
export const faster = () => new ContentionError('the help desk changed meanwhile');

/** The head of a help desk, moved by a change on the ground that was read. */
export function moved(seen: DeskHead, counts: Partial<Omit<DeskHead, 'companyId' | 'changes'>>): Write {
  return put(
    DeskHead,
    { ...seen, ...counts, changes: seen.changes + 1 },
    seen.changes === 0 ? ABSENT : where({ changes: seen.changes }),
    faster,
  );
}

/** Writes what a help desk is made of; each change moves its head, so that two never decide on the same ground. */
export function deskStore(table: Table) {
  return {
    putTeam: (seen: DeskHead, row: TeamRow, isNew: boolean, together: readonly Write[]): Promise<void> =>
      table.transact([
        moved(seen, { teams: seen.teams + (isNew ? 1 : 0) }),
        put(TeamRow, row),
        insert(TeamVersionRow, row, faster),
        ...together,
      ]),
    dropTeam: (seen: DeskHead, row: TeamRow, together: readonly Write[]): Promise<void> =>
      table.transact([moved(seen, { teams: seen.teams - 1 }), erase(TeamRow, row), ...together]),
    putCategory: (
      seen: DeskHead,
      row: CategoryRow,
      isNew: boolean,
      together: readonly Write[],
    ): Promise<void> =>
      table.transact([
        moved(seen, { categories: seen.categories + (isNew ? 1 : 0) }),
        put(CategoryRow, row),
        insert(CategoryVersionRow, row, faster),
        ...together,
      ]),
    dropCategory: (seen: DeskHead, row: CategoryRow, together: readonly Write[]): Promise<void> =>
      table.transact([
        moved(seen, { categories: seen.categories - 1 }),
        erase(CategoryRow, row),
        ...together,
      ]),
  };
}
