import type { ChartName } from '../charts/chart-account.ts';
import type { DatevHeader } from './datev-header.ts';
import { refuseFile } from './format-errors.ts';

/** The books that a DATEV batch is read into. */
export interface DatevCompany {
  readonly chart: ChartName | 'none';
  readonly vatTaxation?: 'agreed' | 'received';
  readonly accountLength: number;
  readonly currency: string;
  /** First day of the fiscal year, `MM-DD`. */
  readonly fiscalYearStart: string;
}

function mismatches(header: DatevHeader, company: DatevCompany): string[] {
  const { chart, accountLength, currency, fiscalYearStart } = company;
  const found: string[] = [];
  if (chart === 'none') found.push('the company has a chart of its own, a DATEV batch needs SKR03 or SKR04');
  else if (header.chart !== undefined && header.chart !== chart) {
    found.push(`field 27 names ${header.chart}, the company has ${chart}`);
  }
  if (header.accountLength !== accountLength) {
    found.push(`field 14 says ${header.accountLength} digits an account, the company has ${accountLength}`);
  }
  if (header.currency !== undefined && header.currency !== currency) {
    found.push(`field 22 says ${header.currency}, the company has ${currency}`);
  }
  if (header.fiscalYearStart.slice(5) !== fiscalYearStart) {
    found.push(`field 13 begins the year on ${header.fiscalYearStart}, the company on ${fiscalYearStart}`);
  }
  if (header.purpose !== '') found.push(`field 20 (${header.purpose}) is for books of another purpose`);
  return found;
}

/**
 * Refuses the whole batch (`ledger.datev-mismatch`) unless it was made for these books; says all that differs.
 * Returns the chart whose numbers the batch uses: the header's, or the company's where the header names none.
 */
export function assertMadeForCompany(header: DatevHeader, company: DatevCompany): ChartName {
  const found = mismatches(header, company);
  if (found.length === 0 && company.chart !== 'none') return company.chart;
  throw refuseFile('ledger.datev-mismatch', `The batch was made for other books: ${found.join('; ')}.`);
}
