import type { Table } from '../../../shared/table/table.ts';
import { IntakeFormRow } from '../table/forms.ts';

export type FormReader = ReturnType<typeof formReader>;

/** Read-only queries of intake forms. Strongly consistent. */
export function formReader(table: Table) {
  return {
    loadForm: (companyId: string, formId: string) => table.get(IntakeFormRow, { companyId, formId }),
    allForms: (companyId: string) =>
      Array.fromAsync(table.queryAll(IntakeFormRow, { pk: `C#${companyId}#INTAKE-FORMS` })),
  };
}
