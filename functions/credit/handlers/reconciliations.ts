import { type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { Reconciliation } from '../compose-reconciliation.ts';
import * as routes from '../routes/reconciliations.ts';
import { CreditReconciliationRow } from '../table.ts';
import { type Difference, reconcileCustomer } from '../usecases/reconcile-customer.ts';

function viewDifference({ customer, what, storedMinor, foundMinor }: Difference, currency: string) {
  const show = (minor: bigint) => (what === 'leftBehind' ? String(minor) : formatMinor(minor, currency));
  return { customerId: customer, what, stored: show(storedMinor), found: show(foundMinor) };
}

/** Comparing credit with the books. */
export function reconciliationBindings(credit: Reconciliation): readonly Binding[] {
  return [
    on(routes.postReconciliation, async ({ params: { companyId, customerId }, now }) => {
      const company = await companyOf(credit.books, companyId);
      await credit.followItems(company);
      const differences = await reconcileCustomer(credit, companyId, customerId, now);
      const views = differences.map((one) => viewDifference(one, company.currency));
      return ok({ at: now.toISOString(), ok: views.length === 0, differences: views });
    }),
    on(routes.getReconciliation, async ({ params: { companyId } }) => {
      const company = await companyOf(credit.books, companyId);
      const last = await credit.table.get(CreditReconciliationRow, { company: companyId });
      if (!last) return ok({ customers: 0, found: 0, differences: [] });
      const { at, customers, found } = last;
      const differences = last.differences.map((one) => viewDifference(one as Difference, company.currency));
      return ok({ at, customers, found, differences });
    }),
  ];
}
