import type { Table } from '../../../shared/table/table.ts';
import { put, type Write } from '../../../shared/table/writes.ts';
import { type YearEndForm, YearEndOutrun } from '../domain/year-end.ts';
import { YearEndMark } from '../table.ts';

export interface MarkPlace {
  readonly company: string;
  readonly fiscalYear: number;
  readonly kind: YearEndForm['kind'];
}

export type YearEndStore = ReturnType<typeof yearEndStore>;

/** Keeps runs of the year-end entries apart: each books only on top of what it has read. */
export function yearEndStore(table: Table) {
  /** Year-end entries booked so far by runs; to be read before the balances. */
  async function loadMark(place: MarkPlace): Promise<number> {
    return (await table.get(YearEndMark, place))?.booked ?? 0;
  }

  /** To be committed with the entries that are number `from` to `to` (exclusive) of all year-end entries. */
  function moveMark(place: MarkPlace, from: number, to: number): Write {
    const asRead = from === 0 ? { exists: false } : { exists: true, equal: { booked: from } };
    const outrun = () =>
      new YearEndOutrun(`${place.kind} entries of ${place.fiscalYear} were booked meanwhile`);
    return put(YearEndMark, { ...place, booked: to }, asRead, outrun);
  }

  return { loadMark, moveMark };
}
