import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPONENTS, includedMinor, NO_EXPOSURE } from '../../../functions/credit/domain/components.ts';
import { boundsOf, decide } from '../../../functions/credit/domain/decision.ts';
import type { CreditFacts } from '../../../functions/credit/domain/facts.ts';
import { factsOfUnknown, gatherFacts, limitOn } from '../../../functions/credit/domain/gather-facts.ts';
import { packDecision } from '../../../functions/credit/domain/pack-decision.ts';
import { replayDecision } from '../../../functions/credit/domain/policy/decision-record.ts';
import { standardPolicy } from '../../../functions/credit/domain/policy/standard-policy.ts';
import { policyFactsOf } from '../../../functions/credit/domain/policy-facts.ts';
import { readDecision } from '../../../functions/credit/domain/stored-decision.ts';
import { anyCreditFacts, GOOD_ORDER, minor, positive, someFacts } from '../../support/credit-facts.ts';

const STANDARD_POLICY = standardPolicy('EUR');

const STRANGER: Partial<CreditFacts> = { hasProfile: false, limitCurrency: undefined, limitMinor: undefined };
const rated = (rating: string) => ({ agency: 'creditreform', rating, on: '2026-06-01' });

const said = (facts: Partial<CreditFacts>) => {
  const { decision, reasons } = decide({ ...GOOD_ORDER, ...facts }, STANDARD_POLICY);
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
    ['60 days are borne', { oldestOverdueDays: 60, components: open(9n) }, ['approved']],
    ['61 are not', { oldestOverdueDays: 61, components: open(9n) }, ['referred', 'OLDEST_ITEM']],
    ['half may be overdue', { overdueMinor: 50n, components: open(100n) }, ['approved']],
    ['not more', { overdueMinor: 50_001n, components: open(100_000n) }, ['referred', 'OVERDUE_SHARE']],
    ['reminders', { dunningLevel: 3 }, ['referred', 'DUNNING_LEVEL']],
    ['class D', { riskClass: 'D' }, ['referred', 'RISK_CLASS']],
    ['class E', { riskClass: 'E' }, ['declined', 'RISK_CLASS']],
    ['a class that the policy does not know', { riskClass: 'AAA' }, ['referred', 'FACT_NOT_UNDERSTOOD']],
    [
      'cover and collateral',
      { mustBeCovered: true, insuredMinor: 900n, collateralMinor: 100n },
      ['approved'],
    ],
    ['not covered', { mustBeCovered: true, insuredMinor: 999n }, ['referred', 'NOT_COVERED']],
    ['cover that has been suspended', { insuranceState: 'suspended' }, ['referred', 'COVER_SUSPENDED']],
    ['a hit on a list', { sanctionsState: 'hit' }, ['declined', 'SANCTIONS_HIT']],
    ['a hit that nobody has looked at', { sanctionsState: 'pending' }, ['referred', 'SANCTIONS_PENDING']],
    ['nobody has ever screened', { sanctionsState: undefined }, ['approved']],
    ['no profile, said once', { ...STRANGER }, ['referred', 'NO_PROFILE']],
    ['insolvent, says an agency', { externalRatings: [rated('600')] }, ['declined', 'RISK_CLASS']],
    ['weak, says an agency', { externalRatings: [rated('300')] }, ['referred', 'RISK_CLASS']],
    ['but a person has given a class', { externalRatings: [rated('600')], riskClass: 'B' }, ['approved']],
    ['the hardest comes first', { riskClass: 'D', blocks: ['X'] }, ['declined', 'BLOCKED', 'RISK_CLASS']],
  ])('%s', (_, facts, expected) => expect(said(facts)).toEqual(expected));
});

