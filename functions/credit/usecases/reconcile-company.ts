import type { LedgerCompany } from '../../ledger/reader.ts';
import type { CreditReader } from '../reader.ts';
import { type Difference, type ReconcileDeps, reconcileCustomer } from './reconcile-customer.ts';

export interface ReconcileCompanyDeps extends ReconcileDeps {
  readonly reader: ReconcileDeps['reader'] & Pick<CreditReader, 'allProfiles'>;
  readonly followItems: (company: LedgerCompany) => Promise<void>;
  /** Takes over what screening says, where an event was missed. */
  readonly followScreening: (company: string, customer: string, now: Date) => Promise<boolean>;
}

/** Differences that a report names; it counts all. */
export const MAX_NAMED = 100;

/** Every customer of a company, one after the other; the report of the run stays until the next. */
export async function reconcileCompany(
  deps: ReconcileCompanyDeps,
  company: LedgerCompany,
  now: Date,
): Promise<number> {
  await deps.followItems(company);
  const differences: Difference[] = [];
  let customers = 0;
  let found = 0;
  for await (const { customer } of deps.reader.allProfiles(company.id)) {
    const some = await reconcileCustomer(deps, company.id, customer, now);
    await deps.followScreening(company.id, customer, now);
    customers += 1;
    found += some.length;
    differences.push(...some.slice(0, MAX_NAMED - differences.length));
  }
  if (customers > 0) {
    const at = now.toISOString();
    await deps.reconciliations.saveReport({ company: company.id, at, customers, found, differences });
  }
  return found;
}
