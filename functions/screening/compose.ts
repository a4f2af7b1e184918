import { newId } from '../../shared/kernel/ids.ts';
import { retryWhileContended } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { companiesReader } from '../companies/reader.ts';
import { receivablesReader } from '../receivables/reader.ts';
import { screeningReader } from './reader.ts';
import { screeningStore } from './store.ts';
import { keepLists } from './usecases/keep-lists.ts';
import type { Screen } from './usecases/screen-partner.ts';

export type Screening = ReturnType<typeof composeScreening>;

/** The parts of screening put together around one table. */
export function composeScreening(table: Table) {
  const reader = screeningReader(table);
  const loadCurrentLists = keepLists(reader);
  return {
    table,
    companies: companiesReader(table),
    receivables: receivablesReader(table),
    reader,
    store: screeningStore(table),
    newId,
    retryWhileContended,
    loadCurrentLists,
    /** What a company screens with now. */
    loadScreen: async (company: string): Promise<Screen> => {
      const [lists, settings] = await Promise.all([loadCurrentLists(company), reader.loadSettings(company)]);
      return { lists, settings };
    },
  };
}
