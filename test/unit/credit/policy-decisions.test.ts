import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approvalRoom } from '../../../functions/credit/domain/policy/approval-room.ts';
import {
  type DecisionRecord,
  replayDecision,
  simulatePolicy,
} from '../../../functions/credit/domain/policy/decision-record.ts';
import { evaluatePolicy } from '../../../functions/credit/domain/policy/evaluate-policy.ts';
import { explainPolicy } from '../../../functions/credit/domain/policy/explain-policy.ts';
import type { PolicyFacts } from '../../../functions/credit/domain/policy/facts.ts';
import { parsePolicy } from '../../../functions/credit/domain/policy/parse-policy.ts';
import { standardPolicy } from '../../../functions/credit/domain/policy/standard-policy.ts';
import { standardPolicySource } from '../../../functions/credit/domain/policy/standard-policy-source.ts';
import { anyFacts, GOOD_FACTS, hostileFacts, UNKNOWN_FACTS } from '../../support/policy-arbitraries.ts';

const policy = standardPolicy();
const decide = (facts: Partial<PolicyFacts>) => evaluatePolicy(policy, { ...GOOD_FACTS, ...facts });
const INSURED = { insuranceState: 'covered', mustBeCovered: true };
const explain = (facts: Partial<PolicyFacts>) => explainPolicy(policy, { ...GOOD_FACTS, ...facts });
const codes = (facts: Partial<PolicyFacts>) => {
  const { decision, reasons } = decide(facts);
  return [decision, ...reasons.map(({ code }) => code)];
};

