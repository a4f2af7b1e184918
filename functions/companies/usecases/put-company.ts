import type { Principal } from '../../../shared/access.ts';
import { recordChange } from '../../../shared/changes.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { assertPossible, type Settings, sameSettings } from '../domain/settings.ts';
import { refuse } from '../errors.ts';
import type { CompaniesStore } from '../store.ts';
import type { Company } from '../table.ts';

export interface PutCompanyDeps {
  readonly store: CompaniesStore;
  readonly newId: NewId;
  /** Who may create companies. */
  readonly adminPrincipal: string;
}

export interface PutCompanyInput {
  readonly companyId: string;
  readonly settings: Settings;
  readonly principal: Principal;
  readonly now: Date;
  readonly requestId: string;
}

/**
 * Creates a company with its first admin, or finds it as described.
 * @throws companies.may-not-create for all but the appointed, whether the company exists or not
 */
export async function putCompany(
  { store, newId, adminPrincipal }: PutCompanyDeps,
  { companyId, settings, principal, now, requestId }: PutCompanyInput,
): Promise<{ company: Company; isNew: boolean }> {
  const [existing, member] = await Promise.all([
    store.loadCompany(companyId),
    store.loadMember(companyId, principal.id),
  ]);
  if (!member && principal.id !== adminPrincipal) {
    throw refuse('companies.may-not-create', 'Ask whoever runs this installation to create the company.');
  }
  if (existing) {
    if (member && sameSettings(existing, settings)) return { company: existing, isNew: false };
    throw refuse('companies.exists-otherwise', `The id ${companyId} is taken; PATCH changes settings.`);
  }
  assertPossible(settings);
  const at = now.toISOString();
  const company: Company = { companyId, ...settings, version: 1, createdAt: at, createdBy: principal.id };
  const admin = { companyId, principal: principal.id, roles: ['admin'], since: at, version: 1 };
  const change = { companyId, at, principal: principal.id, requestId };
  await store.createCompany(company, admin, [
    recordChange({
      ...change,
      changeId: newId('chg'),
      action: 'companies.company-created',
      subject: 'settings',
      after: settingsValues(settings),
    }),
    recordChange({
      ...change,
      changeId: newId('chg'),
      action: 'companies.member-added',
      subject: `members/${principal.id}`,
      after: { roles: ['admin'] },
    }),
  ]);
  return { company, isNew: true };
}

/** Settings as the change history holds them. */
export function settingsValues(settings: Settings) {
  const { name, currency, chart, fiscalYearStart, startDate, accountLength, language, vatTaxation } =
    settings;
  const given = { name, currency, chart, fiscalYearStart, accountLength, language, vatTaxation };
  return startDate === undefined ? given : { ...given, startDate };
}
