import { newId } from '../../shared/kernel/ids.ts';
import type { Table } from '../../shared/table/table.ts';
import type { Write } from '../../shared/table/writes.ts';
import {
  advanceLine,
  type Books,
  expandPosting,
  isPersonal,
  isUnpaidTag,
  kindOfAccount,
  readTrialBalance,
  taxWhenPaid,
  toCompanyNumber,
} from '../ledger/books.ts';
import type { LedgerCompany } from '../ledger/reader.ts';
import type { Side } from './domain/open-item.ts';
import { receivablesReader } from './reader.ts';
import { receivablesStore } from './store.ts';
import { followJournal } from './usecases/follow-journal.ts';
import type { OpenItemsReport } from './usecases/read-open-items.ts';
import { readOpenItems } from './usecases/read-open-items.ts';
import { type Settled, type SettleOrder, settleItems } from './usecases/settle-items.ts';
import { undoClearing } from './usecases/undo-clearing.ts';

export type Receivables = ReturnType<typeof composeReceivables>;

function sideOf(account: string, accountLength: number): Side {
  return kindOfAccount(account, accountLength) === 'vendor' ? 'payable' : 'receivable';
}

/** The parts of receivables put together around one table and the books on it. */
export function composeReceivables(table: Table, books: Books) {
  const reader = receivablesReader(table);
  const store = receivablesStore(table);
  const retryWhileContended = books.retryWhileContended;
  const base = { books, reader, store, newId, retryWhileContended, kindOfAccount, now: Date.now };

  function undo(order: Parameters<typeof undoClearing>[1]) {
    return undoClearing(base, order);
  }
  async function undoForJournal(
    company: LedgerCompany,
    clearingId: string,
    on: string,
    onlyWhile: Write,
  ): Promise<void> {
    const at = new Date().toISOString();
    await undo({ companyId: company.id, clearingId, on, by: 'journal', at, remember: () => [onlyWhile] });
  }
  /** Makes items of whatever the journal has that is not one yet. */
  function follow(company: LedgerCompany): Promise<void> {
    return followJournal({ ...base, undo: undoForJournal }, company);
  }
  async function personalBalances(company: LedgerCompany, asOf: string) {
    const wanted = { asOf, includeClosing: false, collective: false };
    const { rows } = await readTrialBalance(books, company, wanted);
    const personal = rows.filter(({ account }) => isPersonal(account, company.accountLength));
    return new Map(
      personal.map(({ account, debitMinor, creditMinor }) => [account, debitMinor - creditMinor]),
    );
  }
  const rules = {
    expandPosting,
    toCompanyNumber,
    isPersonal,
    sideOf,
    isUnpaidTag,
    taxWhenPaid,
    advanceLine,
  };
  function settle(order: SettleOrder): Promise<Settled> {
    return settleItems({ ...base, rules, follow }, order);
  }
  function openItems(company: LedgerCompany, side: Side, asOf: string): Promise<OpenItemsReport> {
    return readOpenItems({ reader, books, follow, personalBalances, sideOf }, company, side, asOf);
  }
  return { ...base, follow, settle, undo, openItems, sideOf, rules };
}
