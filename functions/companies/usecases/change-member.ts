import type { Principal } from '../../../shared/access.ts';
import { recordChange } from '../../../shared/changes.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { adminsAfter } from '../domain/admins.ts';
import { refuse } from '../errors.ts';
import type { CompaniesStore } from '../store.ts';
import type { Member } from '../table.ts';

export interface ChangeMemberDeps {
  readonly store: CompaniesStore;
  readonly newId: NewId;
}

export interface ChangeMemberInput {
  readonly companyId: string;
  readonly member: string;
  /** None: the membership ends. */
  readonly roles: readonly string[];
  readonly principal: Principal;
  readonly now: Date;
  readonly requestId: string;
}

function actionOf(seen: Member | undefined, roles: readonly string[]): string {
  if (!seen) return 'companies.member-added';
  return roles.length === 0 ? 'companies.member-removed' : 'companies.roles-changed';
}

/**
 * Gives a principal its roles in a company, or ends its membership.
 * @throws companies.last-admin, companies.unknown-member when there is none to end
 */
export async function changeMember(
  { store, newId }: ChangeMemberDeps,
  { companyId, member, roles, principal, now, requestId }: ChangeMemberInput,
): Promise<{ member: Member | undefined; isNew: boolean }> {
  const [seen, admins] = await Promise.all([
    store.loadMember(companyId, member),
    store.loadAdmins(companyId),
  ]);
  invariant(admins, `company ${companyId} has no list of admins`);
  if (!seen && roles.length === 0) throw refuse('companies.unknown-member', `${member} is no member.`);
  const wanted = [...new Set(roles)].sort();
  if (seen && seen.roles.join() === wanted.join()) return { member: seen, isNew: false };
  const at = now.toISOString();
  const next: Member | undefined =
    wanted.length === 0
      ? undefined
      : {
          companyId,
          principal: member,
          roles: wanted,
          since: seen?.since ?? at,
          version: (seen?.version ?? 0) + 1,
        };
  const trace = recordChange({
    companyId,
    changeId: newId('chg'),
    at,
    principal: principal.id,
    action: actionOf(seen, wanted),
    subject: `members/${member}`,
    requestId,
    ...(seen ? { before: { roles: seen.roles } } : {}),
    ...(next ? { after: { roles: wanted } } : {}),
  });
  const nextAdmins = adminsAfter(admins.principals, member, wanted);
  await store.replaceMember(seen, next, { seen: admins, next: nextAdmins }, trace);
  return { member: next, isNew: seen === undefined };
}
