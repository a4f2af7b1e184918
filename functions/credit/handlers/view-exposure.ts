import { formatMinor } from '../../../shared/kernel/money.ts';
import type { CreditFacts } from '../domain/facts.ts';
import type { ExposureView } from '../routes/views.ts';

/** Exposure and limits as the facts of a check have them: without the order that was asked for. */
export function viewExposure(facts: CreditFacts, currency: string): ExposureView {
  const money = (minor: bigint) => formatMinor(minor, currency);
  const left = (limitMinor: bigint | undefined, totalMinor: bigint) =>
    limitMinor === undefined
      ? { total: money(totalMinor) }
      : { limit: money(limitMinor), total: money(totalMinor), available: money(limitMinor - totalMinor) };
  const { components, groupExposureMinor } = facts;
  return {
    currency,
    ...left(facts.limitMinor, facts.exposureMinor),
    openItems: money(components.openItems),
    overdue: money(facts.overdueMinor),
    deliveries: money(components.deliveries),
    reserved: money(components.reserved),
    unbilled: money(components.unbilled),
    prepayments: money(components.prepayments),
    ...(groupExposureMinor === undefined ? {} : { group: left(facts.groupLimitMinor, groupExposureMinor) }),
  };
}
