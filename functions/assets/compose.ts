import { newId } from '../../shared/kernel/ids.ts';
import type { Table } from '../../shared/table/table.ts';
import {
  type Books,
  chartAccount,
  expandPosting,
  readTrialBalance,
  toChartNumber,
  toCompanyNumber,
} from '../ledger/books.ts';
import { assetsReader } from './reader.ts';
import { assetsStore } from './store.ts';

export type Assets = ReturnType<typeof composeAssets>;

/** The parts of fixed assets put together around one table and the books on it. */
export function composeAssets(table: Table, books: Books) {
  const rules = { chartAccount, expandPosting, toChartNumber, toCompanyNumber };
  const reader = assetsReader(table);
  const store = assetsStore(table);
  return { books, reader, store, rules, readTrialBalance, newId, now: Date.now };
}
