import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import type { Component, ComponentAmounts } from './components.ts';

/**
 * Everything that is known when an order is checked, as it is stored with the decision: rules see it as `policyFactsOf` says.
 * The same facts under the same version of the policy give the same decision, years later too. Money is in minor units of
 * `limitCurrency`; what is not known is left out, and is not the same as zero.
 */
export interface CreditFacts {
  readonly on: CalendarDate;
  readonly amountMinor: bigint;
  /** Of the amount asked for. */
  readonly currency: string;
  /** False: the customer has no credit profile, and nothing below is known but zeros. */
  readonly hasProfile: boolean;
  readonly limitCurrency?: string | undefined;
  /** The customer's own limit as of `on`; none is not zero. */
  readonly limitMinor?: bigint | undefined;
  /** The limit that the customer shares with its group. */
  readonly groupLimitMinor?: bigint | undefined;
  /** What counts against the own limit, without the amount asked for. For the head of a group that is the whole group's. */
  readonly exposureMinor: bigint;
  readonly groupExposureMinor?: bigint | undefined;
  readonly components: ComponentAmounts;
  readonly subLimits: Readonly<Partial<Record<Component | 'overdue', bigint>>>;
  /** False: the order is delivered after the horizon, and takes nothing of the limit yet. */
  readonly isWithinHorizon: boolean;
  /** Whether orders count against the limit at all, by the customer's terms. */
  readonly countsOrders: boolean;
  readonly deliveryInDays?: number | undefined;
  readonly overdueMinor: bigint;
  /** Days since the oldest open item fell due; 0 when nothing is overdue. */
  readonly oldestOverdueDays: number;
  /** Highest level of dunning among open items. */
  readonly dunningLevel: number;
  readonly riskClass?: string | undefined;
  readonly score?: number | undefined;
  /** Codes of the blocks on the customer or the head of its group. */
  readonly blocks: readonly string[];
  readonly isNewCustomer: boolean;
  readonly customerDays?: number | undefined;
  /** The most that one order of this customer may be worth; set for new customers. */
  readonly documentMaximumMinor?: bigint | undefined;
  /** What the trade credit insurer covers. */
  readonly insuredMinor?: bigint | undefined;
  /** As the insurance clock keeps it; without one a cover holds. */
  readonly insuranceState?: string | undefined;
  readonly collateralMinor?: bigint | undefined;
  /** Whether exposure above cover and collateral must be looked at by a person. */
  readonly mustBeCovered: boolean;
  /** What screening said last; none: never screened. */
  readonly sanctionsState?: string | undefined;
  readonly externalRatings?:
    | readonly { readonly agency: string; readonly rating: string; readonly on: CalendarDate }[]
    | undefined;
}

/** What the order adds to what counts against the limits. */
export function addedMinor({ amountMinor, countsOrders, isWithinHorizon }: CreditFacts): bigint {
  return countsOrders && isWithinHorizon ? amountMinor : 0n;
}
