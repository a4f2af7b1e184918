import { ABSENT, where } from '../../../shared/table/condition.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { insert, put, type Write } from '../../../shared/table/writes.ts';
import { TicketFactRow, TicketFiguresRow, TicketMeasuredRow } from '../table/figures.ts';

export type FigureStore = ReturnType<typeof figureStore>;

const faster = (what: string) => () => new ContentionError(`${what} changed meanwhile`);

/** Writes facts and figures. */
export function figureStore(table: Table) {
  return {
    commit: (writes: readonly Write[]): Promise<void> => table.transact(writes),
    addFact: (row: TicketFactRow): Write => insert(TicketFactRow, row, faster('the facts')),
    withdraw: (row: TicketFactRow): Write =>
      put(
        TicketFactRow,
        { ...row, isWithdrawn: true },
        where({ isWithdrawn: false, at: row.at }),
        faster('the fact'),
      ),
    moveMeasured: (through: number, next: TicketMeasuredRow): Write =>
      put(TicketMeasuredRow, next, through === 0 ? ABSENT : where({ through }), faster('what is measured')),
    putFigures: (standing: TicketFiguresRow | undefined, next: TicketFiguresRow): Write =>
      put(
        TicketFiguresRow,
        next,
        standing ? where({ version: standing.version }) : ABSENT,
        faster('the figures'),
      ),
  };
}
