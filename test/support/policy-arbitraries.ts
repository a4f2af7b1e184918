import fc from 'fast-check';
import {
  INSURANCE_STATES,
  type PolicyFacts,
  SANCTIONS_STATES,
} from '../../functions/credit/domain/policy/facts.ts';

/** A customer of whom nothing is known. */
export const UNKNOWN_FACTS: PolicyFacts = {
  hasProfile: null, amount: null, isLimitCurrency: null, limit: null, exposure: null, available: null, groupLimit: null,
  groupAvailable: null, ordersAvailable: null, subLimitHeadroom: null, documentMaximumHeadroom: null,
  isWithinHorizon: null, countsOrders: null, deliveryInDays: null, openItems: null, overdue: null, overdueShare: null,
  oldestOverdueDays: null, dunningLevel: null, riskClass: null, score: null, isNewCustomer: null, customerDays: null,
  isBlocked: null, blockReason: null, mustBeCovered: null, insuranceCover: null, insuranceState: null,
  collateral: null, sanctionsState: null,
}; // biome-ignore format: a record

/** A good customer, with 1,000.00 of a limit of 5,000.00 taken, who orders for 500.00. */
export const GOOD_FACTS: PolicyFacts = {
  ...UNKNOWN_FACTS,
  hasProfile: true,
  isLimitCurrency: true,
  isWithinHorizon: true,
  countsOrders: true,
  mustBeCovered: false,
  amount: 50_000n,
  limit: 500_000n,
  exposure: 100_000n,
  available: 400_000n,
  openItems: 100_000n,
  overdue: 0n,
  overdueShare: 0,
  oldestOverdueDays: 0,
  dunningLevel: 0,
  riskClass: 'B',
  isNewCustomer: false,
  isBlocked: false,
  sanctionsState: 'clear',
};

const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const money = orNull(fc.bigInt({ min: -1_000_000n, max: 10_000_000n }));
const owed = orNull(fc.bigInt({ min: 0n, max: 10_000_000n }));
const count = orNull(fc.nat(120));
const yesNo = orNull(fc.boolean());

/** Facts as the core may deliver them, each of them unknown at times. */
export const anyFacts: fc.Arbitrary<PolicyFacts> = fc.record({
  amount: owed,
  limit: owed,
  exposure: money,
  available: money,
  openItems: owed,
  overdue: owed,
  overdueShare: orNull(fc.nat(10_000)),
  oldestOverdueDays: count,
  dunningLevel: orNull(fc.nat(5)),
  riskClass: orNull(fc.constantFrom('A', 'B', 'C', 'D', 'E')),
  score: orNull(fc.integer({ min: -100, max: 100 })),
  isNewCustomer: yesNo,
  isBlocked: yesNo,
  blockReason: orNull(fc.constantFrom('dispute', 'insolvency', 'other')),
  insuranceCover: owed,
  insuranceState: orNull(fc.constantFrom(...INSURANCE_STATES)),
  sanctionsState: orNull(fc.constantFrom(...SANCTIONS_STATES)),
  groupAvailable: money,
  groupLimit: owed,
  hasProfile: yesNo,
  isLimitCurrency: yesNo,
  ordersAvailable: money,
  subLimitHeadroom: money,
  documentMaximumHeadroom: money,
  isWithinHorizon: yesNo,
  countsOrders: yesNo,
  customerDays: count,
  mustBeCovered: yesNo,
  collateral: owed,
  deliveryInDays: orNull(fc.integer({ min: -5, max: 120 })),
  on: orNull(fc.constantFrom('2026-06-30', '2027-01-01')),
  externalRatings: fc.array(
    fc.record({
      agency: fc.constantFrom('creditreform', 'other'),
      rating: fc.constantFrom('100', '199', '250', '600', '601', 'AAA', ''),
      on: fc.constantFrom('1999-12-31', '2025-12-31', '2026-06-01', '2026-12-31'),
    }),
    { maxLength: 3 },
  ),
});

/** What no core should deliver: other types, impossible numbers and words. */
export const hostileFacts: fc.Arbitrary<PolicyFacts> = fc
  .tuple(
    anyFacts,
    fc.dictionary(fc.constantFrom(...Object.keys(UNKNOWN_FACTS), 'on', 'externalRatings'), fc.anything()),
  )
  .map(([facts, more]) => ({ ...facts, ...more }) as PolicyFacts);

type Json = Record<string, unknown>;