describe('the standard policy', () => {
  it.each<[string, Partial<PolicyFacts>, readonly string[]]>([
    ['a good customer', {}, ['approved']],
    ['an order that takes all that is left', { amount: 400_000n }, ['approved']],
    ['a cent more', { amount: 400_001n }, ['declined', 'LIMIT_EXCEEDED']],
    ['no limit', { limit: null, available: null }, ['referred', 'NO_LIMIT']],
    ['a limit of zero', { limit: 0n, available: -100_000n }, ['declined', 'LIMIT_EXCEEDED']],
    ['the limit of a group only', { limit: null, available: null, groupAvailable: 50_000n }, ['approved']],
    ['the group has less', { groupAvailable: 49_999n }, ['declined', 'LIMIT_EXCEEDED']],
    ['an exposure that nobody knows', { available: null }, ['referred', 'EXPOSURE_UNKNOWN']],
    ['a block', { isBlocked: true }, ['declined', 'BLOCKED']],
    ['a new customer at the maximum', { documentMaximumHeadroom: 0n }, ['approved']],
    ['above it', { documentMaximumHeadroom: -1n }, ['referred', 'DOCUMENT_MAXIMUM']],
    ['orders at their own limit', { ordersAvailable: 49_999n }, ['declined', 'SUB_LIMIT_EXCEEDED']],
    ['a part above its own limit', { subLimitHeadroom: -1n }, ['declined', 'SUB_LIMIT_EXCEEDED']],
    ['another currency', { isLimitCurrency: false, amount: null }, ['referred', 'OTHER_CURRENCY']],
    ['beyond the horizon', { isWithinHorizon: false, amount: 500_000n, available: 0n }, ['approved']],
    [
      'beyond it, and more than the limit',
      { isWithinHorizon: false, amount: 500_001n },
      ['declined', 'LIMIT_EXCEEDED'],
    ],
    ['an old item', { oldestOverdueDays: 61 }, ['referred', 'OLDEST_ITEM']],
    ['an item not old enough', { oldestOverdueDays: 60 }, ['approved']],
    ['a large share overdue', { overdueShare: 5001 }, ['referred', 'OVERDUE_SHARE']],
    ['half overdue', { overdueShare: 5000 }, ['approved']],
    ['nothing open', { openItems: 0n, overdueShare: null, oldestOverdueDays: null }, ['approved']],
    ['books that nobody knows', { openItems: null, overdueShare: null }, ['referred', 'ITEMS_UNKNOWN']],
    ['dunning', { dunningLevel: 3 }, ['referred', 'DUNNING_LEVEL']],
    ['class D', { riskClass: 'D' }, ['referred', 'RISK_CLASS']],
    ['class E', { riskClass: 'E' }, ['declined', 'RISK_CLASS']],
    ['cover', { ...INSURED, insuranceCover: 150_000n }, ['approved']],
    ['cover and collateral', { ...INSURED, insuranceCover: 140_000n, collateral: 10_000n }, ['approved']],
    ['too little cover that need not be', { insuranceState: 'covered', insuranceCover: 1n }, ['approved']],
    ['too little cover', { ...INSURED, insuranceCover: 149_999n }, ['referred', 'NOT_COVERED']],
    ['cover of unknown height', { ...INSURED }, ['referred', 'NOT_COVERED']],
    ['cover suspended', { insuranceState: 'suspended' }, ['referred', 'COVER_SUSPENDED']],
    ['a hit on a list', { sanctionsState: 'hit' }, ['declined', 'SANCTIONS_HIT']],
    ['a hit to be decided', { sanctionsState: 'pending' }, ['referred', 'SANCTIONS_PENDING']],
    [
      'several at once, the hardest first',
      { dunningLevel: 4, amount: 400_001n, sanctionsState: 'hit' },
      ['declined', 'SANCTIONS_HIT', 'LIMIT_EXCEEDED', 'DUNNING_LEVEL'],
    ],
  ])('on %s', (_, facts, said) => expect(codes(facts)).toEqual(said));

  it('says why, with the numbers', () => {
    const { reasons } = decide({ amount: 400_001n });
    expect(reasons).toEqual([
      {
        code: 'LIMIT_EXCEEDED',
        text: 'The order is more than what is left of the limit. (limit is 5000.00 EUR, headroom is -0.01 EUR)',
      },
    ]);
    expect(explain({ amount: 400_001n })).toContainEqual({
      rule: 'limit/fits',
      matched: false,
      outcome: 'approved',
      because: 'headroom is -0.01 EUR, not at least 0.00 EUR',
    });
  });

  it('refers a customer of whom nothing is known, and whatever cannot be understood', () => {
    expect(evaluatePolicy(policy, UNKNOWN_FACTS).decision).toBe('referred');
    expect(codes({ dunningLevel: -1 })).toEqual(['referred', 'FACT_NOT_UNDERSTOOD']);
    expect(codes({ sanctionsState: 'HIT' })).toEqual(['referred', 'FACT_NOT_UNDERSTOOD']);
    expect(codes({ riskClass: 'Z' })).toEqual(['referred', 'FACT_NOT_UNDERSTOOD']);
    expect(codes({ overdueShare: 0.5 })).toEqual(['referred', 'FACT_NOT_UNDERSTOOD', 'ITEMS_UNKNOWN']);
  });

  it('keeps the class of the profile, computes one where it has none, and proposes the limit of the class', () => {
    expect(decide({ riskClass: 'C', score: 3 })).toMatchObject({
      riskClass: 'C',
      score: 3,
      limit: 1_000_000n,
    });
    expect(decide({ riskClass: null })).toMatchObject({ riskClass: 'B', score: 85, limit: 2_500_000n });
    const weak = { riskClass: 'D', insuranceCover: 123_456n };
    expect(decide(weak)).toMatchObject({ limit: 120_000n });
    expect(decide({ riskClass: 'D' })).toMatchObject({ limit: null });
  });
});

