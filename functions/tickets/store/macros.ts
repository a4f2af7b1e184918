import type { Table } from '../../../shared/table/table.ts';
import { erase, insert, put, type Write } from '../../../shared/table/writes.ts';
import type { DeskHead } from '../table/desk.ts';
import { MacroRow, MacroVersionRow } from '../table/macros.ts';
import { faster, moved } from './desk.ts';

export type MacroStore = ReturnType<typeof macroStore>;

/** Writes macros; each change moves the head of the help desk. */
export function macroStore(table: Table) {
  return {
    putMacro: (seen: DeskHead, row: MacroRow, isNew: boolean, together: readonly Write[]): Promise<void> =>
      table.transact([
        moved(seen, { macros: seen.macros + (isNew ? 1 : 0) }),
        put(MacroRow, row),
        insert(MacroVersionRow, row, faster),
        ...together,
      ]),
    dropMacro: (seen: DeskHead, row: MacroRow, together: readonly Write[]): Promise<void> =>
      table.transact([moved(seen, { macros: seen.macros - 1 }), erase(MacroRow, row), ...together]),
  };
}
