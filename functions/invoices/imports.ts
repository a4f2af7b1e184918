import type { FileStore } from '../../shared/files/file-store.ts';
import { type ImportDefinition, importDefinition } from '../../shared/imports/definition.ts';
import { retryWhileContended } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import type { CompaniesReader } from '../companies/reader.ts';
import { voucherKey, voucherWrite } from '../ledger/books.ts';
import { invoicesReader } from './reader.ts';
import { invoicesStore, MAX_PARTS, PART_BYTES } from './store.ts';
import { receiveInvoice } from './usecases/receive-invoice.ts';

/** The kinds of files that invoices take. `archive` is where vouchers are kept. */
export function invoiceImports(
  table: Table,
  companies: Pick<CompaniesReader, 'loadCompany'>,
  archive: Pick<FileStore, 'write'>,
): readonly ImportDefinition[] {
  const deps = {
    loadCompany: companies.loadCompany,
    reader: invoicesReader(table),
    store: invoicesStore(table),
    archive,
    voucherWrite,
    voucherPlace: voucherKey,
    limits: { partBytes: PART_BYTES, maxParts: MAX_PARTS },
    retryWhileContended,
  };
  return [importDefinition(receiveInvoice(deps))];
}
