import type { Table } from '../../shared/table/table.ts';
import { insert, type Write } from '../../shared/table/writes.ts';
import { refuse } from './errors.ts';
import { VatReturnItem } from './table.ts';

export type ReportingStore = ReturnType<typeof reportingStore>;

/** What reporting keeps: returns as they were filed. */
export function reportingStore(table: Table) {
  const pkOf = (company: string) => `C#${company}#VAT-RETURNS`;

  async function lastReturn(
    company: string,
    year: number,
    period: string,
  ): Promise<VatReturnItem | undefined> {
    const spec = { pk: pkOf(company), beginsWith: `${year}#${period}#`, descending: true, limit: 1 };
    return (await table.query(VatReturnItem, spec)).items[0];
  }

  /** Every return that was filed for the months and quarters of a year. */
  function returnsOfYear(company: string, year: number): Promise<VatReturnItem[]> {
    return Array.fromAsync(table.queryAll(VatReturnItem, { pk: pkOf(company), beginsWith: `${year}#` }));
  }

  function listReturns(
    company: string,
    page: { readonly limit: number; readonly after?: Readonly<Record<string, string>> | undefined },
  ) {
    return table.query(VatReturnItem, { pk: pkOf(company), descending: true, ...page });
  }

  /** Files a return together with what remembers the request. @throws reporting.filed-meanwhile */
  function file(item: VatReturnItem, together: readonly Write[]): Promise<void> {
    const onExists = () => refuse('reporting.filed-meanwhile', 'Look at the last return and file again.');
    return table.transact([insert(VatReturnItem, item, onExists), ...together]);
  }

  return { lastReturn, returnsOfYear, listReturns, file };
}
