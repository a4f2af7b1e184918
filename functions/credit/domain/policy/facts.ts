import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';

/** A rating that an agency gave, as it came: an index or a code. */
export interface ExternalRating {
  readonly agency: string;
  readonly rating: string;
  readonly on: CalendarDate;
}

/**
 * What a decision rests on. Amounts in minor units of the profile's currency, days and levels as numbers; null is unknown,
 * which is neither zero nor "no": no limit (null) and a limit of zero are different things.
 */
export interface PolicyFacts {
  readonly amount: bigint | null;
  readonly limit: bigint | null;
  readonly exposure: bigint | null;
  /** Limit less exposure; negative where more is taken than granted. */
  readonly available: bigint | null;
  readonly openItems: bigint | null;
  readonly overdue: bigint | null;
  /** Percent times 100: 5000 is 50 %. */
  readonly overdueShare: number | null;
  readonly oldestOverdueDays: number | null;
  readonly oldestOpenItemDays: number | null;
  readonly dunningLevel: number | null;
  readonly riskClass: string | null;
  readonly score: number | null;
  readonly isNewCustomer: boolean | null;
  readonly isBlocked: boolean | null;
  readonly blockReason: string | null;
  readonly insuranceCover: bigint | null;
  readonly insuranceState: string | null;
  readonly sanctionsState: string | null;
  readonly groupAvailable: bigint | null;
  readonly deliveryInDays: number | null;
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
  amount: MONEY,
  limit: MONEY,
  exposure: ANY_MONEY,
  available: ANY_MONEY,
  openItems: MONEY,
  overdue: MONEY,
  overdueShare: { kind: 'percent', min: 0n, max: 10_000n },
  oldestOverdueDays: COUNT,
  oldestOpenItemDays: COUNT,
  dunningLevel: COUNT,
  riskClass: 'class',
  score: ANY_COUNT,
  isNewCustomer: YES_NO,
  isBlocked: YES_NO,
  blockReason: { kind: 'text' },
  insuranceCover: MONEY,
  insuranceState: { kind: 'choice', values: INSURANCE_STATES },
  sanctionsState: { kind: 'choice', values: SANCTIONS_STATES },
  groupAvailable: ANY_MONEY,
  deliveryInDays: ANY_COUNT,
  /** Computed from the others: what is left of the limit after this order, of the group's, of the insurer's cover. */
  headroom: ANY_MONEY,
  groupHeadroom: ANY_MONEY,
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

function less(a: FactValue, ...others: readonly FactValue[]): FactValue {
  return [a, ...others].every((value) => typeof value === 'bigint')
    ? others.reduce<bigint>((left, other) => left - (other as bigint), a as bigint)
    : null;
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
  values.headroom = less(values.available, values.amount);
  values.groupHeadroom = less(values.groupAvailable, values.amount);
  values.coverHeadroom = less(values.insuranceCover, values.exposure, values.amount);
  values.externalClass = null;
  return { values, foreign };
}
