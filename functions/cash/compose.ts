import { newId } from '../../shared/kernel/ids.ts';
import type { Table } from '../../shared/table/table.ts';
import { bankingReader } from '../banking/reader.ts';
import { type Books, readStatement } from '../ledger/books.ts';
import type { LedgerCompany } from '../ledger/reader.ts';
import { openReceivables } from '../receivables/books.ts';
import { cashReader } from './reader.ts';
import { cashStore } from './store.ts';

export type Cash = ReturnType<typeof composeCash>;
export type CashReading = ReturnType<typeof composeCashReading>;

/** What reads cash books beside the ledger, and keeps their settings; it books nothing. */
export function composeCashReading(
  table: Table,
  ledger: Parameters<typeof readStatement>[0] & {
    readonly loadCompany: (companyId: string) => Promise<LedgerCompany | undefined>;
    readonly retryWhileContended: Books['retryWhileContended'];
    readonly reader: Books['reader'];
  },
) {
  return {
    ledger,
    reader: cashReader(table),
    store: cashStore(table),
    newId,
    readStatement: (company: LedgerCompany, account: string, wish: Parameters<typeof readStatement>[3]) =>
      readStatement(ledger, company, account, wish),
  };
}

/** The parts of cash books put together around one table and the books on it. */
export function composeCash(table: Table, books: Books) {
  const banking = bankingReader(table);
  async function bankAccounts(company: string): Promise<string[]> {
    return (await banking.listAccounts(company)).flatMap(({ ledgerAccount }) => ledgerAccount ?? []);
  }
  return {
    ...composeCashReading(table, books),
    books,
    bankAccounts,
    receivables: openReceivables(table, books),
  };
}
