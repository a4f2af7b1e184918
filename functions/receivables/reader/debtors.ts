import { addDays, type CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import type { Table } from '../../../shared/table/table.ts';
import { ALL_SHARDS, type StoredItem, toItem } from '../reader.ts';
import { OpenItemRow, PartnerRow, SettledItemRow } from '../table.ts';

export type DebtorReader = ReturnType<typeof debtorReader>;

/** Read-only queries over all debtors at once, apart from `reader.ts`: few functions need them. Strongly consistent. */
export function debtorReader(table: Table) {
  /**
   * Shows every item that may have been open at the end of a day, one by one, to somebody who cannot hold all of them.
   * Open ones come first, so that none is missed that is settled meanwhile; it may be shown twice then, in two versions. One that is open again just then (a clearing
   * was undone) may be missed: ask again.
   */
  async function visitItemsOpenOn(
    company: string,
    day: CalendarDate,
    visit: (item: StoredItem) => void,
  ): Promise<void> {
    const from = addDays(day, 1);
    const show = async (rows: AsyncIterable<Parameters<typeof toItem>[0]>) => {
      for await (const row of rows) visit(toItem(row));
    };
    const settled = (shard: number) =>
      table.queryAll(SettledItemRow, { pk: `C#${company}#SETTLED-ITEMS#${shard}`, from });
    const open = (shard: number) => table.queryAll(OpenItemRow, { pk: `C#${company}#OPEN-ITEMS#${shard}` });
    await Promise.all(ALL_SHARDS.map((shard) => show(open(shard))));
    await Promise.all(ALL_SHARDS.map((shard) => show(settled(shard))));
  }

  /** The partners of these ids; unknown ones are missing. */
  async function loadPartners(company: string, ids: readonly string[]): Promise<PartnerRow[]> {
    const unique = [...new Set(ids)];
    if (unique.length === 0) return [];
    return table.getMany(
      PartnerRow,
      unique.map((id) => ({ company, id })),
    );
  }

  return { visitItemsOpenOn, loadPartners };
}
