import { where } from '../../../shared/table/condition.ts';
import type { ItemOf } from '../../../shared/table/entity.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { insert, put, type Write } from '../../../shared/table/writes.ts';
import { BankAccount, BankingSettings, StatementItem } from '../table.ts';

export type StoredSettings = ItemOf<typeof BankingSettings>;

class ExistsError extends Error {}

const meanwhile = (what: string) => () => new ContentionError(`${what} changed meanwhile`);
const unchanged = (seen: { readonly version: number } | undefined) =>
  seen ? where({ version: seen.version }) : { exists: false };

export type BankAccountStore = ReturnType<typeof accountStore>;

/** Bank accounts, the settings of the module, and statements. */
export function accountStore(table: Table) {
  const loadAccount = (company: string, account: string) => table.get(BankAccount, { company, account });

  /** Adds an account that a file told of, unless it is there. */
  async function addFound(found: BankAccount): Promise<void> {
    try {
      await table.write(insert(BankAccount, found, () => new ExistsError()));
    } catch (error) {
      if (!(error instanceof ExistsError)) throw error;
    }
  }

  /** The last statement of the account before this one: of another import, or earlier in the same file. */
  async function loadStatementBefore(of: StatementItem): Promise<StatementItem | undefined> {
    const { pk, sk } = StatementItem.key(of);
    const spec = { pk, from: `${of.account}#`, to: sk, descending: true, limit: 20 };
    const { items } = await table.query(StatementItem, spec);
    return items.find((one) => StatementItem.key(one).sk !== sk && one.format === of.format);
  }

  return {
    loadAccount,
    addFound,
    loadStatementBefore,
    loadSettings: (company: string) => table.get(BankingSettings, { company }),
    saveStatement: (statement: StatementItem) => table.write(put(StatementItem, statement)),
    saveAccount: (seen: BankAccount | undefined, next: BankAccount, trace: Write) =>
      table.transact([put(BankAccount, next, unchanged(seen), meanwhile('The bank account')), trace]),
    saveSettings: (seen: StoredSettings | undefined, next: StoredSettings, trace: Write) =>
      table.transact([put(BankingSettings, next, unchanged(seen), meanwhile('The settings')), trace]),
  };
}
