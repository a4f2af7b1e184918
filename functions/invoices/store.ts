import { ABSENT, where } from '../../shared/table/condition.ts';
import { ChangedMeanwhileError, ContentionError } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { erase, insert, put, type Write } from '../../shared/table/writes.ts';
import type { Habit } from './domain/received/propose-posting.ts';
import {
  InvoiceSettingsRow,
  ReceivedContentRow,
  ReceivedInvoiceRow,
  ReceivedNumberRow,
  SellerAccountRow,
  VendorHabitRow,
} from './table.ts';

export type InvoicesStore = ReturnType<typeof invoicesStore>;

/** Bytes of one part: with its keys it stays below the 400 KB of an item. */
export const PART_BYTES = 350_000;
/** A transaction takes 4 MB. */
export const MAX_PARTS = 8;

/** The only writer of the module's items. Most of it makes writes that others commit together with an entry. */
export function invoicesStore(table: Table) {
  const changed = (what: string) => () => new ChangedMeanwhileError('invoices', what);

  function settingsWrite(seen: InvoiceSettingsRow | undefined, next: InvoiceSettingsRow): Write {
    const when = seen ? where({ version: seen.version }) : ABSENT;
    return put(InvoiceSettingsRow, next, when, () => new ContentionError('the settings changed meanwhile'));
  }

  /** A new invoice with its content. */
  function receiveWrites(row: ReceivedInvoiceRow, packed: Uint8Array): readonly Write[] {
    const { company, id } = row;
    const parts = Array.from({ length: row.parts }, (_, part) => {
      const content = packed.subarray(part * PART_BYTES, (part + 1) * PART_BYTES);
      return put(ReceivedContentRow, { company, id, part, content });
    });
    const onExists = () => new Error(`invoice ${id} exists already`);
    return [insert(ReceivedInvoiceRow, row, onExists), ...parts];
  }

  /** The invoice as it is after a step, if it still is what was read. */
  function receivedWrite(seen: ReceivedInvoiceRow, next: Omit<ReceivedInvoiceRow, 'version'>): Write {
    const row = { ...next, version: seen.version + 1 };
    return put(ReceivedInvoiceRow, row, where({ version: seen.version }), changed(`invoice ${seen.id}`));
  }

  /** The invoices under a number from now on, if they still are those that were read. */
  function numberWrite(
    company: string,
    invoiceKey: string,
    seen: readonly string[] | undefined,
    next: readonly string[],
  ): Write {
    const when = seen === undefined ? ABSENT : where({ ids: seen });
    const refusal = changed(`the invoices under ${invoiceKey}`);
    if (next.length === 0) return erase(ReceivedNumberRow, { company, invoiceKey }, when, refusal);
    return put(ReceivedNumberRow, { company, invoiceKey, ids: [...next] }, when, refusal);
  }

  /** What is learned from a booking; the last one counts. */
  function learnWrites(
    company: string,
    account: string,
    keys: readonly string[],
    habits: readonly Habit[],
  ): readonly Write[] {
    return [
      put(VendorHabitRow, { company, account, habits: [...habits] }),
      ...keys.map((sellerKey) => put(SellerAccountRow, { company, sellerKey, account })),
    ];
  }

  async function commit(writes: readonly Write[]): Promise<void> {
    await table.transact(writes);
  }

  return { settingsWrite, receiveWrites, receivedWrite, numberWrite, learnWrites, commit };
}
