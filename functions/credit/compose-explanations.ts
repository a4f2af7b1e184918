import type { Table } from '../../shared/table/table.ts';
import { companiesReader } from '../companies/reader.ts';
import { receivablesReader } from '../receivables/reader.ts';
import { policyReader } from './policy-reader.ts';
import { caseReader } from './reader/cases.ts';
import { creditReader } from './reader.ts';

export type Explanations = ReturnType<typeof composeExplanations>;

/** What it takes to explain a decision: it reads and writes nothing. */
export function composeExplanations(table: Table) {
  return {
    table,
    companies: companiesReader(table),
    receivables: receivablesReader(table),
    policies: policyReader(table),
    reader: { ...creditReader(table), ...caseReader(table) },
  };
}
