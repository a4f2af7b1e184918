import type { CalendarDate } from '../../shared/kernel/calendar-date.ts';
import { addDays } from '../../shared/kernel/calendar-date.ts';
import type { ItemOf } from '../../shared/table/entity.ts';
import type { Table } from '../../shared/table/table.ts';
import type { OpenItem } from './domain/open-item.ts';
import { DunningLetterRow, DunningState } from './table/dunning.ts';
import {
  BornClearingRow,
  ClearingRow,
  ITEM_SHARDS,
  ItemsHead,
  ItemTermsRow,
  OpenItemRow,
  PartnerAccountRow,
  PartnerRow,
  SettledItemRow,
  shardOf,
} from './table.ts';

/** An item as it stands in the table: with the version that a change is conditional on. */
export interface StoredItem extends OpenItem {
  readonly version: number;
  /** There for an item of which nothing is left. */
  readonly settledOn?: CalendarDate;
}

export function toItem(row: ItemOf<typeof OpenItemRow> & { settledOn?: string }): StoredItem {
  const { company: _company, ...item } = row;
  return item as StoredItem;
}

export const ALL_SHARDS = Array.from({ length: ITEM_SHARDS }, (_, shard) => shard);

export type ReceivablesReader = ReturnType<typeof receivablesReader>;

/** Read-only queries of receivables. Strongly consistent but where an index is named. */
export function receivablesReader(table: Table) {
  /** How far each year's journal has become items. */
  async function loadThrough(company: string): Promise<ReadonlyMap<number, number>> {
    const heads = await Array.fromAsync(table.queryAll(ItemsHead, { pk: `C#${company}#ITEMS-HEAD` }));
    return new Map(heads.map(({ fiscalYear, through }) => [fiscalYear, through]));
  }

  /** The open items among these places. */
  async function loadOpenItems(
    company: string,
    places: readonly { readonly account: string; readonly id: string }[],
  ): Promise<StoredItem[]> {
    if (places.length === 0) return [];
    const rows = await table.getMany(
      OpenItemRow,
      places.map((place) => ({ company, ...place })),
    );
    return rows.map(toItem);
  }

  async function openItemsOf(company: string, account: string): Promise<StoredItem[]> {
    const pk = `C#${company}#OPEN-ITEMS#${shardOf(account)}`;
    const rows = await Array.fromAsync(table.queryAll(OpenItemRow, { pk, beginsWith: `${account}#` }));
    return rows.map(toItem);
  }

  /** A settled item, by the index: one that was settled this moment may not be found yet. */
  async function findSettledItem(company: string, id: string): Promise<StoredItem | undefined> {
    const spec = { pk: `C#${company}#SETTLED-ITEM#${id}`, index: 'gsi1' as const, limit: 1 };
    const row = (await table.query(SettledItemRow, spec)).items[0];
    return row && toItem(row);
  }

  /** Every open item of a company, shard by shard side by side. */
  async function allOpenItems(company: string): Promise<StoredItem[]> {
    const found = await Promise.all(
      ALL_SHARDS.map((shard) =>
        Array.fromAsync(table.queryAll(OpenItemRow, { pk: `C#${company}#OPEN-ITEMS#${shard}` })),
      ),
    );
    return found.flat().map(toItem);
  }

  /** Items settled after a day. */
  async function itemsSettledAfter(company: string, day: CalendarDate): Promise<StoredItem[]> {
    const from = addDays(day, 1);
    const found = await Promise.all(
      ALL_SHARDS.map((shard) =>
        Array.fromAsync(table.queryAll(SettledItemRow, { pk: `C#${company}#SETTLED-ITEMS#${shard}`, from })),
      ),
    );
    return found.flat().map(toItem);
  }

  async function bornClearings(
    company: string,
    fiscalYear: number,
    from: number,
    to: number,
  ): Promise<ItemOf<typeof BornClearingRow>[]> {
    const pad = (number: number) => String(number).padStart(10, '0');
    const spec = { pk: `C#${company}#BORN-CLEARINGS#${fiscalYear}`, from: pad(from), to: `${pad(to)}#~` };
    return Array.fromAsync(table.queryAll(BornClearingRow, spec));
  }

  /** What lines of entries allow by themselves, of the entries between two numbers. */
  async function itemTerms(
    company: string,
    fiscalYear: number,
    from: number,
    to: number,
  ): Promise<ItemTermsRow[]> {
    const pad = (number: number) => String(number).padStart(10, '0');
    const spec = { pk: `C#${company}#ITEM-TERMS#${fiscalYear}`, from: pad(from), to: `${pad(to)}#~` };
    return Array.fromAsync(table.queryAll(ItemTermsRow, spec));
  }

  function loadClearing(company: string, id: string): Promise<ClearingRow | undefined> {
    return table.get(ClearingRow, { company, id });
  }

  function loadPartner(company: string, id: string): Promise<PartnerRow | undefined> {
    return table.get(PartnerRow, { company, id });
  }

  /** The partners of these accounts, by account. */
  async function partnersOf(company: string, accounts: readonly string[]): Promise<Map<string, PartnerRow>> {
    const unique = [...new Set(accounts)];
    if (unique.length === 0) return new Map();
    const owners = await table.getMany(
      PartnerAccountRow,
      unique.map((account) => ({ company, account })),
    );
    if (owners.length === 0) return new Map();
    const partners = await table.getMany(
      PartnerRow,
      owners.map(({ partnerId: id }) => ({ company, id })),
    );
    return new Map(partners.map((partner) => [partner.account, partner]));
  }

  function listPartners(
    company: string,
    page: { readonly limit: number; readonly after?: Readonly<Record<string, string>> | undefined },
  ) {
    return table.query(PartnerRow, { pk: `C#${company}#PARTNERS`, ...page });
  }

  function allPartners(company: string): Promise<PartnerRow[]> {
    return Array.fromAsync(table.queryAll(PartnerRow, { pk: `C#${company}#PARTNERS` }));
  }

  /** The highest level that reminders of these items have come to; 0 where there was none. */
  async function dunningLevelOf(company: string, itemIds: readonly string[]): Promise<number> {
    if (itemIds.length === 0) return 0;
    const keys = itemIds.map((itemId) => ({ company, itemId }));
    const states = await table.getMany(DunningState, keys);
    return Math.max(0, ...states.map(({ level }) => level));
  }

  /** Whom a run writes to, as far as it was not left out of it. */
  async function dunnedPartners(company: string, runId: string): Promise<string[]> {
    const partners = new Set<string>();
    const pk = `C#${company}#DUNNING-RUN#${runId}`;
    for await (const { partnerId, standing } of table.queryAll(DunningLetterRow, { pk }))
      if (standing) partners.add(partnerId);
    return [...partners];
  }

  return {
    allPartners,
    dunnedPartners,
    dunningLevelOf,
    loadThrough,
    loadOpenItems,
    openItemsOf,
    findSettledItem,
    allOpenItems,
    itemsSettledAfter,
    bornClearings,
    itemTerms,
    loadClearing,
    loadPartner,
    partnersOf,
    listPartners,
  };
}
