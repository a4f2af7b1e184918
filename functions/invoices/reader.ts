import type { Table } from '../../shared/table/table.ts';
import { type ReceivedContent, unpackInvoice } from './domain/received/pack-invoice.ts';
import type { Habit } from './domain/received/propose-posting.ts';
import {
  InvoiceSettingsRow,
  ReceivedContentRow,
  ReceivedInvoiceRow,
  ReceivedNumberRow,
  SellerAccountRow,
  VendorHabitRow,
} from './table.ts';

export type InvoicesReader = ReturnType<typeof invoicesReader>;

interface Paging {
  readonly limit: number;
  readonly after?: Readonly<Record<string, string>> | undefined;
}

/** Read-only queries of e-invoices; strongly consistent but where an index is named. */
export function invoicesReader(table: Table) {
  function loadSettings(company: string): Promise<InvoiceSettingsRow | undefined> {
    return table.get(InvoiceSettingsRow, { company });
  }

  function loadReceived(company: string, id: string): Promise<ReceivedInvoiceRow | undefined> {
    return table.get(ReceivedInvoiceRow, { company, id });
  }

  /** Newest first; of one state by the index, which lags behind by moments. */
  function listReceived(company: string, state: ReceivedInvoiceRow['state'] | undefined, paging: Paging) {
    const pk = `C#${company}#RECEIVED-INVOICES`;
    const place = state === undefined ? { pk } : { pk: `${pk}#${state}`, index: 'gsi1' as const };
    return table.query(ReceivedInvoiceRow, { ...place, descending: true, ...paging });
  }

  async function loadContent(company: string, id: string): Promise<ReceivedContent> {
    const parts = table.queryAll(ReceivedContentRow, { pk: `C#${company}#RECEIVED-INVOICE#${id}` });
    const rows = await Array.fromAsync(parts);
    return unpackInvoice(Buffer.concat(rows.map(({ content }) => content)));
  }

  /** Ids of the invoices under a number, as they stand; undefined where none came. */
  async function findByNumber(company: string, invoiceKey: string): Promise<readonly string[] | undefined> {
    return (await table.get(ReceivedNumberRow, { company, invoiceKey }))?.ids;
  }

  function loadManyReceived(company: string, ids: readonly string[]): Promise<ReceivedInvoiceRow[]> {
    return table.getMany(
      ReceivedInvoiceRow,
      ids.map((id) => ({ company, id })),
    );
  }

  /** Vendor accounts by what sellers are known by. */
  async function loadSellerAccounts(
    company: string,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    if (keys.length === 0) return new Map();
    const wanted = [...new Set(keys)].map((sellerKey) => ({ company, sellerKey }));
    const rows = await table.getMany(SellerAccountRow, wanted);
    return new Map(rows.map(({ sellerKey, account }) => [sellerKey, account]));
  }

  async function loadHabits(company: string, account: string): Promise<readonly Habit[]> {
    return (await table.get(VendorHabitRow, { company, account }))?.habits ?? [];
  }

  return {
    loadSettings,
    loadReceived,
    listReceived,
    loadContent,
    findByNumber,
    loadManyReceived,
    loadSellerAccounts,
    loadHabits,
  };
}
