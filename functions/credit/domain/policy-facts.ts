import { COMPONENTS } from './components.ts';
import type { CreditFacts } from './facts.ts';
import type { PolicyFacts } from './policy/facts.ts';

const HUNDRED_PERCENT = 10_000n;

/** Of a customer without a profile nothing is known but its order. */
const NOTHING_KNOWN = {
  limit: null, exposure: null, available: null, groupLimit: null, groupAvailable: null, ordersAvailable: null,
  subLimitHeadroom: null, documentMaximumHeadroom: null, isWithinHorizon: null, countsOrders: null, openItems: null,
  overdue: null, overdueShare: null, oldestOverdueDays: null, dunningLevel: null, riskClass: null, score: null,
  customerDays: null, isBlocked: null, blockReason: null, mustBeCovered: null, insuranceCover: null,
  insuranceState: null, collateral: null, sanctionsState: null,
} as const satisfies Partial<PolicyFacts>; // biome-ignore format: a record

/** What is known of an order and its customer, as rules name it. Stored decisions rest on it: it only ever gains facts. */
export function policyFactsOf(facts: CreditFacts): PolicyFacts {
  const { hasProfile, amountMinor, currency, limitCurrency = currency, on, isNewCustomer } = facts;
  const isLimitCurrency = currency === limitCurrency;
  const ofOrder = {
    on,
    hasProfile,
    isLimitCurrency,
    amount: isLimitCurrency ? amountMinor : null,
    isNewCustomer,
    deliveryInDays: facts.deliveryInDays ?? null,
  };
  if (!hasProfile) return { ...NOTHING_KNOWN, ...ofOrder };
  return { ...ofOrder, ...limitFactsOf(facts, isLimitCurrency), ...customerFactsOf(facts) };
}

function less(a: bigint | undefined, b: bigint | undefined): bigint | null {
  return a === undefined || b === undefined ? null : a - b;
}

function limitFactsOf(facts: CreditFacts, isLimitCurrency: boolean) {
  const { limitMinor, exposureMinor, groupLimitMinor, groupExposureMinor, subLimits, components } = facts;
  return {
    limit: limitMinor ?? null,
    exposure: exposureMinor,
    available: less(limitMinor, exposureMinor),
    groupLimit: groupLimitMinor ?? null,
    groupAvailable: less(groupLimitMinor, groupExposureMinor ?? 0n),
    ordersAvailable: less(subLimits.reserved, components.reserved),
    subLimitHeadroom: subLimitHeadroomOf(facts),
    documentMaximumHeadroom: isLimitCurrency ? less(facts.documentMaximumMinor, facts.amountMinor) : null,
    isWithinHorizon: facts.isWithinHorizon,
    countsOrders: facts.countsOrders,
  };
}

function subLimitHeadroomOf({ subLimits, components, overdueMinor }: CreditFacts): bigint | null {
  const left = [
    ...COMPONENTS.filter((component) => component !== 'reserved').map((component) =>
      less(subLimits[component], components[component]),
    ),
    less(subLimits.overdue, overdueMinor),
  ].filter((headroom) => headroom !== null);
  return left.reduce<bigint | null>((a, b) => (a === null || b < a ? b : a), null);
}

function customerFactsOf(facts: CreditFacts) {
  const { components, overdueMinor, blocks, insuredMinor, insuranceState } = facts;
  return {
    openItems: components.openItems,
    overdue: overdueMinor,
    overdueShare: overdueShareOf(overdueMinor, components.openItems),
    oldestOverdueDays: facts.oldestOverdueDays,
    dunningLevel: facts.dunningLevel,
    riskClass: facts.riskClass ?? null,
    score: facts.score ?? null,
    customerDays: facts.customerDays ?? null,
    isBlocked: blocks.length > 0,
    blockReason: blocks.length > 0 ? blocks.toSorted().join(' ') : null,
    mustBeCovered: facts.mustBeCovered,
    insuranceCover: insuredMinor ?? null,
    insuranceState: insuranceState ?? (insuredMinor === undefined ? 'none' : 'covered'),
    collateral: facts.collateralMinor ?? null,
    sanctionsState: facts.sanctionsState ?? null,
    externalRatings: facts.externalRatings,
  };
}

/** Percent times 100, rounded up, so that a little more than half is more than half. */
function overdueShareOf(overdueMinor: bigint, openItemsMinor: bigint): number {
  if (overdueMinor <= 0n || openItemsMinor <= 0n) return 0;
  const share = (overdueMinor * HUNDRED_PERCENT + openItemsMinor - 1n) / openItemsMinor;
  return Number(share > HUNDRED_PERCENT ? HUNDRED_PERCENT : share);
}
