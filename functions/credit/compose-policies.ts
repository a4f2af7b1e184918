import { invariant } from '../../shared/kernel/errors.ts';
import { newId } from '../../shared/kernel/ids.ts';
import { retryWhileContended } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { companiesReader } from '../companies/reader.ts';
import { policyReader } from './policy-reader.ts';
import { caseReader } from './reader/cases.ts';
import { creditReader } from './reader.ts';
import { limitStore } from './store/limits.ts';
import { policyStore } from './store/policies.ts';

export type Policies = ReturnType<typeof composePolicies>;

/** What it takes to write policies, approve them and look back. */
export function composePolicies(table: Table) {
  const companies = companiesReader(table);

  async function currencyOf(companyId: string): Promise<string> {
    const company = await companies.loadCompany(companyId);
    invariant(company, `company ${companyId} has members but no settings`);
    return company.currency;
  }

  return {
    table,
    companies,
    currencyOf,
    reader: creditReader(table),
    caseReader: caseReader(table),
    policies: policyReader(table),
    policyStore: policyStore(table),
    limits: limitStore(table),
    newId,
    retryWhileContended,
  };
}
