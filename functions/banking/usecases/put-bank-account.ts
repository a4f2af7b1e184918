import type { Principal } from '../../../shared/access.ts';
import { changedValues, recordChange } from '../../../shared/changes.ts';
import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { isIban } from '../domain/iban.ts';
import { refuse } from '../errors.ts';
import type { BankAccountStore } from '../store/accounts.ts';
import type { BankAccount } from '../table.ts';

export interface ChangeDeps {
  readonly store: BankAccountStore;
  readonly newId: NewId;
}

export interface ChangeInput {
  readonly companyId: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly principal: Principal;
  readonly now: Date;
  readonly requestId: string;
}

export interface PutBankAccountInput extends ChangeInput {
  readonly iban: string;
  readonly wish: {
    readonly name: string;
    readonly ledgerAccount: string;
    readonly bic?: string | undefined;
    readonly currency?: string | undefined;
  };
}

function valuesOf({ state, name, ledgerAccount, bic, currency }: BankAccount) {
  return { state, name, ledgerAccount, bic, currency };
}

/** What a trace names besides what changed. */
export function traceOf({ newId }: ChangeDeps, input: ChangeInput) {
  const { companyId, principal, now, requestId } = input;
  return { companyId, changeId: newId('chg'), at: now.toISOString(), principal: principal.id, requestId };
}

/** Adds a bank account, or confirms and changes one. The same request again changes nothing. */
export async function putBankAccount(
  deps: ChangeDeps,
  input: PutBankAccountInput,
): Promise<{ account: BankAccount; isNew: boolean }> {
  const { companyId: company, iban, wish, headers } = input;
  const seen = await deps.store.loadAccount(company, iban);
  // An account that a statement brought may be called as its bank calls it.
  if (!seen && !isIban(iban)) {
    throw refuse('banking.invalid-iban', `${iban} has not the form or the check digits of an IBAN.`);
  }
  const next: BankAccount = {
    company,
    account: iban,
    ...wish,
    state: 'confirmed',
    foundBy: seen?.foundBy,
    version: (seen?.version ?? 0) + 1,
  };
  const values = changedValues(seen ? valuesOf(seen) : {}, valuesOf(next));
  if (seen && Object.keys({ ...values.before, ...values.after }).length === 0)
    return { account: seen, isNew: false };
  if (seen || headers['if-match'] !== undefined) assertIfMatch(headers, seen?.version ?? 0);
  const trace = {
    ...traceOf(deps, input),
    action: 'banking.account-changed',
    subject: `bank-accounts/${iban}`,
  };
  await deps.store.saveAccount(seen, next, recordChange({ ...trace, ...values }));
  return { account: next, isNew: seen === undefined };
}

/** Replaces the settings of the module; version 0 are those that nobody has ever set. */
export async function putSettings(
  deps: ChangeDeps,
  input: ChangeInput & { readonly refuseUnknownAccounts: boolean },
): Promise<{ refuseUnknownAccounts: boolean; version: number }> {
  const { companyId: company, refuseUnknownAccounts, headers } = input;
  const seen = await deps.store.loadSettings(company);
  const before = { refuseUnknownAccounts: seen?.refuseUnknownAccounts ?? false };
  if (before.refuseUnknownAccounts === refuseUnknownAccounts)
    return { ...before, version: seen?.version ?? 0 };
  assertIfMatch(headers, seen?.version ?? 0);
  const next = { company, refuseUnknownAccounts, version: (seen?.version ?? 0) + 1 };
  const trace = { ...traceOf(deps, input), action: 'banking.settings-changed', subject: 'banking-settings' };
  const change = recordChange({ ...trace, ...changedValues(before, { refuseUnknownAccounts }) });
  await deps.store.saveSettings(seen, next, change);
  return next;
}
