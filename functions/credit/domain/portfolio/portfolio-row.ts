import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { AGEING_BUCKETS, type AgeingBucket, bucketOf, daysOverdue } from '../../../receivables/rules.ts';
import { type ComponentAmounts, includedMinor } from '../components.ts';
import type { Due } from '../dues.ts';
import {
  componentsOf,
  type DebtorCounter,
  type DebtorExposure,
  type DebtorProfile,
  limitOn,
} from '../gather-facts.ts';

export type AgeingAmounts = Readonly<Record<AgeingBucket, bigint>>;

/** One customer with a credit profile, as the portfolio sees it at one moment. Amounts in the currency of the books. */
export interface PortfolioRow {
  readonly customer: string;
  /** The head of its group; itself where there is none. */
  readonly root: string;
  readonly riskClass?: string | undefined;
  /** The customer's own limit on the day; none is not zero. */
  readonly limitMinor?: bigint | undefined;
  /** What counts against it, without the members of a group that the customer heads. */
  readonly exposureMinor: bigint;
  /** On heads of groups: what counts against its limit, the members with it. */
  readonly groupMinor?: bigint | undefined;
  readonly components: ComponentAmounts;
  /** Open items by days overdue; credits are prepayments. */
  readonly ageing: AgeingAmounts;
  readonly oldestOverdueDays: number;
}

export const NOTHING_OPEN: AgeingAmounts = { notDue: 0n, '1-30': 0n, '31-60': 0n, '61-90': 0n, over90: 0n };

/** Open amounts by days overdue on a day, and how long the oldest has been overdue. */
export function ageDues(
  dues: readonly Due[],
  on: CalendarDate,
): { readonly ageing: AgeingAmounts; readonly oldestOverdueDays: number } {
  const ageing = { ...NOTHING_OPEN } as Record<AgeingBucket, bigint>;
  let oldestOverdueDays = 0;
  for (const due of dues) {
    const days = daysOverdue(due.on, on);
    ageing[bucketOf(days)] += due.minor;
    oldestOverdueDays = Math.max(oldestOverdueDays, days);
  }
  return { ageing, oldestOverdueDays };
}

export function openMinor(ageing: AgeingAmounts): bigint {
  return AGEING_BUCKETS.reduce((sum, bucket) => sum + ageing[bucket], 0n);
}

export function overdueMinor(ageing: AgeingAmounts): bigint {
  return openMinor(ageing) - ageing.notDue;
}

/** The row of a customer on a day, from what is stored of it. */
export function portfolioRow(
  profile: DebtorProfile,
  counter: DebtorCounter,
  exposure: DebtorExposure | undefined,
  on: CalendarDate,
): PortfolioRow {
  const { customer, root, riskClass } = profile;
  const limitMinor = limitOn(profile, on);
  const reservedMinor = counter.members[customer]?.reservedMinor ?? 0n;
  const components = componentsOf(exposure, reservedMinor);
  const isHead = root === customer && Object.keys(counter.members).length > 1;
  return {
    customer,
    root,
    ...(riskClass === undefined ? {} : { riskClass }),
    ...(limitMinor === undefined ? {} : { limitMinor }),
    exposureMinor: includedMinor(components, profile.exposure),
    ...(isHead ? { groupMinor: counter.totalMinor } : {}),
    components,
    ...ageDues(exposure?.dues ?? [], on),
  };
}
