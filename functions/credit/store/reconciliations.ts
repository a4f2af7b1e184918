import type { Table } from '../../../shared/table/table.ts';
import { put } from '../../../shared/table/writes.ts';
import { changed, creditStore } from '../store.ts';
import {
  type CreditCounter,
  type CreditExposureRow,
  type CreditProfileRow,
  CreditReconciliationRow,
  CreditReplayRow,
} from '../table.ts';
import { updateCounter } from './counter-update.ts';

export type ReconciliationStore = ReturnType<typeof reconciliationStore>;

/** Writes what a reconciliation has found. */
export function reconciliationStore(table: Table) {
  const { exposureStands } = creditStore(table);

  /** Puts a counter right, as long as it is what was compared. */
  async function mend(
    { company, customer, root, terms }: CreditProfileRow,
    seen: { readonly counter: CreditCounter; readonly exposure: CreditExposureRow | undefined },
    right: { readonly reservedMinor: bigint; readonly exposureMinor: bigint; readonly totalMinor: bigint },
  ): Promise<void> {
    const { members, totalMinor } = seen.counter;
    const member = ['members', customer];
    const update = updateCounter(
      { company, root },
      {
        set: [
          { path: [...member, 'reservedMinor'], value: right.reservedMinor },
          { path: [...member, 'exposureMinor'], value: right.exposureMinor },
          { path: ['totalMinor'], value: right.totalMinor },
        ],
        when: [
          { path: [...member, 'reservedMinor'], is: '=', value: members[customer]?.reservedMinor },
          { path: [...member, 'exposureMinor'], is: '=', value: members[customer]?.exposureMinor },
          { path: [...member, 'terms'], is: '=', value: terms },
          { path: ['totalMinor'], is: '=', value: totalMinor },
        ],
      },
      changed('the counter'),
    );
    await table.transact([update, exposureStands(company, customer, seen.exposure)]);
  }

  async function saveReport(report: Parameters<typeof CreditReconciliationRow.write>[0]): Promise<void> {
    await table.write(put(CreditReconciliationRow, report));
  }

  function loadReplay(company: string): Promise<CreditReplayRow | undefined> {
    return table.get(CreditReplayRow, { company });
  }

  async function saveReplay(report: CreditReplayRow): Promise<void> {
    await table.write(put(CreditReplayRow, report));
  }

  return { mend, saveReport, loadReplay, saveReplay };
}