describe('external ratings', () => {
  const rated = (...externalRatings: NonNullable<PolicyFacts['externalRatings']>) => {
    const results = explain({ riskClass: null, on: '2026-06-30', externalRatings });
    return results.filter(({ rule }) => rule.startsWith('ratings/'));
  };
  const source = {
    ...standardPolicySource('EUR'),
    ratings: {
      waterfall: [
        { agency: 'first', maximumAgeDays: 30, mapping: 'codes' },
        { agency: 'second', maximumAgeDays: 365, mapping: 'index' },
      ],
      mappings: [
        {
          id: 'codes',
          versions: [
            {
              validFrom: '2000-01-01',
              scale: { codes: ['AA', 'CC'] },
              classes: [
                { when: { is: 'AA' }, riskClass: 'A' },
                { when: { is: 'CC' }, riskClass: 'C' },
              ],
            },
          ],
        },
        {
          id: 'index',
          versions: [
            {
              validFrom: '2025-01-01',
              scale: { from: 0, to: 9 },
              classes: [{ when: { known: true }, riskClass: 'D' }],
            },
            {
              validFrom: '2026-01-01',
              scale: { from: 0, to: 9 },
              classes: [{ when: { known: true }, riskClass: 'E' }],
            },
          ],
        },
      ],
    },
  };
  const twoAgencies = parsePolicy(source);
  const classOf = (...externalRatings: NonNullable<PolicyFacts['externalRatings']>) => {
    if (!twoAgencies.policy) throw new Error(JSON.stringify(twoAgencies.errors));
    const facts = { ...GOOD_FACTS, on: '2026-06-30', externalRatings };
    const results = explainPolicy(twoAgencies.policy, facts);
    const part = results.find(({ rule }) => rule === 'scorecard/externalClass');
    return /is (\w+):/.exec(part?.because ?? '')?.[1];
  };

  it('are asked for in order: the next agency only where those before have nothing usable', () => {
    const index = { agency: 'second', rating: '5', on: '2026-06-01' };
    expect(classOf({ agency: 'first', rating: 'AA', on: '2026-06-30' }, index)).toBe('A');
    expect(classOf({ agency: 'first', rating: 'AA', on: '2026-05-30' }, index)).toBe('E'); // 31 days old
    expect(classOf({ agency: 'first', rating: 'AA', on: '2026-07-01' }, index)).toBe('E'); // not yet given
    expect(classOf({ agency: 'first', rating: 'ZZ', on: '2026-06-30' }, index)).toBe('E');
    expect(classOf({ ...index, rating: '10' })).toBe('unknown');
  });

  it('are read by the mapping in force when they were given, the newest of an agency', () => {
    expect(classOf({ agency: 'second', rating: '5', on: '2025-12-31' })).toBe('D');
    const both = ['2025-12-31', '2026-01-01'].map((on) => ({ agency: 'second', rating: '5', on }));
    expect(classOf(...both)).toBe('E');
    expect(classOf({ agency: 'second', rating: '5', on: '2024-12-31' })).toBe('unknown');
  });

  it('say what became of them', () => {
    expect(rated({ agency: 'creditreform', rating: '210', on: '2026-01-01' })).toEqual([
      { rule: 'ratings/creditreform', matched: true, because: '210 of 2026-01-01 is class B' },
    ]);
    expect(rated()).toEqual([{ rule: 'ratings/creditreform', matched: false, because: 'has no rating' }]);
  });
});

const record = (facts: PolicyFacts): DecisionRecord => ({
  id: 'any',
  facts,
  answer: evaluatePolicy(policy, facts),
});

describe('any facts', () => {
  it('get one rule of each table, and the same answer again', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const decided = record(facts);
        const held = decided.answer.held.map((rule) => rule.split('/')[0]);
        for (const { id } of policy.tables) expect(held.filter((table) => table === id)).toHaveLength(1);
        expect(replayDecision(decided, () => policy).kind).toBe('same');
        const explained = explainPolicy(policy, facts).filter(({ matched }) => matched);
        expect(explained.map(({ rule }) => rule)).toEqual(decided.answer.held);
      }),
    );
  });

  it('get an answer, whatever they are: what is no value counts as unknown and is referred at least', () => {
    fc.assert(
      fc.property(hostileFacts, (facts) => {
        const { decision, reasons } = evaluatePolicy(policy, facts);
        if (reasons.some(({ code }) => code === 'FACT_NOT_UNDERSTOOD')) expect(decision).not.toBe('approved');
      }),
      { numRuns: 300 },
    );
  });

  it('that are worse never get a better answer: a larger order, more days overdue, a higher level', () => {
    const weight = { approved: 0, referred: 1, declined: 2 };
    fc.assert(
      fc.property(anyFacts, fc.nat(1_000_000), fc.nat(50), (facts, more, days) => {
        const worse = {
          ...facts,
          amount: facts.amount === null ? null : facts.amount + BigInt(more),
          oldestOverdueDays: facts.oldestOverdueDays === null ? null : facts.oldestOverdueDays + days,
          riskClass: facts.riskClass ?? 'A',
        };
        const before = evaluatePolicy(policy, { ...facts, riskClass: facts.riskClass ?? 'A' }).decision;
        expect(weight[evaluatePolicy(policy, worse).decision]).toBeGreaterThanOrEqual(weight[before]);
      }),
    );
  });
});

