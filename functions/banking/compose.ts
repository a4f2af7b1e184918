import { createHash } from 'node:crypto';
import type { ImportContext } from '../../shared/imports/definition.ts';
import { newId } from '../../shared/kernel/ids.ts';
import type { Table } from '../../shared/table/table.ts';
import type { Write } from '../../shared/table/writes.ts';
import {
  type Books,
  type EntryLine,
  expandPosting,
  type PostedEntry,
  type Posting,
  reverseEntry,
} from '../ledger/books.ts';
import type { LedgerCompany } from '../ledger/reader.ts';
import { openReceivables } from '../receivables/books.ts';
import { bankingReader } from './reader.ts';
import { bankingStore } from './store.ts';
import type { BankTransactionRow } from './table.ts';
import { type MatchCounts, matchTransactions } from './usecases/match-transactions.ts';

export type Banking = ReturnType<typeof composeBanking>;

/** Lines of money that settles no item, tax taken out by key or Automatikkonto. */
function grossLinesFor(company: LedgerCompany) {
  return ({
    bankAccount,
    amountMinor,
    contraAccount,
    taxCode,
    date,
  }: {
    bankAccount: string;
    amountMinor: bigint;
    contraAccount: string;
    taxCode: string | undefined;
    date: string;
  }): readonly EntryLine[] => {
    const { chart, accountLength } = company;
    const [side, magnitude] =
      amountMinor > 0n ? (['S', amountMinor] as const) : (['H', -amountMinor] as const);
    if (chart === 'none') {
      const [debit, credit] = side === 'S' ? [bankAccount, contraAccount] : [contraAccount, bankAccount];
      return [
        { account: debit, debitMinor: magnitude },
        { account: credit, creditMinor: magnitude },
      ];
    }
    const accounts = { account: bankAccount, contraAccount };
    const key = taxCode === undefined ? {} : { taxKey: taxCode };
    return expandPosting({ chart, accountLength, amountMinor: magnitude, side, ...accounts, ...key, date })
      .lines;
  };
}

/** The parts of banking put together around one table and the books on it. */
export function composeBanking(table: Table, books: Books) {
  const reader = bankingReader(table);
  const store = bankingStore(table);
  const receivables = openReceivables(table, books);
  const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
  const base = {
    table,
    books,
    reader,
    store,
    receivables,
    hash,
    newId,
    retryWhileContended: books.retryWhileContended,
  };

  async function* ofImport(companyId: string, importId: string, limit: number) {
    let after: Readonly<Record<string, string>> | undefined;
    let left = limit;
    do {
      const page = await reader.transactionsOfImport(companyId, importId, {
        limit: Math.min(left, 500),
        after,
      });
      // The index may be older than the item: what is decided on is read by its key.
      yield* await reader.loadTransactions(companyId, page.items);
      left -= page.items.length;
      after = page.next;
    } while (after && left > 0);
  }

  /** Books and proposes for up to `limit` transactions of an import. */
  function match(
    company: LedgerCompany,
    importId: string,
    who: { at: string; by: string },
    limit: number,
  ): Promise<MatchCounts> {
    const matcher = { company, postedAt: who.at, postedBy: who.by };
    return matchTransactions(base, matcher, ofImport(company.id, importId, limit));
  }
  async function matchFor(context: ImportContext, rows: AsyncIterable<BankTransactionRow>): Promise<void> {
    const company = await books.loadCompany(context.companyId);
    if (!company) return;
    const matcher = { company, postedAt: context.now.toISOString(), postedBy: context.startedBy };
    await matchTransactions(base, matcher, rows);
  }
  /** What a batch brought and nobody knew before. */
  async function matchRows(context: ImportContext, rows: readonly BankTransactionRow[]): Promise<void> {
    const fresh = rows.filter(({ state }) => state === 'new');
    if (fresh.length === 0) return;
    const { companyId } = context;
    async function* asTheyStand() {
      yield* await reader.loadTransactions(companyId, fresh);
    }
    await matchFor(context, asTheyStand());
  }
  /** What nobody has looked at yet: an attempt was killed between keeping and matching. */
  function matchRest(context: ImportContext): Promise<void> {
    async function* unseen() {
      for await (const row of ofImport(context.companyId, context.importId, Number.POSITIVE_INFINITY)) {
        if (row.state === 'new' && row.proposals === undefined) yield row;
      }
    }
    return matchFor(context, unseen());
  }
  async function reverse(posting: Posting, entry: PostedEntry, together: readonly Write[]): Promise<void> {
    await reverseEntry(books, posting, entry, { method: 'storno' }, () => together);
  }
  return { ...base, match, matchRows, matchRest, reverse, grossLinesFor };
}
