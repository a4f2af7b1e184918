import { newId } from '../../shared/kernel/ids.ts';
import type { Measure } from '../../shared/metrics.ts';
import type { Table } from '../../shared/table/table.ts';
import { companiesReader } from '../companies/reader.ts';
import { fiscalYearOf, openBooks, readYearSums } from '../ledger/books.ts';
import type { LedgerCompany } from '../ledger/reader.ts';
import { balancesAt } from '../ledger/rules.ts';
import { openReceivables } from '../receivables/books.ts';
import { debtorReader } from '../receivables/reader/debtors.ts';
import { receivablesReader } from '../receivables/reader.ts';
import { creditReader } from './reader.ts';
import { valuationStore } from './store/valuations.ts';

export type CreditValuations = ReturnType<typeof composeValuations>;

/** What values receivables and books the allowances. */
export function composeValuations(table: Table, measure: Measure = () => {}) {
  const companies = companiesReader(table);
  const books = openBooks(table, companies, measure);
  const { follow } = openReceivables(table, books);
  return {
    companies,
    books,
    ledger: books.reader,
    receivables: { ...receivablesReader(table), ...debtorReader(table) },
    reader: creditReader(table),
    valuations: valuationStore(table),
    followItems: follow,
    async balancesOf(company: LedgerCompany, asOf: string) {
      const chart = await books.reader.loadChart(company);
      const fiscalYear = fiscalYearOf(asOf, company.fiscalYearStart);
      return balancesAt(await readYearSums(books, company, chart, fiscalYear), asOf);
    },
    newId,
    clock: () => Date.now(),
  };
}
