import type { Table } from '../../shared/table/table.ts';
import { CashBookRow, CashCountRow, CashEntryRow } from './table.ts';

interface PageSpec {
  readonly limit: number;
  readonly after?: Readonly<Record<string, string>> | undefined;
}

/** Days, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** Sort keys begin with the day; `~` sorts behind all that follows it. */
const keysOf = ({ from, to }: Days) => ({ from, to: `${to}~` });

export type CashReader = ReturnType<typeof cashReader>;

/** Read-only queries of cash books; strongly consistent. */
export function cashReader(table: Table) {
  const rowsOf = (company: string, account: string) => `C#${company}#CASH-BOOK#${account}`;
  const countsOf = (company: string, account: string) => `C#${company}#CASH-COUNTS#${account}`;

  function loadBook(company: string, account: string): Promise<CashBookRow | undefined> {
    return table.get(CashBookRow, { company, account });
  }
  function listBooks(company: string): Promise<CashBookRow[]> {
    return Array.fromAsync(table.queryAll(CashBookRow, { pk: `C#${company}#CASH-BOOKS` }));
  }
  function loadRow(company: string, account: string, date: string, number: number) {
    return table.get(CashEntryRow, { company, account, date, number });
  }
  function loadCount(company: string, account: string, date: string, number: number) {
    return table.get(CashCountRow, { company, account, date, number });
  }
  function listRows(company: string, account: string, days: Days, page: PageSpec) {
    return table.query(CashEntryRow, { pk: rowsOf(company, account), ...keysOf(days), ...page });
  }
  function eachRow(company: string, account: string, days: Days) {
    return table.queryAll(CashEntryRow, { pk: rowsOf(company, account), ...keysOf(days) });
  }
  /** The last row before a day: its balance is what the day begins with. */
  async function lastRowBefore(company: string, account: string, day: string) {
    // Rows of the day itself sort behind it, for their keys go on.
    const spec = { pk: rowsOf(company, account), from: '0', to: day, descending: true, limit: 1 };
    return (await table.query(CashEntryRow, spec)).items[0];
  }
  function listCounts(company: string, account: string, days: Days, page: PageSpec) {
    return table.query(CashCountRow, { pk: countsOf(company, account), ...keysOf(days), ...page });
  }
  function eachCount(company: string, account: string, days: Days) {
    return table.queryAll(CashCountRow, { pk: countsOf(company, account), ...keysOf(days) });
  }
  return { loadBook, listBooks, loadRow, loadCount, listRows, eachRow, lastRowBefore, listCounts, eachCount };
}
