import { newId } from '../../shared/kernel/ids.ts';
import type { Measure } from '../../shared/metrics.ts';
import { retryWhileContended } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import type { CompaniesReader } from '../companies/reader.ts';
import type { NewEntry } from './domain/entry.ts';
import type { PostingResult } from './domain/posting-result.ts';
import { type LedgerCompany, ledgerReader, toLedgerCompany } from './reader.ts';

export { toLedgerCompany } from './reader.ts';

import { requestStore } from './store/requests.ts';
import { ledgerStore } from './store.ts';
import { type FoldManner, foldJournal } from './usecases/fold-journal.ts';
import { type Posting, postEntries, type Together } from './usecases/post-entries.ts';

export type LedgerReading = ReturnType<typeof composeReading>;

/** What only reads: reports need no more, and their function carries no more. */
export function composeReading(table: Table, companies: Pick<CompaniesReader, 'loadCompany'>) {
  async function loadCompany(companyId: string): Promise<LedgerCompany | undefined> {
    const company = await companies.loadCompany(companyId);
    return company && toLedgerCompany(company);
  }
  return { table, reader: ledgerReader(table), retryWhileContended, loadCompany };
}

export type Ledger = ReturnType<typeof composeLedger>;

/** The ledger's parts put together around one table: what every entry file that writes starts from. */
export function composeLedger(
  table: Table,
  companies: Pick<CompaniesReader, 'loadCompany'>,
  measure: Measure = () => {},
) {
  const reading = composeReading(table, companies);
  const store = { ...ledgerStore(table, reading.reader), ...requestStore(table) };
  const parts = { ...reading, store, now: Date.now };

  function fold(company: LedgerCompany, fiscalYear: number, manner: FoldManner = 'join'): Promise<void> {
    return foldJournal(parts, company, fiscalYear, manner);
  }
  async function post(
    posting: Posting,
    entries: readonly NewEntry[],
    together?: Together,
  ): Promise<PostingResult[]> {
    const results = await postEntries({ ...parts, fold, newId }, posting, entries, together);
    const refused = results.filter(({ status }) => status === 'refused').length;
    const posted = results.filter(({ status }) => status === 'posted').length;
    if (posted > 0) measure({ name: 'EntriesPosted', value: posted, unit: 'Count' });
    if (refused > 0) measure({ name: 'EntriesRefused', value: refused, unit: 'Count' });
    return results;
  }
  return { ...parts, fold, post };
}
