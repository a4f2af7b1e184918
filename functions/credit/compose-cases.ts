import type { Table } from '../../shared/table/table.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeReservations } from './compose-reservations.ts';
import { caseReader } from './reader/cases.ts';
import { caseStore } from './store/cases.ts';

export type Cases = ReturnType<typeof composeCases>;

/** What the work on cases needs. */
export function composeCases(table: Table) {
  const base = composeReservations(table);
  return {
    ...base,
    reader: { ...base.reader, ...caseReader(table) },
    companies: companiesReader(table),
    cases: caseStore(table),
  };
}
