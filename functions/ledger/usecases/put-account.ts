import type { Principal } from '../../../shared/access.ts';
import { type Change, changedValues, recordChange } from '../../../shared/changes.ts';
import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { type AccountWish, decideAccount } from '../domain/account-rules.ts';
import type { OwnAccount } from '../domain/chart-view.ts';
import type { LedgerCompany, LedgerReader } from '../reader.ts';
import type { AccountStore, StoredAccount } from '../store/accounts.ts';

export interface PutAccountDeps {
  readonly reader: Pick<LedgerReader, 'loadChart'>;
  readonly store: AccountStore;
  readonly newId: NewId;
}

export interface PutAccountInput {
  readonly company: LedgerCompany;
  readonly number: string;
  readonly wish: AccountWish;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly principal: Principal;
  readonly now: Date;
  readonly requestId: string;
}

/**
 * Adds an account or replaces what the company says of one; leaving out `closedAfter` opens it again. The same
 * request again changes nothing. Returns whether the company had said nothing of the account before.
 */
export async function putAccount(deps: PutAccountDeps, input: PutAccountInput): Promise<{ isNew: boolean }> {
  const { company, number, wish, headers } = input;
  const config = await deps.store.loadConfig(company.id);
  const seen = await deps.store.loadAccount(company.id, number);
  const chart = await deps.reader.loadChart(company, config.version);
  const decided = decideAccount(chart, number, wish);
  const values = changedValues(seen ? valuesOf(seen) : {}, valuesOf(decided));
  if (seen && Object.keys({ ...values.before, ...values.after }).length === 0) return { isNew: false };
  if (seen || headers['if-match'] !== undefined) assertIfMatch(headers, seen?.version ?? 0);
  const next: StoredAccount = { company: company.id, ...decided, version: (seen?.version ?? 0) + 1 };
  const isPersonal = number.length > company.accountLength;
  const trace = traceOf(deps, input, isPersonal ? withoutNames(values) : values);
  await deps.store.saveAccount({ company: company.id, config, seen, next, trace });
  return { isNew: seen === undefined };
}

function valuesOf({ name, category, closedAfter }: OwnAccount) {
  return { name, category, closedAfter };
}

type Values = Pick<Change, 'before' | 'after'>;

/** Traces are for ever; the name of a customer or vendor can be a person's and must be erasable. */
function withoutNames({ before, after }: Values): Values {
  const conceal = (values: Values['before']) =>
    values && ('name' in values ? { ...values, name: '(kept in the account)' } : values);
  return { before: conceal(before), after: conceal(after) };
}

function traceOf(deps: PutAccountDeps, input: PutAccountInput, values: Values) {
  const { company, number, principal, now, requestId } = input;
  return recordChange({
    companyId: company.id,
    changeId: deps.newId('chg'),
    at: now.toISOString(),
    principal: principal.id,
    action: 'ledger.account-changed',
    subject: `accounts/${number}`,
    requestId,
    ...values,
  });
}
