import { invariant } from '../../../shared/kernel/errors.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import type { Reporting } from '../compose.ts';

/** The company of a request; the pipeline has found the caller among its members, so it is there. */
export async function companyOf(
  { loadCompany }: Pick<Reporting, 'loadCompany'>,
  companyId: string,
): Promise<LedgerCompany> {
  const company = await loadCompany(companyId);
  invariant(company, `company ${companyId} has members but no settings`);
  return company;
}
