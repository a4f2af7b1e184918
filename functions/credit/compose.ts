import { newId } from '../../shared/kernel/ids.ts';
import { retryWhileContended } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { companiesReader } from '../companies/reader.ts';
import { advanceReader } from '../invoices/reader/advances.ts';
import { receivablesReader } from '../receivables/reader.ts';
import { screenedReader } from '../screening/reader/screened.ts';
import { creditReader } from './reader.ts';
import { exposureStore } from './store/exposures.ts';
import { insuranceStore } from './store/insurance.ts';
import { limitStore } from './store/limits.ts';
import { creditStore } from './store.ts';
import { followCustomer } from './usecases/follow-customer.ts';
import { followScreening } from './usecases/follow-screening.ts';
import { runClock } from './usecases/insurance/run-clock.ts';

export type Credit = ReturnType<typeof composeCredit>;

/** The parts of credit put together around one table. */
export function composeCredit(table: Table) {
  const companies = companiesReader(table);
  const base = {
    table,
    companies,
    receivables: receivablesReader(table),
    advances: advanceReader(table),
    screening: screenedReader(table),
    reader: creditReader(table),
    store: creditStore(table),
    exposures: exposureStore(table),
    limits: limitStore(table),
    insurance: insuranceStore(table),
    newId,
    retryWhileContended,
  };
  return {
    ...base,
    /** Brings what a customer owes up to date with its open items, as far as receivables have made them. */
    followCustomer: (company: string, customer: string, now: Date) =>
      followCustomer(base, company, customer, now),
    /** Reads the insurance clock of a customer, as far as receivables have made its items. */
    runClock: (company: string, customer: string, now: Date) => runClock(base, company, customer, now),
    /** Takes over what screening says of a customer. */
    followScreening: (company: string, customer: string, now: Date) =>
      followScreening(base, company, customer, now),
  };
}
