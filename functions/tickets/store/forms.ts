import { ABSENT, where } from '../../../shared/table/condition.ts';
import { ChangedMeanwhileError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { put } from '../../../shared/table/writes.ts';
import { FormRateRow, IntakeFormRow } from '../table/forms.ts';

export type FormStore = ReturnType<typeof formStore>;

/** Writes intake forms, and counts what comes through them. */
export function formStore(table: Table) {
  return {
    keepForm: (standing: IntakeFormRow | undefined, next: IntakeFormRow): Promise<void> =>
      table.write(
        put(
          IntakeFormRow,
          next,
          standing ? where({ version: standing.version }) : ABSENT,
          () => new ChangedMeanwhileError('tickets', 'the form'),
        ),
      ),
    /** @returns how many it were in this hour, with this one */
    countForm: (key: Omit<FormRateRow, 'count'>): Promise<number> =>
      table.increase(FormRateRow, key, 'count'),
  };
}
