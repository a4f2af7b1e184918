import { type Membership, type MembershipOf, mayWith, type Principal } from '../access.ts';
import { refuse } from './errors.ts';
import type { RouteSpec } from './route.ts';

/** The same answer for a company that is not there and one that is somebody else's: nobody can find out which. */
export function unknownCompany(companyId: string) {
  return refuse('platform.unknown-company', `There is no company ${companyId} that you are a member of.`);
}

/** The principal's membership when its roles allow what the route does; 404 for strangers, 403 for members. */
export async function authorize(
  { permission }: Pick<RouteSpec, 'permission'>,
  companyId: string | undefined,
  principal: Principal,
  membershipOf: MembershipOf,
): Promise<Membership | undefined> {
  if (permission === undefined || companyId === undefined) return undefined;
  const membership = await membershipOf(companyId, principal.id);
  if (!membership) throw unknownCompany(companyId);
  if (mayWith(membership.roles, permission)) return membership;
  throw refuse('platform.forbidden', `This needs the permission ${permission}.`);
}
