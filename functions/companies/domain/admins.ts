import { refuse } from '../errors.ts';

/** The admins after a member got these roles (none: the member leaves). Refuses to leave a company without any. */
export function adminsAfter(
  admins: readonly string[],
  principal: string,
  roles: readonly string[],
): readonly string[] {
  const without = admins.filter((admin) => admin !== principal);
  const after = roles.includes('admin') ? [...without, principal].sort() : without;
  if (after.length > 0) return after;
  throw refuse('companies.last-admin', `${principal} is the only admin: make somebody else admin first.`);
}
