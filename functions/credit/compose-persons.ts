import type { Table } from '../../shared/table/table.ts';
import { companiesReader } from '../companies/reader.ts';
import { receivablesReader } from '../receivables/reader.ts';
import { composeReservations } from './compose-reservations.ts';
import { policyReader } from './policy-reader.ts';
import { erasureStore } from './store/erasures.ts';

export type Persons = ReturnType<typeof composePersons>;

/** What the rights of customers need. */
export function composePersons(table: Table) {
  return {
    ...composeReservations(table),
    companies: companiesReader(table),
    receivables: receivablesReader(table),
    policies: policyReader(table),
    erasures: erasureStore(table),
  };
}
