import { utcDay } from '../../../../shared/kernel/calendar-date.ts';
import type { ReceivablesReader } from '../../../receivables/reader.ts';
import { type OverdueItem, overdueItemOn } from '../../domain/insurance/overdue-item.ts';
import type { InsuranceStore } from '../../store/insurance.ts';
import type { InsuranceClockRow, InsurancePolicyRow, InsuranceReportRow } from '../../table.ts';
import { insuredItems } from './run-clock.ts';

export interface ListOverdueDeps {
  readonly insurance: Pick<InsuranceStore, 'loadPolicy' | 'reportsOf'>;
  readonly receivables: Pick<ReceivablesReader, 'loadPartner' | 'openItemsOf'>;
}

/** An overdue item, all that an insurer wants to know of it, and whether it has been told. */
export interface ListedOverdue extends OverdueItem {
  readonly customer: string;
  readonly name: string | undefined;
  readonly policy: InsurancePolicyRow;
  readonly item: Awaited<ReturnType<typeof insuredItems>>[number];
  readonly report: InsuranceReportRow | undefined;
}

/** Overdue items of insured customers in the order of the clocks, the most urgent item of a customer first. */
export async function listOverdue(
  deps: ListOverdueDeps,
  company: string,
  clocks: readonly InsuranceClockRow[],
  now: Date,
): Promise<ListedOverdue[]> {
  const found = await Promise.all(clocks.map((clock) => overdueOf(deps, company, clock, now)));
  return found.flat();
}

async function overdueOf(
  deps: ListOverdueDeps,
  company: string,
  { customer, policy: policyId }: InsuranceClockRow,
  now: Date,
): Promise<ListedOverdue[]> {
  const [policy, partner, items, reports] = await Promise.all([
    deps.insurance.loadPolicy(company, policyId),
    deps.receivables.loadPartner(company, customer),
    insuredItems(deps, company, customer),
    deps.insurance.reportsOf(company, customer),
  ]);
  if (!policy) return [];
  const listed = items.flatMap((item): ListedOverdue[] => {
    const report = reports.find(({ itemId }) => itemId === item.id);
    const overdue = overdueItemOn(item, policy, report, utcDay(now));
    return overdue ? [{ ...overdue, customer, name: partner?.name, policy, item, report }] : [];
  });
  return listed.sort((a, b) => (a.reportBy < b.reportBy ? -1 : a.reportBy > b.reportBy ? 1 : 0));
}
