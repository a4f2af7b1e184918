import type { Table } from '../../shared/table/table.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeReservations } from './compose-reservations.ts';
import { erasureStore } from './store/erasures.ts';

export type Persons = ReturnType<typeof composePersons>;

/** What the rights of customers need. */
export function composePersons(table: Table) {
  return { ...composeReservations(table), companies: companiesReader(table), erasures: erasureStore(table) };
}
