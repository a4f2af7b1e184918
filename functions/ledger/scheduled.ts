import { errorFields, log } from '../../shared/log.ts';
import type { Table } from '../../shared/table/table.ts';
import { companiesReader, listAllCompanies } from '../companies/reader.ts';
import { composeLedger, toLedgerCompany } from './compose.ts';
import type { LedgerCompany } from './reader.ts';
import { eachJournal } from './usecases/each-journal.ts';

/** What every scheduled job of the ledger starts from: the ledger, and a walk over all journals. */
export function composeScheduled(table: Table) {
  const ledger = composeLedger(table, companiesReader(table));
  async function* listCompanies(): AsyncGenerator<LedgerCompany, void, undefined> {
    for await (const company of listAllCompanies(table)) yield toLedgerCompany(company);
  }
  const onFailure = (company: string, fiscalYear: number, error: unknown) =>
    log('error', 'journal not worked on', { companyId: company, fiscalYear, ...errorFields(error) });
  const deps = { reader: ledger.reader, listCompanies, onFailure };
  return {
    ledger,
    eachJournal: (work: (company: LedgerCompany, fiscalYear: number) => Promise<void>) =>
      eachJournal(deps, work),
  };
}