describe('past decisions', () => {
  const stricter = parsePolicy(
    JSON.parse(
      JSON.stringify(standardPolicySource('EUR'))
        .replaceAll('60}', '10}')
        .replace('"version":1', '"version":2'),
    ),
  ).policy;

  it('are replayed by the version that decided; a change of the policy under its number shows', () => {
    const decided = record({ ...GOOD_FACTS, oldestOverdueDays: 30 });
    expect(replayDecision(decided, () => stricter)).toMatchObject({
      kind: 'different',
      differences: expect.arrayContaining(['decision', 'reasons', 'policyVersion']),
    });
    expect(replayDecision(decided, () => undefined)).toEqual({ kind: 'unknown-policy', policyVersion: 1 });
  });

  it('show what another policy would have said', () => {
    if (!stricter) throw new Error('the stricter policy was not read');
    const records = [10, 30, 61].map((days) => ({
      ...record({ ...GOOD_FACTS, oldestOverdueDays: days }),
      id: `d${days}`,
    }));
    expect(simulatePolicy(stricter, records)).toEqual({
      policyVersion: 2,
      decisions: 3,
      moves: [
        { before: 'approved', after: 'approved', decisions: 1 },
        { before: 'approved', after: 'referred', decisions: 1 },
        { before: 'referred', after: 'referred', decisions: 1 },
      ],
      changed: [
        {
          id: 'd30', before: 'approved', after: 'referred', added: ['OLDEST_ITEM'], removed: [],
          riskClassBefore: 'B', riskClassAfter: 'B', limitBefore: 2_500_000n, limitAfter: 2_500_000n,
        }, // biome-ignore format: a record
      ],
    });
  });

  it('do not change under the policy that made them', () => {
    fc.assert(
      fc.property(fc.array(anyFacts, { maxLength: 10 }), (all) => {
        const { changed, decisions } = simulatePolicy(policy, all.map(record));
        expect([changed, decisions]).toEqual([[], all.length]);
      }),
    );
  });
});

describe('the room of an approval', () => {
  it('is what is left of the limit, of the cover, of the group', () => {
    expect(approvalRoom(policy, GOOD_FACTS)).toEqual({ ownMinor: 350_000n });
    const insured = { ...GOOD_FACTS, ...INSURED, insuranceCover: 200_000n };
    expect(approvalRoom(policy, { ...insured, groupAvailable: 50_000n })).toEqual({
      ownMinor: 50_000n,
      groupMinor: 0n,
    });
    expect(approvalRoom(policy, { ...GOOD_FACTS, isBlocked: true })).toBeUndefined();
  });

  it('holds: whatever is taken within both is approved, a cent more is not', () => {
    const share = fc.integer({ min: 0, max: 100 });
    const bound = (room: bigint | undefined, percent: number) =>
      ((room ?? 9_000_000n) * BigInt(percent)) / 100n;
    fc.assert(
      fc.property(anyFacts, share, share, share, (any, own, group, orders) => {
        const facts = {
          ...any,
          isBlocked: false,
          sanctionsState: 'clear',
          riskClass: 'A',
          dunningLevel: 0,
          openItems: 0n,
        };
        const room = approvalRoom(policy, facts);
        if (!room) {
          expect(evaluatePolicy(policy, facts).decision).not.toBe('approved');
          return;
        }
        const decisionAfter = (ownMinor: bigint, groupMinor: bigint, ordersMinor = 0n) =>
          evaluatePolicy(policy, {
            ...facts,
            exposure: facts.exposure === null ? null : facts.exposure + ownMinor,
            available: facts.available === null ? null : facts.available - ownMinor,
            groupAvailable: facts.groupAvailable === null ? null : facts.groupAvailable - groupMinor,
            ordersAvailable: facts.ordersAvailable === null ? null : facts.ordersAvailable - ordersMinor,
          }).decision;
        const shares = [
          bound(room.ownMinor, own),
          bound(room.groupMinor, group),
          bound(room.ordersMinor, orders),
        ] as const;
        expect(decisionAfter(...shares)).toBe('approved');
        if (room.ownMinor !== undefined) expect(decisionAfter(room.ownMinor + 1n, 0n)).not.toBe('approved');
        if (room.groupMinor !== undefined)
          expect(decisionAfter(0n, room.groupMinor + 1n)).not.toBe('approved');
        if (room.ordersMinor !== undefined)
          expect(decisionAfter(0n, 0n, room.ordersMinor + 1n)).not.toBe('approved');
      }),
      { numRuns: 300 },
    );
  });
});
