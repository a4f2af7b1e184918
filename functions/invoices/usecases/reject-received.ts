import { decideAgain } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { Posting } from '../../ledger/books.ts';
import { refuse } from '../errors.ts';
import type { InvoicesReader } from '../reader.ts';
import type { InvoicesStore } from '../store.ts';
import type { ReceivedInvoiceRow } from '../table.ts';
import { type BookReceivedDeps, traceOf } from './book-received.ts';
import { isOpen } from './read-received.ts';

export interface RejectReceivedDeps extends Omit<BookReceivedDeps, 'store' | 'reader'> {
  readonly reader: Pick<InvoicesReader, 'loadReceived' | 'findByNumber'>;
  readonly store: Pick<InvoicesStore, 'receivedWrite' | 'numberWrite' | 'commit'>;
}

export interface RejectionOrder {
  readonly posting: Posting;
  readonly id: string;
  readonly reason: string;
  readonly requestId: string;
  readonly assertVersion: (version: number) => void;
  readonly remember: (row: ReceivedInvoiceRow) => readonly Write[];
}

/** Rejects an invoice that is not booked: it stays with its reason, and its number is free for a corrected one. */
export function rejectReceived(deps: RejectReceivedDeps, order: RejectionOrder): Promise<ReceivedInvoiceRow> {
  const { posting, id, reason } = order;
  const { id: company } = posting.company;
  return decideAgain('invoices', deps, async () => {
    const row = await deps.reader.loadReceived(company, id);
    if (!row) throw refuse('invoices.unknown-invoice', `There is no received invoice ${id}.`);
    order.assertVersion(row.version);
    if (!(await isOpen(deps, company, row))) {
      throw refuse('invoices.invoice-state', `The invoice is ${row.state}.`);
    }
    const { postedAt: decidedAt, postedBy: decidedBy } = posting;
    const next: ReceivedInvoiceRow = { ...row, state: 'rejected', reason, decidedAt, decidedBy };
    const numbers = await numberWrites(deps, company, row);
    const rejected = { ...next, version: row.version + 1 };
    await deps.store.commit([
      deps.store.receivedWrite(row, next),
      ...numbers,
      traceOf(deps, order, 'invoices.rejected', { reason: reason.slice(0, 200) }),
      ...order.remember(rejected),
    ]);
    return rejected;
  });
}

async function numberWrites(
  { reader, store }: RejectReceivedDeps,
  company: string,
  { id, invoiceKey }: ReceivedInvoiceRow,
): Promise<readonly Write[]> {
  const ids = invoiceKey === undefined ? undefined : await reader.findByNumber(company, invoiceKey);
  if (invoiceKey === undefined || !ids?.includes(id)) return [];
  return [
    store.numberWrite(
      company,
      invoiceKey,
      ids,
      ids.filter((one) => one !== id),
    ),
  ];
}
