import { newId } from '../../shared/kernel/ids.ts';
import type { Table } from '../../shared/table/table.ts';
import type { Books } from '../ledger/books.ts';
import { routinesReader } from './reader.ts';
import { routinesStore } from './store.ts';

export type Routines = ReturnType<typeof composeRoutines>;

/** The parts of routines put together around one table and the books on it. */
export function composeRoutines(table: Table, books: Books) {
  return { table, books, reader: routinesReader(table), store: routinesStore(table), newId };
}
