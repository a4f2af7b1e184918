import { ABSENT, where } from '../../../shared/table/condition.ts';
import type { Table } from '../../../shared/table/table.ts';
import { put, type Write } from '../../../shared/table/writes.ts';
import { changed } from '../store.ts';
import { CreditLossRatesRow, CreditSalesRow, CreditSnapshotPart, CreditSnapshotRow } from '../table.ts';

export type PortfolioStore = ReturnType<typeof portfolioStore>;

/** Writes snapshots of the portfolio, sales by day, and what is expected to be lost. */
export function portfolioStore(table: Table) {
  function headWrite(seen: CreditSnapshotRow | undefined, next: CreditSnapshotRow): Write {
    const when = seen ? where({ version: seen.version }) : ABSENT;
    return put(CreditSnapshotRow, next, when, changed('the snapshot'));
  }

  /** A part and how far the snapshot has come, together: of two runs at once one goes on, and none skips anybody. */
  async function addPart(
    seen: CreditSnapshotRow | undefined,
    next: CreditSnapshotRow,
    content: Uint8Array,
  ): Promise<void> {
    const { company, day, parts: part } = next;
    await table.transact([headWrite(seen, next), put(CreditSnapshotPart, { company, day, part, content })]);
  }

  async function endSnapshot(seen: CreditSnapshotRow, next: CreditSnapshotRow): Promise<void> {
    await table.write(headWrite(seen, next));
  }

  async function saveSales(seen: CreditSalesRow | undefined, next: CreditSalesRow): Promise<void> {
    const when = seen ? where({ through: seen.through }) : ABSENT;
    await table.write(put(CreditSalesRow, next, when, changed('the sales')));
  }

  function lossRatesWrite(seen: CreditLossRatesRow | undefined, next: CreditLossRatesRow): Write {
    const when = seen ? where({ version: seen.version }) : ABSENT;
    return put(CreditLossRatesRow, next, when, changed('the rates'));
  }

  return { addPart, endSnapshot, saveSales, lossRatesWrite };
}
