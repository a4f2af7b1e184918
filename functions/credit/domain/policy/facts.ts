import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { headroomsOf } from './headroom.ts';

/** A rating that an agency gave, as it came: an index or a code. */
export interface ExternalRating {
  readonly agency: string;
  readonly rating: string;
  readonly on: CalendarDate;
}

/**
 * What a decision rests on, as rules name it. Amounts in minor units of the limit's currency, days and levels as numbers;
 * null is unknown, which is neither zero nor "no": no limit (null) and a limit of zero are different things.
 */
export interface PolicyFacts {
  readonly hasProfile: boolean | null;
  /** Of the order; unknown where it is in another currency than the limit. */
  readonly amount: bigint | null;
  readonly isLimitCurrency: boolean | null;
  readonly limit: bigint | null;
  readonly exposure: bigint | null;
  /** Limit less exposure; negative where more is taken than granted. */
  readonly available: bigint | null;
  readonly groupLimit: bigint | null;
  readonly groupAvailable: bigint | null;
  /** What is left of the sub-limit for orders. */
  readonly ordersAvailable: bigint | null;
  /** The least that is left of the other sub-limits, which no order moves; negative where one is exceeded. */
  readonly subLimitHeadroom: bigint | null;
  /** The most that one order of a new customer may be worth, less this one. */
  readonly documentMaximumHeadroom: bigint | null;
  /** No: it is delivered after the horizon, and takes nothing of the limit yet. */
  readonly isWithinHorizon: boolean | null;
  /** Whether orders count against the limit at all, by the customer's terms. */
  readonly countsOrders: boolean | null;
  readonly deliveryInDays: number | null;
  readonly openItems: bigint | null;
  readonly overdue: bigint | null;
  /** Percent times 100, rounded up: 5000 is 50 %. */
  readonly overdueShare: number | null;
  readonly oldestOverdueDays: number | null;
  readonly dunningLevel: number | null;
  readonly riskClass: string | null;
  readonly score: number | null;
  readonly isNewCustomer: boolean | null;
  readonly customerDays: number | null;
  readonly isBlocked: boolean | null;
  /** Where there are several, all of them with a space between: a rule on one does not take them by accident. */
  readonly blockReason: string | null;
  /** Whether exposure above cover and collateral is to be looked at. */
  readonly mustBeCovered: boolean | null;
  readonly insuranceCover: bigint | null;
  readonly insuranceState: string | null;
  readonly collateral: bigint | null;
  /** Unknown: nobody has screened the customer. */
  readonly sanctionsState: string | null;
  /** The day of the decision and what agencies said, for the waterfall; a policy without one needs neither. */
  readonly on?: CalendarDate | null | undefined;
  readonly externalRatings?: readonly ExternalRating[] | undefined;
}

/** Which values a fact may have besides being unknown. Bounds are included. */
export type FactDomain =
  | { readonly kind: 'money'; readonly min?: bigint; readonly max?: bigint }
  /** `percent`: hundredths of a percent. */
  | { readonly kind: 'count' | 'percent'; readonly min?: bigint; readonly max?: bigint }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  /** Any text; rules name some, all else is "another". */
  | { readonly kind: 'text' };

const YES_NO = { kind: 'choice', values: ['true', 'false'] } as const;
const ANY_MONEY = { kind: 'money' } as const;
const MONEY = { kind: 'money', min: 0n } as const;
const COUNT = { kind: 'count', min: 0n } as const;
const ANY_COUNT = { kind: 'count' } as const;

export const INSURANCE_STATES = ['none', 'covered', 'suspended', 'ended'] as const;
export const SANCTIONS_STATES = ['clear', 'pending', 'hit'] as const;

/** `class` stands for the risk classes that the policy itself names. */
const DOMAINS = {
  hasProfile: YES_NO,
  amount: MONEY,
  isLimitCurrency: YES_NO,
  limit: MONEY,
  exposure: ANY_MONEY,
  available: ANY_MONEY,
  groupLimit: MONEY,
  groupAvailable: ANY_MONEY,
  ordersAvailable: ANY_MONEY,
  subLimitHeadroom: ANY_MONEY,
  documentMaximumHeadroom: ANY_MONEY,
  isWithinHorizon: YES_NO,
  countsOrders: YES_NO,
  deliveryInDays: ANY_COUNT,
  openItems: MONEY,
  overdue: MONEY,
  overdueShare: { kind: 'percent', min: 0n, max: 10_000n },
  oldestOverdueDays: COUNT,
  dunningLevel: COUNT,
  riskClass: 'class',
  score: ANY_COUNT,
  isNewCustomer: YES_NO,
  customerDays: ANY_COUNT,
  isBlocked: YES_NO,
  blockReason: { kind: 'text' },
  mustBeCovered: YES_NO,
  insuranceCover: MONEY,
  insuranceState: { kind: 'choice', values: INSURANCE_STATES },
  collateral: MONEY,
  sanctionsState: { kind: 'choice', values: SANCTIONS_STATES },
  /** Computed from the others: what is left after this order of limit, group's limit, sub-limit for orders, cover. */
  headroom: ANY_MONEY,
  groupHeadroom: ANY_MONEY,
  ordersHeadroom: ANY_MONEY,
  coverHeadroom: ANY_MONEY,
  /** Computed by the waterfall: the class of the first agency that has a usable rating. */
  externalClass: 'class',
} as const satisfies Readonly<Record<string, FactDomain | 'class'>>;

export type FactName = keyof typeof DOMAINS;
export const FACT_NAMES = Object.keys(DOMAINS) as readonly FactName[];

export function isFactName(name: string): name is FactName {
  return Object.hasOwn(DOMAINS, name);
}

export function domainOf(fact: FactName, riskClasses: readonly string[]): FactDomain {
  const domain: FactDomain | 'class' = DOMAINS[fact];
  return domain === 'class' ? { kind: 'choice', values: riskClasses } : domain;
}

/** A fact as conditions see it: whole numbers as bigint, yes and no as `true` and `false`; null is unknown. */
export type FactValue = bigint | string | null;
export type FactValues = Readonly<Record<FactName, FactValue>>;

function plainValue(given: unknown): FactValue | undefined {
  if (given === null || given === undefined) return null;
  if (typeof given === 'bigint' || typeof given === 'string') return given;
  if (typeof given === 'boolean') return String(given);
  return Number.isSafeInteger(given) ? BigInt(given as number) : undefined;
}

export function isInDomain(value: bigint | string, domain: FactDomain): boolean {
  if (domain.kind === 'text') return typeof value === 'string';
  if (domain.kind === 'choice') return typeof value === 'string' && domain.values.includes(value);
  if (typeof value !== 'bigint') return false;
  const { min, max } = domain;
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}

export interface ReadFacts {
  readonly values: FactValues;
  /** Facts whose value is none that they can have: they count as unknown, and the decision tells of them. */
  readonly foreign: readonly FactName[];
}

/** The facts as conditions see them, those included that follow from others. Never throws, whatever comes. */
export function readFacts(facts: PolicyFacts, riskClasses: readonly string[]): ReadFacts {
  const foreign: FactName[] = [];
  const values = {} as Record<FactName, FactValue>;
  for (const name of FACT_NAMES) {
    const value = plainValue((facts as unknown as Readonly<Record<string, unknown>>)[name]);
    const isKnown = value !== undefined && (value === null || isInDomain(value, domainOf(name, riskClasses)));
    values[name] = isKnown ? value : null;
    if (!isKnown) foreign.push(name);
  }
  return { values: { ...values, ...headroomsOf(values) }, foreign };
}
