import type { Table } from '../../shared/table/table.ts';
import { companiesReader } from '../companies/reader.ts';
import { receivablesReader } from '../receivables/reader.ts';
import { screenedReader } from '../screening/reader/screened.ts';
import { composeReservations } from './compose-reservations.ts';
import { caseReader } from './reader/cases.ts';
import { erasureReader } from './reader/erasures.ts';
import { traceReader } from './reader/traces.ts';
import { erasureStore } from './store/erasures.ts';
import { traceStore } from './store/traces.ts';

export type Persons = ReturnType<typeof composePersons>;

/** What the rights of customers need. */
export function composePersons(table: Table) {
  const base = composeReservations(table);
  return {
    ...base,
    reader: { ...base.reader, ...caseReader(table), ...erasureReader(table) },
    companies: companiesReader(table),
    receivables: receivablesReader(table),
    erasures: erasureStore(table),
    traces: traceReader(table),
    traceWrites: traceStore(),
    screening: screenedReader(table),
  };
}
