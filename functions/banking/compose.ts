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
import { openTransit } from '../payments/books.ts';
import { openReceivables } from '../receivables/books.ts';
import type { Decision } from './domain/matching/proposal.ts';
import { bankingReader } from './reader.ts';
import { bankingStore } from './store.ts';
import type { BankTransactionRow } from './table.ts';
import { type MatchCounts, matchTransactions } from './usecases/match-transactions.ts';
import { type Matching, openMatching } from './usecases/open-matching.ts';

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
  const transit = openTransit(table, books);
  const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
  const base = {
    table,
    books,
    reader,
    store,
    receivables,
    transit,
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

  const matchingOf = (company: LedgerCompany): Matching =>
    openMatching({ ...base, grossLines: grossLinesFor(company) }, company);

  /** Books and proposes for up to `limit` transactions of an import. */
  function match(
    company: LedgerCompany,
    importId: string,
    who: { at: string; by: string },
    limit: number,
  ): Promise<MatchCounts> {
    const posting = { company, postedAt: who.at, postedBy: who.by };
    return matchTransactions(matchingOf(company), posting, ofImport(company.id, importId, limit));
  }
  const postingIn = ({ now, startedBy }: ImportContext, company: LedgerCompany): Posting => ({
    company,
    postedAt: now.toISOString(),
    postedBy: startedBy,
  });

  /** Matching for one attempt at an import: company and open items are loaded when they are asked for. */
  function openForImport({ companyId }: ImportContext) {
    let opening: Promise<{ company: LedgerCompany; matching: Matching } | undefined> | undefined;
    async function load() {
      const company = await books.loadCompany(companyId);
      return company && { company, matching: matchingOf(company) };
    }
    const opened = () => {
      opening ??= load();
      return opening;
    };
    async function decide(row: BankTransactionRow): Promise<Decision> {
      return (await opened())?.matching.decide(row) ?? { proposals: [] };
    }
    async function book(context: ImportContext, rows: readonly BankTransactionRow[]): Promise<void> {
      const found = await opened();
      if (!found) return;
      const asTheyStand = await reader.loadTransactions(companyId, rows);
      const posting = postingIn(context, found.company);
      await matchTransactions(found.matching, posting, asTheyStand, context.keepLease);
    }
    return { decide, book };
  }
  /** What nobody has looked at yet: an attempt was killed between keeping and booking. */
  async function matchRest(context: ImportContext): Promise<void> {
    async function* unseen() {
      for await (const row of ofImport(context.companyId, context.importId, Number.POSITIVE_INFINITY)) {
        if (row.state === 'new' && row.proposals === undefined) yield row;
        await context.keepLease();
      }
    }
    const company = await books.loadCompany(context.companyId);
    if (!company) return;
    await matchTransactions(matchingOf(company), postingIn(context, company), unseen(), context.keepLease);
  }
  async function reverse(posting: Posting, entry: PostedEntry, together: readonly Write[]): Promise<void> {
    await reverseEntry(books, posting, entry, { method: 'storno' }, () => together);
  }
  return { ...base, match, openMatching: openForImport, matchRest, reverse, grossLinesFor };
}
