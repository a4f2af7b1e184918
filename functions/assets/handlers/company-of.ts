import { invariant } from '../../../shared/kernel/errors.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import type { Assets } from '../compose.ts';

/** The company of a request; the pipeline has found the caller among its members, so it is there. */
export async function companyOf({ books }: Pick<Assets, 'books'>, companyId: string): Promise<LedgerCompany> {
  const company = await books.loadCompany(companyId);
  invariant(company, `company ${companyId} has members but no settings`);
  return company;
}
