import type { Table } from '../../shared/table/table.ts';
import { composeMacros } from './compose-macros.ts';
import { formReader } from './reader/forms.ts';
import { privacyReader } from './reader/privacy.ts';

export type Desk = ReturnType<typeof composeDesk>;

/** What keeping teams and categories needs: whatever may name them. */
export function composeDesk(table: Table) {
  const macros = composeMacros(table);
  const { allForms } = formReader(table);
  const { loadPrivacySettings } = privacyReader(table);
  return { ...macros, reader: { ...macros.reader, allForms, loadPrivacySettings } };
}
