import { addDays, type CalendarDate, daysBetween } from '../../../shared/kernel/calendar-date.ts';
import {
  COMPONENTS,
  type Component,
  type ComponentAmounts,
  type ExposureTerms,
  isIncluded,
  NO_EXPOSURE,
} from './components.ts';
import { type Due, overdueOn } from './dues.ts';
import type { CreditFacts } from './facts.ts';
import { type InsuranceState, insuranceStateOn } from './insurance/insurance-clock.ts';

export interface Limit {
  readonly limitMinor?: bigint | undefined;
  /** Holds up to its day, included, instead of the other. */
  readonly temporary?: { readonly limitMinor: bigint; readonly until: CalendarDate } | undefined;
}

/** The limit of a day: a temporary one ends by itself. */
export function limitOn({ limitMinor, temporary }: Limit, on: CalendarDate): bigint | undefined {
  return temporary && on <= temporary.until ? temporary.limitMinor : limitMinor;
}

/** A customer as the decision sees it; amounts in `currency`. */
export interface DebtorProfile extends Limit {
  readonly customer: string;
  readonly root: string;
  readonly currency: string;
  readonly riskClass?: string | undefined;
  readonly score?: number | undefined;
  readonly insurance?:
    | {
        readonly coverMinor: bigint;
        readonly state?: InsuranceState | undefined;
        readonly until?: CalendarDate | undefined;
      }
    | undefined;
  readonly sanctions?: { readonly state: string } | undefined;
  readonly ratings?: CreditFacts['externalRatings'];
  readonly collateralMinor?: bigint | undefined;
  readonly mustBeCovered: boolean;
  readonly blocks: readonly { readonly code: string }[];
  readonly exposure: ExposureTerms;
  readonly overdueLimitMinor?: bigint | undefined;
  readonly customerSince: CalendarDate;
}

export interface DebtorCounter {
  readonly totalMinor: bigint;
  readonly shared: Limit & { readonly blocks?: readonly string[] | undefined };
  readonly members: Readonly<
    Record<string, { readonly exposureMinor: bigint; readonly reservedMinor: bigint }>
  >;
}

/** What the books and deliveries say of a customer. */
export interface DebtorExposure {
  readonly openItemsMinor: bigint;
  readonly prepaymentsMinor: bigint;
  readonly deliveriesMinor: bigint;
  /** Invoices that the books do not have yet. */
  readonly invoiced?: readonly { readonly amountMinor: bigint }[] | undefined;
  readonly dues: readonly Due[];
  readonly dunningLevel: number;
}

export interface CheckTerms {
  readonly horizonDays?: number | undefined;
  readonly newCustomer?: { readonly days: number; readonly maximumMinor: bigint } | undefined;
}

export interface Order {
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly deliveryDate?: CalendarDate | undefined;
}

/** What stands in the counter for this very order already, by an earlier attempt or before it was amended. */
export interface OwnShare {
  readonly countedMinor: bigint;
  readonly reservedMinor: bigint;
}

export interface Gathered {
  readonly profile: DebtorProfile;
  readonly counter: DebtorCounter;
  readonly exposure: DebtorExposure | undefined;
  readonly terms: CheckTerms;
  readonly on: CalendarDate;
  readonly own?: OwnShare | undefined;
}

/** Whether an order takes of the limit today: one without a day of delivery always does. */
export function isWithinHorizon(
  { deliveryDate }: Pick<Order, 'deliveryDate'>,
  { horizonDays }: CheckTerms,
  on: CalendarDate,
): boolean {
  return horizonDays === undefined || deliveryDate === undefined || deliveryDate <= addDays(on, horizonDays);
}

export function componentsOf(exposure: DebtorExposure | undefined, reservedMinor: bigint): ComponentAmounts {
  return {
    ...NO_EXPOSURE,
    openItems: exposure?.openItemsMinor ?? 0n,
    prepayments: exposure?.prepaymentsMinor ?? 0n,
    deliveries: exposure?.deliveriesMinor ?? 0n,
    unbilled: (exposure?.invoiced ?? []).reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
    reserved: reservedMinor,
  };
}

