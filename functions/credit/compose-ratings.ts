import { newId } from '../../shared/kernel/ids.ts';
import { retryWhileContended } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { companiesReader } from '../companies/reader.ts';
import { receivablesReader } from '../receivables/reader.ts';
import { creditReader } from './reader.ts';
import { ratingStore } from './store/ratings.ts';
import { creditStore } from './store.ts';

export type CreditRatings = ReturnType<typeof composeRatings>;

/** What keeps ratings of agencies. */
export function composeRatings(table: Table) {
  return {
    table,
    transact: table.transact,
    companies: companiesReader(table),
    receivables: receivablesReader(table),
    reader: creditReader(table),
    store: creditStore(table),
    ratings: ratingStore(table),
    newId,
    retryWhileContended,
  };
}
