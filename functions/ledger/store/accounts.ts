import { PRESENT } from '../../../shared/table/condition.ts';
import type { ItemOf } from '../../../shared/table/entity.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { patch, put, type Write } from '../../../shared/table/writes.ts';
import { FiscalYearItem, JournalHead, LedgerConfig, OwnAccountItem } from '../table.ts';

export type StoredAccount = ItemOf<typeof OwnAccountItem>;

export interface ConfigState {
  readonly version: number;
  /** Years that have a journal. */
  readonly years: readonly number[];
}

export interface AccountChange {
  readonly company: string;
  readonly config: ConfigState;
  readonly seen: StoredAccount | undefined;
  readonly next: StoredAccount;
  readonly trace: Write;
}

export type AccountStore = ReturnType<typeof accountStore>;

const outrun = (what: string) => () => new ContentionError(`${what} changed meanwhile`);

/** Zero stands for an attribute that was never written. */
const orAbsent = (count: number) => (count === 0 ? undefined : count);

/** Writes of accounts: each raises the version that every commit to every journal is conditional on. */
export function accountStore(table: Table) {
  /** Version and journals that belong together: a journal opened after this reading outruns the change built on it. */
  async function loadConfig(company: string): Promise<ConfigState> {
    const config = await table.get(LedgerConfig, { company });
    const years: number[] = [];
    const spec = { pk: `C#${company}#LEDGER`, beginsWith: 'YEAR#' };
    for await (const { fiscalYear } of table.queryAll(FiscalYearItem, spec)) years.push(fiscalYear);
    if ((config?.years ?? 0) !== years.length) throw new ContentionError('a journal was opened meanwhile');
    return { version: config?.version ?? 0, years };
  }

  function loadAccount(company: string, number: string): Promise<StoredAccount | undefined> {
    return table.get(OwnAccountItem, { company, number });
  }

  /** One transaction: the account, the version of all accounts, that version in every journal's head, the trace. */
  async function saveAccount({ company, config, seen, next, trace }: AccountChange): Promise<void> {
    const version = config.version + 1;
    const { version: before, years } = config;
    const unchanged = { equal: { version: orAbsent(before), years: orAbsent(years.length) } };
    const raised = { set: { company, entity: LedgerConfig.name, version } };
    const asSeen = seen ? { exists: true, equal: { version: seen.version } } : { exists: false };
    const changes = { set: { configVersion: version } };
    const heads = years.map((fiscalYear) =>
      patch(JournalHead, { company, fiscalYear }, changes, PRESENT, outrun('head')),
    );
    await table.transact([
      put(OwnAccountItem, next, asSeen, outrun('account')),
      patch(LedgerConfig, { company }, raised, unchanged, outrun('accounts')),
      ...heads,
      trace,
    ]);
  }

  return { loadConfig, loadAccount, saveAccount };
}
