import { invariant } from '../../../shared/kernel/errors.ts';
import type { Company } from '../../companies/reader.ts';
import type { ChartName } from '../domain/charts/charts.ts';

/** What the ledger needs to know of a company; fixed once it has entries. */
export interface LedgerCompany {
  readonly id: string;
  readonly currency: string;
  readonly chart: ChartName | 'none';
  readonly fiscalYearStart: string;
  readonly startDate: string;
  readonly accountLength: number;
  readonly language: 'de' | 'en';
  /** `received`: output tax of invoices falls due when they are paid (§20 UStG). */
  readonly vatTaxation: 'agreed' | 'received';
}

/** The books of a company begin on this day where its settings name none. */
const EARLIEST_START = '1970-01-01';

export function toLedgerCompany(company: Company): LedgerCompany {
  const { companyId, currency, chart, fiscalYearStart, startDate, accountLength, language, vatTaxation } =
    company;
  return {
    id: companyId,
    currency,
    chart,
    fiscalYearStart,
    startDate: startDate ?? EARLIEST_START,
    accountLength,
    language,
    vatTaxation,
  };
}

/** The company of a request; the pipeline has found the caller among its members, so it is there. */
export async function companyOf(
  { loadCompany }: { readonly loadCompany: (companyId: string) => Promise<LedgerCompany | undefined> },
  companyId: string,
): Promise<LedgerCompany> {
  const company = await loadCompany(companyId);
  invariant(company, `company ${companyId} has members but no settings`);
  return company;
}