function subLimitsOf({ exposure, overdueLimitMinor }: DebtorProfile): CreditFacts['subLimits'] {
  const own = COMPONENTS.flatMap((component) => {
    const subLimitMinor = exposure[component]?.subLimitMinor;
    return subLimitMinor === undefined ? [] : [[component, subLimitMinor] as const];
  });
  const overdue = overdueLimitMinor === undefined ? [] : [['overdue', overdueLimitMinor] as const];
  return Object.fromEntries([...own, ...overdue]) as Partial<Record<Component | 'overdue', bigint>>;
}

/** The facts of a check on a day. */
export function gatherFacts(order: Order, gathered: Gathered): CreditFacts {
  const { profile, counter, exposure, terms, on, own } = gathered;
  const member = counter.members[profile.customer] ?? { exposureMinor: 0n, reservedMinor: 0n };
  const isHead = profile.root === profile.customer;
  const countedMinor = own?.countedMinor ?? 0n;
  const { newCustomer } = terms;
  const customerDays = daysBetween(profile.customerSince, on);
  const isNewCustomer = newCustomer !== undefined && customerDays < newCustomer.days;
  const limitMinor = limitOn(isHead ? counter.shared : profile, on);
  const totalMinor = counter.totalMinor - countedMinor;
  const { overdueMinor, oldestOverdueDays } = overdueOn(exposure?.dues ?? [], on);
  const blocks = [
    ...profile.blocks.map(({ code }) => code),
    ...(isHead ? [] : (counter.shared.blocks ?? [])),
  ];
  return {
    on,
    amountMinor: order.amountMinor,
    currency: order.currency,
    hasProfile: true,
    limitCurrency: profile.currency,
    limitMinor,
    ...(isHead ? {} : { groupLimitMinor: limitOn(counter.shared, on), groupExposureMinor: totalMinor }),
    exposureMinor: isHead ? totalMinor : member.exposureMinor - countedMinor,
    components: componentsOf(exposure, member.reservedMinor - (own?.reservedMinor ?? 0n)),
    subLimits: subLimitsOf(profile),
    isWithinHorizon: isWithinHorizon(order, terms, on),
    countsOrders: isIncluded(profile.exposure, 'reserved'),
    ...deliveryOf(order, on),
    overdueMinor,
    oldestOverdueDays,
    dunningLevel: exposure?.dunningLevel ?? 0,
    riskClass: profile.riskClass,
    score: profile.score,
    blocks,
    isNewCustomer,
    customerDays,
    documentMaximumMinor: isNewCustomer ? newCustomer?.maximumMinor : undefined,
    insuredMinor: profile.insurance?.coverMinor,
    insuranceState: insuranceStateOn(profile.insurance, on),
    collateralMinor: profile.collateralMinor,
    mustBeCovered: profile.mustBeCovered,
    sanctionsState: profile.sanctions?.state,
    externalRatings: profile.ratings,
  };
}

function deliveryOf({ deliveryDate }: Order, on: CalendarDate) {
  return deliveryDate === undefined ? {} : { deliveryInDays: daysBetween(on, deliveryDate) };
}

/** The facts of a customer that has no profile: nothing is known of it. */
export function factsOfUnknown(order: Order, on: CalendarDate): CreditFacts {
  return {
    on, amountMinor: order.amountMinor, currency: order.currency, hasProfile: false, exposureMinor: 0n,
    components: NO_EXPOSURE, subLimits: {}, isWithinHorizon: true, countsOrders: true,
    ...deliveryOf(order, on), overdueMinor: 0n, oldestOverdueDays: 0, dunningLevel: 0, blocks: [], isNewCustomer: true, mustBeCovered: false,
  }; // biome-ignore format: a record
}