/** A table that is whole by construction: the space of its facts is cut in two again and again, each part becomes a rule. */
export const wholeTable: fc.Arbitrary<Json> = fc
  .tuple(fc.array(fc.tuple(fc.nat(3), fc.nat(100), fc.boolean()), { maxLength: 12 }), fc.nat())
  .map(([cuts, order]) => {
    let parts: Part[] = [
      { days: [0, 101], share: [0, 10_001], classes: ['A', 'B', 'C', 'D', 'E', ''], known: 'both' },
    ];
    for (const [which, at, isFirst] of cuts)
      parts = parts.flatMap((part, index) =>
        index % 2 === (isFirst ? 0 : 1) ? cut(part, which, at) : [part],
      );
    const rules = parts.map((part, index) => ({
      id: `r${index}`,
      when: whenOf(part),
      ...say(OUTCOMES[(index + order) % 3] ?? 'approved'),
    }));
    return { id: 'whole', title: 'Whole', rules: order % 2 ? rules : rules.toReversed() };
  });

const OUTCOMES = ['approved', 'referred', 'declined'] as const;
const say = (outcome: string) =>
  outcome === 'approved' ? { outcome } : { outcome, code: 'CODE', text: 'Text' };

interface Part {
  /** From, and first day that is not in it; 101 stands for without end. */
  readonly days: readonly [number, number];
  readonly share: readonly [number, number];
  readonly classes: readonly string[];
  /** Whether the days are unknown, known or both. */
  readonly known: 'both' | 'known' | 'unknown';
}

function cut(part: Part, which: number, at: number): Part[] {
  const { days, share, classes } = part;
  if (which === 0 && part.known === 'both')
    return [
      { ...part, known: 'known' },
      { ...part, known: 'unknown' },
    ];
  if (which <= 1 && part.known === 'known' && at > days[0] && at < days[1])
    return [
      { ...part, days: [days[0], at] },
      { ...part, days: [at, days[1]] },
    ];
  const bound = at * 100;
  if (which === 2 && bound > share[0] && bound < share[1])
    return [
      { ...part, share: [share[0], bound] },
      { ...part, share: [bound, share[1]] },
    ];
  const half = 1 + (at % Math.max(1, classes.length - 1));
  if (which === 3 && classes.length > 1)
    return [
      { ...part, classes: classes.slice(0, half) },
      { ...part, classes: classes.slice(half) },
    ];
  return [part];
}

const isUncut = ([from, to]: readonly [number, number], end: number) => from === 0 && to === end;

function whenOf({ days, share, classes, known }: Part): Json {
  const when: Json = {};
  if (known === 'unknown') when.oldestOverdueDays = { unknown: true };
  if (known === 'known') {
    const [from, to] = days;
    when.oldestOverdueDays = { atLeast: from, ...(to > 100 ? {} : { below: to }) };
  }
  if (!isUncut(share, 10_001)) {
    const [from, to] = share;
    const percent = (hundredths: number) => String(hundredths / 100);
    when.overdueShare = {
      atLeast: percent(from),
      ...(to > 10_000 ? {} : { below: percent(to) }),
      ...(from === 0 ? { orUnknown: true } : {}),
    };
  }
  if (classes.length < 6) {
    const named = classes.filter((name) => name !== '');
    const isUnknown = classes.includes('');
    when.riskClass =
      named.length === 0 ? { unknown: true } : { in: named, ...(isUnknown ? { orUnknown: true } : {}) };
  }
  return when;
}

const smallCondition = fc.oneof(
  fc.record({ atLeast: fc.nat(6), atMost: fc.nat(6) }),
  fc.record({ above: fc.nat(6), orUnknown: fc.constant(true) }),
  fc.record({ below: fc.nat(6) }),
  fc.record({ is: fc.nat(6), orUnknown: fc.constant(true) }),
  fc.constant({ unknown: true }),
  fc.constant({ known: true }),
);
const smallWords = fc.oneof(
  fc.record({ in: fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { minLength: 1 }) }),
  fc.record({
    notIn: fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { minLength: 1 }),
    orUnknown: fc.constant(true),
  }),
  fc.constant({ unknown: true }),
);

/** Any rules over two small numbers and a word, good or bad: for a comparison with trying all values. */
export const anyTable: fc.Arbitrary<Json> = fc
  .array(
    fc.record(
      { oldestOverdueDays: smallCondition, dunningLevel: smallCondition, blockReason: smallWords },
      { requiredKeys: [] },
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((whens) => ({
    id: 'any',
    title: 'Any',
    rules: whens.map((when, index) => ({ id: `r${index}`, when, outcome: 'approved' })),
  }));