/** As a customer must be for an order to be approved at all; limits and amounts are any. */
const willingFacts = someFacts.map((facts) => ({
  ...facts, amountMinor: (facts.amountMinor ?? 1n) / 100n + 1n, currency: 'EUR', hasProfile: true, blocks: [], riskClass: 'A', sanctionsState: undefined, dunningLevel: 0,
  insuranceState: undefined, overdueMinor: 0n, oldestOverdueDays: 0, 
  subLimits: facts.subLimits?.reserved === undefined ? {} : { reserved: facts.subLimits.reserved },
})); // biome-ignore format: a record

describe('a decision', () => {
  it('of any facts is replayed to the same answer after it has been stored', () => {
    fc.assert(
      fc.property(anyCreditFacts, (facts) => {
        const answer = decide(facts, STANDARD_POLICY);
        const content = packDecision({ facts, ...answer });
        const stored = readDecision({ decision: answer.decision, policy: answer.policyVersion, content });
        expect(stored.content.facts).toEqual(facts);
        expect(replayDecision(stored, () => STANDARD_POLICY)).toEqual({ kind: 'same', answer });
      }),
    );
  });

  it('holds within its bounds and not beyond them, whatever the facts', () => {
    fc.assert(
      fc.property(
        willingFacts,
        minor,
        minor,
        positive,
        (some, exposureMinor, groupExposureMinor, reserved) => {
          const facts = { ...GOOD_ORDER, ...some };
          fc.pre(decide(facts, STANDARD_POLICY).decision === 'approved');
          const bounds = boundsOf(facts, STANDARD_POLICY);
          const most = (bound: bigint | undefined, value: bigint) => bound === undefined || value <= bound;
          // The facts that it was approved on lie within.
          expect(most(bounds.exposureMinor, facts.exposureMinor)).toBe(true);
          const within =
            most(bounds.exposureMinor, exposureMinor) &&
            most(bounds.groupExposureMinor, groupExposureMinor) &&
            most(bounds.reservedMinor, reserved);
          const components = { ...facts.components, reserved };
          const now = decide({ ...facts, components, exposureMinor, groupExposureMinor }, STANDARD_POLICY);
          expect(now.decision === 'approved').toBe(within);
        },
      ),
      { numRuns: 150 },
    );
  });
});

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

describe('what is gathered for a check', () => {
  it('is what insurers, agencies and screening have said, and when the order is delivered', () => {
    const ratings = [{ agency: 'creditreform', rating: '210', on: '2026-06-01' }];
    const facts = gatherFacts(
      { amountMinor: 1n, currency: 'EUR', deliveryDate: '2026-06-18' },
      {
        profile: {
          customer: 'k', root: 'k', currency: 'EUR', mustBeCovered: false, blocks: [], exposure: {},
          customerSince: '2026-06-05', insurance: { coverMinor: 5n, state: 'suspended' }, sanctions: { state: 'pending' }, ratings,
        },
        counter: { totalMinor: 0n, shared: {}, members: {} }, exposure: undefined, terms: {}, on: '2026-06-15',
      },
    ); // biome-ignore format: a record
    expect(policyFactsOf(facts)).toMatchObject({
      insuranceState: 'suspended',
      sanctionsState: 'pending',
      externalRatings: ratings,
      deliveryInDays: 3,
      customerDays: 10,
    });
  });

  it('leaves all unknown of whom nobody knows, and joins blocks so that a rule on one does not take several', () => {
    const { amount, hasProfile, on, isLimitCurrency, isNewCustomer, ...rest } = policyFactsOf(
      factsOfUnknown({ amountMinor: 1n, currency: 'EUR' }, '2026-06-15'),
    );
    expect([amount, hasProfile, on, isLimitCurrency, isNewCustomer]).toEqual([
      1n,
      false,
      '2026-06-15',
      true,
      true,
    ]);
    expect(new Set(Object.values(rest))).toEqual(new Set([null]));
    expect(policyFactsOf({ ...GOOD_ORDER, blocks: ['X', 'HOLD'] }).blockReason).toBe('HOLD X');
  });
});
