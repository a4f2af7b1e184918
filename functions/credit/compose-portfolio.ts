import { newId } from '../../shared/kernel/ids.ts';
import { retryWhileContended } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { companiesReader } from '../companies/reader.ts';
import { portfolioReader } from './reader/portfolio.ts';
import { portfolioStore } from './store/portfolio.ts';

export type CreditPortfolio = ReturnType<typeof composePortfolio>;

/** What is kept for reports on the portfolio. */
export function composePortfolio(table: Table) {
  return {
    table,
    companies: companiesReader(table),
    portfolio: portfolioReader(table),
    store: portfolioStore(table),
    newId,
    retryWhileContended,
  };
}
