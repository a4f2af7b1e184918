import { type Membership, mayWith } from '../../../shared/access.ts';
import type { ApiRequest } from '../../../shared/http/binding.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { Posting } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import type { Routines } from '../compose.ts';
import { refuse } from '../errors.ts';

/** The company of a request; the pipeline has found the caller among its members, so it is there. */
export async function companyOf(
  { books }: Pick<Routines, 'books'>,
  companyId: string,
): Promise<LedgerCompany> {
  const company = await books.loadCompany(companyId);
  invariant(company, `company ${companyId} has members but no settings`);
  return company;
}

export function postingOf(company: LedgerCompany, { now, principal }: Pick<ApiRequest, 'now' | 'principal'>) {
  return { company, postedAt: now.toISOString(), postedBy: principal.id } satisfies Posting;
}

/** Who sets up what books later must be allowed to book. */
export function assertMayBook(membership: Membership | undefined): void {
  if (membership && mayWith(membership.roles, 'ledger.post')) return;
  throw refuse('routines.may-not-book', 'This needs the permission ledger.post besides routines.manage.');
}
