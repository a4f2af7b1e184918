import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPONENTS, includedMinor, NO_EXPOSURE } from '../../../functions/credit/domain/components.ts';
import { decide } from '../../../functions/credit/domain/decision.ts';
import type { CreditFacts } from '../../../functions/credit/domain/facts.ts';
import { limitOn } from '../../../functions/credit/domain/gather-facts.ts';
import { packDecision, unpackDecision } from '../../../functions/credit/domain/pack-decision.ts';
import { limitBounds, STANDARD_POLICY } from '../../../functions/credit/domain/standard-policy.ts';

const GOOD: CreditFacts = {
  on: '2026-06-15',
  amountMinor: 1_000n,
  currency: 'EUR',
  hasProfile: true,
  limitCurrency: 'EUR',
  limitMinor: 10_000n,
  exposureMinor: 0n,
  components: NO_EXPOSURE,
  subLimits: {},
  isWithinHorizon: true,
  countsOrders: true,
  overdueMinor: 0n,
  oldestOverdueDays: 0,
  dunningLevel: 0,
  blocks: [],
  isNewCustomer: false,
  mustBeCovered: false,
};

const said = (facts: Partial<CreditFacts>) => {
  const { decision, reasons } = decide({ ...GOOD, ...facts }, STANDARD_POLICY);
  return [decision, ...reasons.map(({ code }) => code)];
};
const open = (openItems: bigint) => ({ ...NO_EXPOSURE, openItems });

describe('the standard policy', () => {
  it.each<[string, Partial<CreditFacts>, string[]]>([
    ['approves what fits to the cent', { exposureMinor: 9_000n }, ['approved']],
    ['declines a cent more', { exposureMinor: 9_001n }, ['declined', 'LIMIT_EXCEEDED']],
    ['takes prepayments into account', { exposureMinor: -500n, amountMinor: 10_500n }, ['approved']],
    ['zero is a limit', { limitMinor: 0n, amountMinor: 1n }, ['declined', 'LIMIT_EXCEEDED']],
    ['none is none', { limitMinor: undefined }, ['referred', 'NO_LIMIT']],
    [
      'the group is enough',
      { limitMinor: undefined, groupLimitMinor: 1_000n, groupExposureMinor: 0n },
      ['approved'],
    ],
    [
      'the group is full',
      { groupLimitMinor: 1_000n, groupExposureMinor: 1n },
      ['declined', 'LIMIT_EXCEEDED'],
    ],
    ['a block', { blocks: ['CREDIT_HOLD'] }, ['declined', 'BLOCKED']],
    ['another currency', { currency: 'USD' }, ['referred', 'OTHER_CURRENCY']],
    ['orders at their own limit', { subLimits: { reserved: 999n } }, ['declined', 'SUB_LIMIT_EXCEEDED']],
    [
      'too much overdue',
      { subLimits: { overdue: 5n }, overdueMinor: 6n, components: open(99n) },
      ['declined', 'SUB_LIMIT_EXCEEDED'],
    ],
    ['beyond the horizon nothing is taken', { isWithinHorizon: false, exposureMinor: 9_500n }, ['approved']],
    [
      'but it must fit alone',
      { isWithinHorizon: false, amountMinor: 10_001n },
      ['declined', 'LIMIT_EXCEEDED'],
    ],
    ['a new customer', { documentMaximumMinor: 999n }, ['referred', 'DOCUMENT_MAXIMUM']],
    ['60 days are borne', { oldestOverdueDays: 60 }, ['approved']],
    ['61 are not', { oldestOverdueDays: 61 }, ['referred', 'OLDEST_ITEM']],
    ['half may be overdue', { overdueMinor: 50n, components: open(100n) }, ['approved']],
    ['not more', { overdueMinor: 51n, components: open(100n) }, ['referred', 'OVERDUE_SHARE']],
    ['reminders', { dunningLevel: 3 }, ['referred', 'DUNNING_LEVEL']],
    ['class D', { riskClass: 'D' }, ['referred', 'RISK_CLASS']],
    ['class E', { riskClass: 'E' }, ['declined', 'RISK_CLASS']],
    [
      'cover and collateral',
      { mustBeCovered: true, insuredMinor: 900n, collateralMinor: 100n },
      ['approved'],
    ],
    ['not covered', { mustBeCovered: true, insuredMinor: 999n }, ['referred', 'NOT_COVERED']],
    ['the hardest comes first', { riskClass: 'D', blocks: ['X'] }, ['declined', 'BLOCKED', 'RISK_CLASS']],
  ])('%s', (_, facts, expected) => expect(said(facts)).toEqual(expected));
});

