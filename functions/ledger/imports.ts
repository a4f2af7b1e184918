import { type ImportDefinition, importDefinition } from '../../shared/imports/definition.ts';
import type { Ledger } from './compose.ts';
import { datevBatch, journalCsv } from './contract/transfers.ts';
import { openDatevBatch } from './domain/formats/read-datev-batch.ts';
import { openJournalCsv } from './domain/formats/read-journal-csv.ts';
import { entryImport } from './usecases/import-entries.ts';

/** Every kind of file that the ledger takes. */
export function ledgerImports(ledger: Ledger): readonly ImportDefinition[] {
  const deps = { ...ledger, transact: ledger.table.transact };
  return [
    importDefinition(entryImport(deps, journalCsv, openJournalCsv)),
    importDefinition(entryImport(deps, datevBatch, (bytes, company) => openDatevBatch(bytes, { company }))),
  ];
}
