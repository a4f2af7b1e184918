import { gunzipSync, gzipSync } from 'node:zlib';
import { addDays } from '../../../shared/kernel/calendar-date.ts';
import { where } from '../../../shared/table/condition.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { erase, insert, patch, put, type Write } from '../../../shared/table/writes.ts';
import { type KnownEntry, knownEntries, PENDING_DAYS } from '../domain/known-entries.ts';
import { BankAccountHead, ImportPage, TransactionItem } from '../table.ts';

/** Facts longer than this are compressed. */
const PLAIN_CHARACTERS = 4_096;

export function packFacts(text: string): string | Uint8Array<ArrayBuffer> {
  return text.length > PLAIN_CHARACTERS ? gzipSync(text) : text;
}

export function unpackFacts(facts: string | Uint8Array): string {
  return typeof facts === 'string' ? facts : gunzipSync(facts).toString('utf8');
}

const meanwhile = () => new ContentionError('the bank account got other transactions meanwhile');

function toKnown(item: TransactionItem): KnownEntry {
  const { bookingDate, entry, detail, origin, state, status } = item;
  const { reference, content, pendingReference, pendingContent, occurrence } = item;
  return {
    ...{ reference, content, pendingReference, pendingContent, occurrence },
    date: bookingDate,
    hash: entry,
    origin,
    state,
    isPending: status !== 'BOOK',
    isSplit: detail > 0,
  };
}

/** Where a transaction of an import page stands: account, sort key, whether it was known, statement. */
export type PageRow = readonly [account: string, sortKey: string, known: 0 | 1, statement: number];

export function unpackPage(content: Uint8Array): PageRow[] {
  return JSON.parse(gunzipSync(content).toString('utf8')) as PageRow[];
}

export type BankTransactionStore = ReturnType<typeof transactionStore>;

/** Writes of transactions. Each commit to an account counts its head up, so that none is judged by an old view. */
export function transactionStore(table: Table) {
  /** What the account holds around these days, and the commit for which that is true. */
  async function loadView(company: string, account: string, first: string, last: string) {
    const head = await table.get(BankAccountHead, { company, account });
    const entries = new Map<string, KnownEntry>();
    const spec = {
      pk: `C#${company}#BANK-TX#${account}`,
      from: addDays(first, -PENDING_DAYS),
      to: `${addDays(last, PENDING_DAYS)}#~`,
    };
    for await (const item of table.queryAll(TransactionItem, spec)) {
      if (!entries.has(item.entry)) entries.set(item.entry, toKnown(item));
    }
    return { commits: head?.commits ?? 0, known: knownEntries(entries.values()) };
  }

  const addTransaction = (item: TransactionItem): Write => insert(TransactionItem, item, meanwhile);

  /** Takes away what others take the place of; only while nobody has worked on it. */
  const dropReplaced = (company: string, account: string, entry: KnownEntry): Write =>
    erase(
      TransactionItem,
      { company, account, bookingDate: entry.date, entry: entry.hash, detail: 0 },
      where({ state: entry.state }),
      meanwhile,
    );

  const countCommit = (company: string, account: string, commits: number): Write =>
    commits === 0
      ? insert(BankAccountHead, { company, account, commits: 1 }, meanwhile)
      : patch(
          BankAccountHead,
          { company, account },
          { set: { commits: commits + 1 } },
          where({ commits }),
          meanwhile,
        );

  const writePage = (
    company: string,
    importId: string,
    throughRow: number,
    rows: readonly PageRow[],
  ): Write => put(ImportPage, { company, importId, throughRow, content: gzipSync(JSON.stringify(rows)) });

  /** New and known transactions of an import, by statement. */
  async function countRows(company: string, importId: string): Promise<ReadonlyMap<number, number>> {
    const known = new Map<number, number>();
    const { pk } = ImportPage.key({ company, importId, throughRow: 0 });
    for await (const { content } of table.queryAll(ImportPage, { pk })) {
      for (const [, , isKnown, statement] of unpackPage(content))
        known.set(statement, (known.get(statement) ?? 0) + isKnown);
    }
    return known;
  }

  return {
    loadView,
    addTransaction,
    dropReplaced,
    countCommit,
    writePage,
    countRows,
    transact: table.transact,
  };
}