const minor = fc.bigInt({ min: -(10n ** 7n), max: 10n ** 7n });
const positive = fc.bigInt({ min: 1n, max: 10n ** 7n });
const anyFacts = fc.record({
  amountMinor: positive,
  limitMinor: fc.option(positive, { nil: undefined }),
  groupLimitMinor: fc.option(positive, { nil: undefined }),
  exposureMinor: minor,
  groupExposureMinor: minor,
  insuredMinor: fc.option(positive, { nil: undefined }),
  mustBeCovered: fc.boolean(),
  isWithinHorizon: fc.boolean(),
  countsOrders: fc.boolean(),
  oldestOverdueDays: fc.nat(100),
  blocks: fc.array(fc.constantFrom('HOLD', 'X'), { maxLength: 2 }),
  riskClass: fc.constantFrom('A', 'D', 'E', undefined),
});

describe('a decision', () => {
  it('of any facts is the same after it has been stored', () => {
    fc.assert(
      fc.property(anyFacts, (some) => {
        const facts = JSON.parse(JSON.stringify({ ...GOOD, ...some }, asText), asBigint) as CreditFacts;
        const { decision, reasons, results } = decide(facts, STANDARD_POLICY);
        const stored = unpackDecision(packDecision({ facts, results }));
        expect(stored.facts).toEqual(facts);
        const replayed = decide(stored.facts, STANDARD_POLICY);
        expect([replayed.decision, replayed.reasons]).toEqual([decision, reasons]);
      }),
    );
  });

  it('holds within its bounds and not beyond them, whatever the facts', () => {
    fc.assert(
      fc.property(anyFacts, minor, minor, (some, exposureMinor, groupExposureMinor) => {
        const facts = { ...GOOD, ...some };
        fc.pre(decide(facts, STANDARD_POLICY).decision === 'approved');
        const bounds = limitBounds(facts);
        const most = (bound: bigint | undefined, value: bigint) => bound === undefined || value <= bound;
        // The facts that it was approved on lie within.
        expect(most(bounds.exposureMinor, facts.exposureMinor)).toBe(true);
        if (!facts.countsOrders || !facts.isWithinHorizon) return;
        const within =
          most(bounds.exposureMinor, exposureMinor) && most(bounds.groupExposureMinor, groupExposureMinor);
        const now = decide({ ...facts, exposureMinor, groupExposureMinor }, STANDARD_POLICY);
        expect(now.decision === 'approved').toBe(within);
      }),
      { numRuns: 500 },
    );
  });
});

const asText = (_: string, part: unknown) => (typeof part === 'bigint' ? `big ${part}` : part);
const asBigint = (_: string, part: unknown) =>
  typeof part === 'string' && part.startsWith('big ') ? BigInt(part.slice(4)) : part;

describe('what counts against the limit', () => {
  it('is every part but prepayments, which are taken off; a part that is left out counts nothing', () => {
    const amounts = {
      openItems: 1n,
      deliveries: 10n,
      reserved: 100n,
      unbilled: 1_000n,
      prepayments: 10_000n,
    };
    expect(includedMinor(amounts, {})).toBe(1_111n - 10_000n);
    for (const component of COMPONENTS) {
      const without = includedMinor(amounts, { [component]: { include: false } });
      const own = component === 'prepayments' ? -amounts[component] : amounts[component];
      expect(without).toBe(includedMinor(amounts, {}) - own);
    }
  });
});

describe('a temporary limit', () => {
  it('ends by itself after its day', () => {
    const limit = { limitMinor: 100n, temporary: { limitMinor: 500n, until: '2026-06-15' } };
    expect([limitOn(limit, '2026-06-15'), limitOn(limit, '2026-06-16')]).toEqual([500n, 100n]);
    const { limitMinor: _none, ...only } = limit;
    expect(limitOn(only, '2026-06-16')).toBeUndefined();
  });
});
