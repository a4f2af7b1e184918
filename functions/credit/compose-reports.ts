import { retryWhileContended } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { companiesReader } from '../companies/reader.ts';
import { ledgerReader, toLedgerCompany } from '../ledger/reader.ts';
import { debtorReader } from '../receivables/reader/debtors.ts';
import { receivablesReader } from '../receivables/reader.ts';
import { portfolioReader } from './reader/portfolio.ts';
import { creditReader } from './reader.ts';

export type CreditReports = ReturnType<typeof composeReports>;

/** What reports on the portfolio read from. They write nothing. */
export function composeReports(table: Table) {
  const companies = companiesReader(table);
  return {
    companies,
    reader: creditReader(table),
    portfolio: portfolioReader(table),
    receivables: { ...receivablesReader(table), ...debtorReader(table) },
    ledger: ledgerReader(table),
    clock: () => Date.now(),
    retryWhileContended,
    async loadCompany(companyId: string) {
      const company = await companies.loadCompany(companyId);
      return company && toLedgerCompany(company);
    },
  };
}
