import type { FileStore } from '../../shared/files/file-store.ts';
import { type ImportDefinition, importDefinition } from '../../shared/imports/definition.ts';
import type { Ledger } from './compose.ts';
import { datevBatch, journalCsv, monthlySums } from './contract/transfers.ts';
import { openDatevBatch } from './domain/formats/read-datev-batch.ts';
import { openJournalCsv } from './domain/formats/read-journal-csv.ts';
import { openMonthlySums } from './domain/formats/read-monthly-sums.ts';
import { voucherStore } from './store/vouchers.ts';
import { voucherImport } from './usecases/archive-voucher.ts';
import { entryImport } from './usecases/import-entries.ts';

/** Every kind of file that the ledger takes. `archive` is where vouchers are kept. */
export function ledgerImports(
  ledger: Ledger,
  archive: Pick<FileStore, 'write'>,
): readonly ImportDefinition[] {
  const deps = { ...ledger, transact: ledger.table.transact };
  return [
    importDefinition(entryImport(deps, journalCsv, openJournalCsv)),
    importDefinition(entryImport(deps, datevBatch, (bytes, company) => openDatevBatch(bytes, { company }))),
    importDefinition(entryImport(deps, monthlySums, openMonthlySums)),
    importDefinition(voucherImport({ archive, vouchers: voucherStore(ledger.table) })),
  ];
}
