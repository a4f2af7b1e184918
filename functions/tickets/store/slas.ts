import { ABSENT, where } from '../../../shared/table/condition.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { insert, put, type Write } from '../../../shared/table/writes.ts';
import { CalendarRow, CalendarVersionRow, ClockStateRow, SlaRow, SlaVersionRow } from '../table/slas.ts';

export type SlaStore = ReturnType<typeof slaStore>;

const changed = (what: string) => () => new ContentionError(`${what} changed meanwhile`);
const standsAt = (version: number) => (version === 0 ? ABSENT : where({ version }));

/** Writes calendars and promises, each as a version that stays. */
export function slaStore(table: Table) {
  function stateWrite(seen: ClockStateRow, next: ClockStateRow): Write {
    const isNew = seen.changes === 0;
    const { changes, followed, walking } = seen;
    return put(
      ClockStateRow,
      next,
      isNew ? ABSENT : where({ changes, followed, walking }),
      changed('how far clocks are followed'),
    );
  }
  const moved = (state: ClockStateRow, changedAt: string) =>
    stateWrite(state, { ...state, changes: state.changes + 1, changedAt });

  return {
    putCalendar: (state: ClockStateRow, row: CalendarRow, together: readonly Write[]): Promise<void> =>
      table.transact([
        put(CalendarRow, row, standsAt(row.version - 1), changed('the calendar')),
        insert(CalendarVersionRow, row, changed('the calendar')),
        moved(state, row.at),
        ...together,
      ]),
    putSla: (state: ClockStateRow, row: SlaRow, together: readonly Write[]): Promise<void> =>
      table.transact([
        put(SlaRow, row, standsAt(row.version - 1), changed('the promise')),
        insert(SlaVersionRow, row, changed('the promise')),
        moved(state, row.at),
        ...together,
      ]),
    moveState: (seen: ClockStateRow, next: ClockStateRow): Promise<void> =>
      table.write(stateWrite(seen, next)),
  };
}
