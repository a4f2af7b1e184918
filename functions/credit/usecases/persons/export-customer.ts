import { unpackRows } from '../../domain/portfolio/pack-rows.ts';
import type { PortfolioRow } from '../../domain/portfolio/portfolio-row.ts';
import type { DebtorValue } from '../../domain/valuation/value-debtors.ts';
import type { PersonReader } from '../../reader/erasures.ts';
import type { TraceReader } from '../../reader/traces.ts';
import type { CreditCaseRow } from '../../table/cases.ts';
import type {
  CreditCheckRow,
  CreditExposureRow,
  CreditLimitRow,
  CreditProfileRow,
  CreditRatingRequestRow,
  InsuranceClockRow,
  InsuranceReportRow,
} from '../../table.ts';
import { findInValuation } from './rename-traces.ts';

export interface ExportDeps {
  readonly reader: Pick<
    PersonReader,
    'loadProfile' | 'loadExposure' | 'listChecks' | 'allCases' | 'allLimits'
  >;
  readonly traces: TraceReader;
}

/** What was said of a customer in a valuation, and what its debts were valued at. */
export interface ValuedCustomer {
  readonly valuationId: string;
  readonly asOf: string;
  readonly state: string;
  readonly said: readonly { readonly reason: string }[];
  readonly values: readonly DebtorValue[];
}

export type SnapshotOfCustomer = PortfolioRow & { readonly day: string };

/** Everything that credit keeps of one customer (Art. 15(3) GDPR), but for checks and snapshots, which are paged. */
export interface CustomerExport {
  readonly profile?: CreditProfileRow | undefined;
  readonly exposure?: CreditExposureRow | undefined;
  readonly limits: readonly CreditLimitRow[];
  readonly cases: readonly CreditCaseRow[];
  readonly insuranceClock?: InsuranceClockRow | undefined;
  readonly insuranceReports: readonly InsuranceReportRow[];
  readonly ratingRequests: readonly CreditRatingRequestRow[];
  readonly valuations: readonly ValuedCustomer[];
}

export async function exportCustomer(
  { reader, traces }: ExportDeps,
  company: string,
  customer: string,
): Promise<CustomerExport> {
  const [profile, exposure, insuranceClock] = await Promise.all([
    reader.loadProfile(company, customer),
    reader.loadExposure(company, customer),
    traces.loadClock(company, customer),
  ]);
  const [limits, cases, insuranceReports, ratingRequests, valuations] = await Promise.all([
    Array.fromAsync(reader.allLimits(company, customer)),
    Array.fromAsync(reader.allCases(company, customer)),
    Array.fromAsync(traces.allReports(company, customer)),
    Array.fromAsync(traces.allRatingRequests(company, customer)),
    valuationsOf({ traces }, company, customer),
  ]);
  return { profile, exposure, limits, cases, insuranceClock, insuranceReports, ratingRequests, valuations };
}

async function valuationsOf(
  deps: Pick<ExportDeps, 'traces'>,
  company: string,
  customer: string,
): Promise<ValuedCustomer[]> {
  const found: ValuedCustomer[] = [];
  for await (const row of deps.traces.valuationsAfter(company, undefined)) {
    const { said, parts } = await findInValuation(deps, row, customer);
    if (!said && parts.length === 0) continue;
    const own = <T extends { readonly customer: string }>(of: readonly T[]) =>
      of.filter((one) => one.customer === customer);
    found.push({
      valuationId: row.id,
      asOf: row.asOf,
      state: row.state,
      said: own(said?.specific ?? []),
      values: parts.flatMap(({ values }) => own(values)),
    });
  }
  return found;
}

/** Snapshots of one page: with tens of thousands of customers a day is some megabytes. */
const SNAPSHOT_DAYS = 20;

export interface ExportedPart {
  readonly checks: readonly CreditCheckRow[];
  readonly snapshots: readonly SnapshotOfCustomer[];
  readonly next?: Record<string, string> | undefined;
}

/** A page of the checks; behind the last of them, of the snapshots, oldest first. */
export async function exportPart(
  { reader, traces }: ExportDeps,
  company: string,
  customer: string,
  page: { readonly limit: number; readonly after?: Readonly<Record<string, string>> | undefined },
): Promise<ExportedPart> {
  const { snapshot: day } = page.after ?? {};
  if (day === undefined) {
    const { items: checks, next } = await reader.listChecks(company, customer, page);
    if (next) return { checks, snapshots: [], next };
    return { checks, snapshots: [], next: { snapshot: '0' } };
  }
  const days = await traces.snapshotsAfter(company, day, SNAPSHOT_DAYS);
  const snapshots: SnapshotOfCustomer[] = [];
  for (const { day: of } of days) {
    const rows = (await traces.snapshotParts(company, of)).flatMap(({ content }) => unpackRows(content));
    snapshots.push(...rows.filter((row) => row.customer === customer).map((row) => ({ ...row, day: of })));
  }
  const last = days.length < SNAPSHOT_DAYS ? undefined : days.at(-1)?.day;
  return { checks: [], snapshots, ...(last === undefined ? {} : { next: { snapshot: last } }) };
}
