import { ABSENT, where } from '../../shared/table/condition.ts';
import { ContentionError } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { erase, insert, patch, put, type Write } from '../../shared/table/writes.ts';
import { refuse } from './errors.ts';
import {
  BankAccountRow,
  BankRuleRow,
  BankStatementRow,
  BankTransactionRow,
  LearnedBookingRow,
  PendingTransactionRow,
  StatementLinkRow,
} from './table.ts';

const outrun = (what: string) => () => new ContentionError(`${what} changed meanwhile`);

export type BankingStore = ReturnType<typeof bankingStore>;

/** The only writer of banking's items. */
export function bankingStore(table: Table) {
  async function saveAccount(
    seen: BankAccountRow | undefined,
    next: BankAccountRow,
    trace: Write,
  ): Promise<void> {
    const when = seen ? where({ version: seen.version }) : ABSENT;
    await table.transact([put(BankAccountRow, next, when, outrun('the bank account')), trace]);
  }
  /** An account that a statement has named; whoever is faster makes it. */
  function foundAccount(row: BankAccountRow): Write {
    return insert(BankAccountRow, row, outrun('the bank account'));
  }
  function newTransaction(row: BankTransactionRow): Write {
    return insert(BankTransactionRow, row, outrun('the bank transaction'));
  }
  /** Changes what has become of a transaction, if it is still what was read. */
  function changeTransaction(seen: BankTransactionRow, changes: Partial<BankTransactionRow>): Write {
    const next = { ...seen, ...changes, version: seen.version + 1 };
    const changed = () =>
      refuse('banking.transaction-state', 'The bank transaction changed meanwhile; look again.');
    return put(BankTransactionRow, next, where({ version: seen.version }), changed);
  }
  function keepPending(row: { company: string; iban: string; pendingHash: string; content: string }): Write {
    return put(PendingTransactionRow, row);
  }
  function dropPending(company: string, iban: string, pendingHash: string): Write {
    return erase(PendingTransactionRow, { company, iban, pendingHash });
  }
  function putStatement(row: BankStatementRow): Write {
    return put(BankStatementRow, row);
  }
  function putLink(row: StatementLinkRow): Write {
    return put(StatementLinkRow, row);
  }
  async function saveRule(seen: BankRuleRow | undefined, next: BankRuleRow, trace: Write): Promise<void> {
    const when = seen ? where({ version: seen.version }) : ABSENT;
    await table.transact([put(BankRuleRow, next, when, outrun('the rule')), trace]);
  }
  async function removeRule(seen: BankRuleRow, trace: Write): Promise<void> {
    await table.transact([
      erase(BankRuleRow, seen, where({ version: seen.version }), outrun('the rule')),
      trace,
    ]);
  }
  /** Counts a booking; of two at once both count. */
  function learn({ count: _count, ...row }: LearnedBookingRow): Write {
    const set = { ...row, entity: LearnedBookingRow.name };
    return patch(LearnedBookingRow, row, { set, add: { count: 1 } }, {}, outrun('what was learned'));
  }
  /** One booking less; what was never counted stays nothing. */
  function unlearn(company: string, hash: string): Write {
    return patch(
      LearnedBookingRow,
      { company, hash },
      { add: { count: -1 } },
      { exists: true },
      outrun('what was learned'),
    );
  }
  function transact(writes: readonly Write[]): Promise<void> {
    return table.transact(writes);
  }
  return {
    saveAccount,
    foundAccount,
    newTransaction,
    changeTransaction,
    keepPending,
    dropPending,
    putStatement,
    putLink,
    saveRule,
    removeRule,
    learn,
    unlearn,
    transact,
  };
}
