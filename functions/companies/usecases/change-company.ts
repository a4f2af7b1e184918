import type { Principal } from '../../../shared/access.ts';
import { changedValues, recordChange } from '../../../shared/changes.ts';
import { assertIfMatch } from '../../../shared/http/etag.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { changeSettings, type Settings } from '../domain/settings.ts';
import type { CompaniesStore } from '../store.ts';
import type { Company } from '../table.ts';
import { settingsValues } from './put-company.ts';

export interface ChangeCompanyInput {
  readonly companyId: string;
  readonly wanted: { readonly [K in keyof Settings]?: Settings[K] | undefined };
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly principal: Principal;
  readonly now: Date;
  readonly requestId: string;
}

/** Changes name or language of the version the caller has seen. */
export async function changeCompany(
  { store, newId }: { readonly store: CompaniesStore; readonly newId: NewId },
  { companyId, wanted, headers, principal, now, requestId }: ChangeCompanyInput,
): Promise<Company> {
  const seen = await store.loadCompany(companyId);
  invariant(seen, `company ${companyId} has members but no settings`);
  assertIfMatch(headers, seen.version);
  const settings = changeSettings(seen, wanted);
  const values = changedValues(settingsValues(seen), settingsValues(settings));
  if (Object.keys(values.after ?? {}).length === 0) return seen;
  const next: Company = { ...seen, ...settings, version: seen.version + 1 };
  const trace = recordChange({
    companyId,
    changeId: newId('chg'),
    at: now.toISOString(),
    principal: principal.id,
    action: 'companies.settings-changed',
    subject: 'settings',
    requestId,
    ...values,
  });
  await store.replaceCompany(seen, next, trace);
  return next;
}
