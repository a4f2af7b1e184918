import type { Table } from '../../../shared/table/table.ts';
import {
  CreditRatingRequestRow,
  CreditSnapshotPart,
  CreditSnapshotRow,
  CreditValuationPart,
  CreditValuationRow,
  InsuranceClockRow,
  InsuranceReportRow,
} from '../table.ts';

export type TraceReader = ReturnType<typeof traceReader>;
export type SnapshotPart = Parameters<typeof CreditSnapshotPart.write>[0];
export type ValuationPart = Parameters<typeof CreditValuationPart.write>[0];

/**
 * Where a customer stands beside its own items: in what was kept of the whole portfolio, and what others were told or asked.
 * Strongly consistent but where an index is named.
 */
export function traceReader(table: Table) {
  function loadClock(company: string, customer: string): Promise<InsuranceClockRow | undefined> {
    return table.get(InsuranceClockRow, { company, customer });
  }

  function allReports(company: string, customer: string) {
    return table.queryAll(InsuranceReportRow, { pk: `C#${company}#INSURANCE-REPORTS#${customer}` });
  }

  /** Requests to agencies, by the index. */
  function allRatingRequests(company: string, customer: string) {
    const pk = `C#${company}#CREDIT-RATINGS-OF#${customer}`;
    return table.queryAll(CreditRatingRequestRow, { pk, index: 'gsi1' });
  }

  /** Snapshots behind a day, oldest first. */
  async function snapshotsAfter(company: string, day: string | undefined, limit: number) {
    const pk = `C#${company}#CREDIT-SNAPSHOTS`;
    const after = day === undefined ? undefined : { pk, sk: day };
    const { items } = await table.query(CreditSnapshotRow, { pk, limit, after });
    return items;
  }

  function snapshotParts(company: string, day: string): Promise<SnapshotPart[]> {
    return Array.fromAsync(table.queryAll(CreditSnapshotPart, { pk: `C#${company}#CREDIT-SNAPSHOT#${day}` }));
  }

  /** Valuations behind an id, oldest first. */
  function valuationsAfter(company: string, id: string | undefined) {
    const pk = `C#${company}#CREDIT-VALUATIONS`;
    return table.queryAll(CreditValuationRow, { pk, after: id === undefined ? undefined : { pk, sk: id } });
  }

  function valuationParts(company: string, id: string): Promise<ValuationPart[]> {
    return Array.fromAsync(
      table.queryAll(CreditValuationPart, { pk: `C#${company}#CREDIT-VALUATION#${id}` }),
    );
  }

  return {
    loadClock,
    allReports,
    allRatingRequests,
    snapshotsAfter,
    snapshotParts,
    valuationsAfter,
    valuationParts,
  };
}
