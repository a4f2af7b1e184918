import type { Table } from '../../../shared/table/table.ts';
import { erase, insert, put, type Write } from '../../../shared/table/writes.ts';
import type { DeskHead } from '../table/desk.ts';
import { TemplateRow, TemplateVersionRow } from '../table/templates.ts';
import { faster, moved } from './desk.ts';

export type TemplateStore = ReturnType<typeof templateStore>;

/** Writes reply templates; each change moves the head of the help desk. */
export function templateStore(table: Table) {
  return {
    putTemplate: (
      seen: DeskHead,
      row: TemplateRow,
      isNew: boolean,
      together: readonly Write[],
    ): Promise<void> =>
      table.transact([
        moved(seen, { templates: seen.templates + (isNew ? 1 : 0) }),
        put(TemplateRow, row),
        insert(TemplateVersionRow, row, faster),
        ...together,
      ]),
    dropTemplate: (seen: DeskHead, row: TemplateRow, together: readonly Write[]): Promise<void> =>
      table.transact([moved(seen, { templates: seen.templates - 1 }), erase(TemplateRow, row), ...together]),
  };
}
