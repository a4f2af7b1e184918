import { type Membership, mayWith } from '../../../shared/access.ts';
import { refuse } from '../errors.ts';

/** Who sets up what books later must be allowed to book. */
export function assertMayBook(membership: Membership | undefined): void {
  if (membership && mayWith(membership.roles, 'ledger.post')) return;
  throw refuse('routines.may-not-book', 'This needs the permission ledger.post besides routines.manage.');
}
