import type { PersonReader } from '../../reader/erasures.ts';
import type { CreditCaseRow } from '../../table/cases.ts';
import type { CreditCheckRow, CreditExposureRow, CreditLimitRow, CreditProfileRow } from '../../table.ts';

export interface ExportDeps {
  readonly reader: Pick<
    PersonReader,
    'loadProfile' | 'loadExposure' | 'listChecks' | 'allCases' | 'allLimits'
  >;
}

/** Everything that credit keeps of one customer (Art. 15(3) GDPR). What is not paged stands on the first page. */
export interface CustomerExport {
  readonly profile?: CreditProfileRow | undefined;
  readonly exposure?: CreditExposureRow | undefined;
  readonly limits: readonly CreditLimitRow[];
  readonly cases: readonly CreditCaseRow[];
  readonly checks: readonly CreditCheckRow[];
  readonly next?: Record<string, string> | undefined;
}

export async function exportCustomer(
  { reader }: ExportDeps,
  company: string,
  customer: string,
  page: { readonly limit: number; readonly after?: Readonly<Record<string, string>> | undefined },
): Promise<CustomerExport> {
  const { items: checks, next } = await reader.listChecks(company, customer, page);
  if (page.after !== undefined) return { limits: [], cases: [], checks, next };
  const [profile, exposure, limits, cases] = await Promise.all([
    reader.loadProfile(company, customer),
    reader.loadExposure(company, customer),
    Array.fromAsync(reader.allLimits(company, customer)),
    Array.fromAsync(reader.allCases(company, customer)),
  ]);
  return { profile, exposure, limits, cases, checks, next };
}
