import { ABSENT, where } from '../../shared/table/condition.ts';
import { ChangedMeanwhileError, ContentionError } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { erase, insert, put, type Write } from '../../shared/table/writes.ts';
import { AccrualRow, RecurringRow, TemplateRow } from './table.ts';

const changed = (what: string) => () => new ChangedMeanwhileError('routines', what);
const stale = (what: string) => () => new ContentionError(`${what} changed meanwhile`);

export type RoutinesStore = ReturnType<typeof routinesStore>;

/** The only writer of the module's items. */
export function routinesStore(table: Table) {
  async function saveTemplate(seen: TemplateRow | undefined, next: TemplateRow): Promise<void> {
    const when = seen ? where({ version: seen.version }) : ABSENT;
    await table.write(put(TemplateRow, next, when, stale(next.id)));
  }
  async function eraseTemplate({ company, id, version }: TemplateRow): Promise<void> {
    await table.write(erase(TemplateRow, { company, id }, where({ version }), stale(id)));
  }
  /** The version is that of what a person wrote; how far it is booked moves without it. */
  const unmoved = ({ version, bookedThrough }: RecurringRow) => where({ version, bookedThrough });

  async function saveRecurring(seen: RecurringRow | undefined, next: RecurringRow): Promise<void> {
    await table.write(put(RecurringRow, next, seen ? unmoved(seen) : ABSENT, stale(next.id)));
  }
  async function eraseRecurring(seen: RecurringRow): Promise<void> {
    const { company, id } = seen;
    await table.write(erase(RecurringRow, { company, id }, unmoved(seen), stale(id)));
  }
  /** For the transaction of the entry, or of its refusal. */
  function moveRecurring(seen: RecurringRow, next: RecurringRow): Write {
    return put(RecurringRow, next, unmoved(seen), changed(seen.id));
  }
  function insertAccrual(accrual: AccrualRow): Write {
    return insert(AccrualRow, accrual, () => new Error(`accrual ${accrual.id} exists already`));
  }
  /** For the transaction of a release, of the cancellation, or of a refusal. */
  function moveAccrual({ id, released, state }: AccrualRow, next: AccrualRow): Write {
    return put(AccrualRow, next, where({ released, state }), changed(id));
  }
  async function commit(writes: readonly Write[]): Promise<void> {
    await table.transact(writes);
  }
  return {
    saveTemplate,
    eraseTemplate,
    saveRecurring,
    eraseRecurring,
    moveRecurring,
    insertAccrual,
    moveAccrual,
    commit,
  };
}
