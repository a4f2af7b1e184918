import { invariant } from '../../../shared/kernel/errors.ts';
import type { Ledger } from '../compose.ts';
import type { LedgerCompany } from '../reader.ts';

/** The company of a request; the pipeline has found the caller among its members, so it is there. */
export async function companyOf(
  ledger: Pick<Ledger, 'loadCompany'>,
  companyId: string,
): Promise<LedgerCompany> {
  const company = await ledger.loadCompany(companyId);
  invariant(company, `company ${companyId} has members but no settings`);
  return company;
}
