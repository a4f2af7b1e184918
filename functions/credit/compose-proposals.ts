import { newId } from '../../shared/kernel/ids.ts';
import { retryWhileContended } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { companiesReader } from '../companies/reader.ts';
import { policyReader } from './policy-reader.ts';
import { portfolioReader } from './reader/portfolio.ts';
import { creditReader } from './reader.ts';
import { limitStore } from './store/limits.ts';
import { creditStore } from './store.ts';

export type Proposals = ReturnType<typeof composeProposals>;

/** What it takes to compute class and limit of customers anew, and to ask for them. */
export function composeProposals(table: Table) {
  return {
    table,
    companies: companiesReader(table),
    reader: creditReader(table),
    portfolio: portfolioReader(table),
    policies: policyReader(table),
    store: creditStore(table),
    limits: limitStore(table),
    newId,
    retryWhileContended,
  };
}
