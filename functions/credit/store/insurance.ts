import { ABSENT, where } from '../../../shared/table/condition.ts';
import type { Table } from '../../../shared/table/table.ts';
import { erase, put, type Write } from '../../../shared/table/writes.ts';
import { changed } from '../store.ts';
import { CreditEventRow, InsuranceClockRow, InsurancePolicyRow, InsuranceReportRow } from '../table.ts';

type PageSpec = { readonly limit: number; readonly after?: Readonly<Record<string, string>> | undefined };
type Seen = { readonly version: number } | undefined;
const asRead = (seen: Seen) => (seen ? where({ version: seen.version }) : ABSENT);

export type InsuranceStore = ReturnType<typeof insuranceStore>;

/** Insurance policies, overdue reports, and what the clock says. */
export function insuranceStore(table: Table) {
  function loadPolicy(company: string, id: string): Promise<InsurancePolicyRow | undefined> {
    return table.get(InsurancePolicyRow, { company, id });
  }

  function listPolicies(company: string, page: PageSpec) {
    return table.query(InsurancePolicyRow, { pk: `C#${company}#INSURANCE-POLICIES`, ...page });
  }

  function policyWrite(seen: Seen, next: InsurancePolicyRow): Write {
    return put(InsurancePolicyRow, next, asRead(seen), changed('the policy'));
  }

  function reportsOf(company: string, customer: string): Promise<InsuranceReportRow[]> {
    return Array.fromAsync(
      table.queryAll(InsuranceReportRow, { pk: `C#${company}#INSURANCE-REPORTS#${customer}` }),
    );
  }

  /** The first report of an item stays: who reports it again changes nothing. */
  function reportWrite(seen: InsuranceReportRow | undefined, next: InsuranceReportRow): Write {
    const when = seen ? where({ reportId: seen.reportId }) : ABSENT;
    return put(InsuranceReportRow, next, when, changed('the report'));
  }

  function loadClock(company: string, customer: string): Promise<InsuranceClockRow | undefined> {
    return table.get(InsuranceClockRow, { company, customer });
  }

  function allClocks(company: string) {
    return table.queryAll(InsuranceClockRow, { pk: `C#${company}#INSURANCE-CLOCKS` });
  }

  /** Clocks in a state, the most urgent first, by the index. */
  function listClocks(company: string, state: string, page: PageSpec) {
    return table.query(InsuranceClockRow, {
      pk: `C#${company}#INSURANCE-CLOCKS#${state}`,
      index: 'gsi1',
      ...page,
    });
  }

  function clockWrite(seen: Seen, next: InsuranceClockRow): Write {
    return put(InsuranceClockRow, next, asRead(seen), changed('the clock'));
  }

  function forgetClock({ company, customer, version }: InsuranceClockRow): Write {
    return erase(InsuranceClockRow, { company, customer }, where({ version }), changed('the clock'));
  }

  function warningWrite(
    company: string,
    eventId: string,
    payload: { [name: string]: string },
    at: string,
  ): Write {
    return put(CreditEventRow, { company, eventId, type: 'insurance-warning', payload, at });
  }

  return {
    loadPolicy,
    listPolicies,
    policyWrite,
    reportsOf,
    reportWrite,
    loadClock,
    allClocks,
    listClocks,
    clockWrite,
    forgetClock,
    warningWrite,
  };
}
