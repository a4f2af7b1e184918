import type { LedgerCompany, LedgerReader } from '../reader.ts';

export interface EachJournalDeps {
  readonly reader: Pick<LedgerReader, 'listFiscalYears'>;
  readonly listCompanies: () => AsyncIterable<LedgerCompany>;
  /** Told of a journal that could not be worked on. */
  readonly onFailure: (company: string, fiscalYear: number, error: unknown) => void;
}

/**
 * Does a job for every fiscal year of every company. One that fails does not keep the others waiting; in the end the
 * whole run fails, so that somebody looks. @throws Error when a journal failed
 */
export async function eachJournal(
  deps: EachJournalDeps,
  work: (company: LedgerCompany, fiscalYear: number) => Promise<void>,
): Promise<void> {
  let failed = 0;
  for await (const company of deps.listCompanies()) {
    for (const { fiscalYear } of await deps.reader.listFiscalYears(company.id)) {
      await work(company, fiscalYear).catch((error: unknown) => {
        failed += 1;
        deps.onFailure(company.id, fiscalYear, error);
      });
    }
  }
  if (failed > 0) throw new Error(`${failed} journals could not be worked on; the log names them`);
}
