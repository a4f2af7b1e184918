import { ABSENT, where } from '../../../shared/table/condition.ts';
import type { Table } from '../../../shared/table/table.ts';
import { put, type Write } from '../../../shared/table/writes.ts';
import { changed } from '../store.ts';
import { CreditExposureRow, type CreditProfileRow } from '../table.ts';
import { updateCounter } from './counter-update.ts';

/** The exposure as a write, conditional on what was read. */
function exposureWrite(seen: CreditExposureRow | undefined, next: CreditExposureRow): Write {
  const when = seen ? where({ version: seen.version }) : ABSENT;
  return put(CreditExposureRow, next, when, changed('the exposure'));
}

export type ExposureStore = ReturnType<typeof exposureStore>;

/** Writes what a customer owes, and in the same transaction what of it counts against the limit. */
export function exposureStore(table: Table) {
  async function save(
    { root, terms }: Pick<CreditProfileRow, 'root' | 'terms'>,
    seen: CreditExposureRow | undefined,
    next: CreditExposureRow,
    countedMinor: bigint,
  ): Promise<void> {
    const { company, customer } = next;
    const write = exposureWrite(seen, next);
    if (countedMinor === 0n) return table.write(write);
    const counter = updateCounter(
      { company, root },
      {
        add: [
          { path: ['members', customer, 'exposureMinor'], minor: countedMinor },
          { path: ['totalMinor'], minor: countedMinor },
        ],
        // Other terms may count other parts.
        when: [{ path: ['members', customer, 'terms'], is: '=', value: terms }],
      },
      changed('the terms'),
    );
    await table.transact([write, counter]);
  }
  return { save, exposureWrite };
}
