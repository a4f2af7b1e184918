import type { FileStore } from '../../shared/files/file-store.ts';
import { newId } from '../../shared/kernel/ids.ts';
import type { Table } from '../../shared/table/table.ts';
import { type Books, type NewEntry, type Posting, voucherKey, voucherWrite } from '../ledger/books.ts';
import type { LedgerCompany } from '../ledger/reader.ts';
import {
  type AdvancePlace,
  type CreditedItem,
  findCreditedItem,
  openReceivables,
  planSetOff,
  receivedAdvance,
} from '../receivables/books.ts';
import { issuedReader } from './issued-reader.ts';
import { issuedStore } from './issued-store.ts';

export type Issuing = ReturnType<typeof composeIssuing>;

/** The parts of issuing invoices put together around one table and the books on it. */
export function composeIssuing(table: Table, books: Books, archive: Pick<FileStore, 'write'>) {
  const receivables = openReceivables(table, books);
  return {
    books,
    archive,
    reader: issuedReader(table),
    store: issuedStore(),
    partners: receivables.reader,
    advanceOf: (company: LedgerCompany, place: AdvancePlace) => receivedAdvance(receivables, company, place),
    findCredited: (company: LedgerCompany, place: AdvancePlace) =>
      findCreditedItem(receivables, company, place),
    planSetOff: (posting: Posting, credited: CreditedItem, entry: Pick<NewEntry, 'lines' | 'date'>) =>
      planSetOff(receivables, posting, credited, entry),
    voucherWrite,
    voucherPlace: voucherKey,
    retryWhileContended: books.retryWhileContended,
    newId,
  };
}
