import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluatePolicy } from '../../../functions/credit/domain/policy/evaluate-policy.ts';
import { type PlayedRecord, playThrough } from '../../../functions/credit/domain/policy/play-through.ts';
import { standardPolicy } from '../../../functions/credit/domain/policy/standard-policy.ts';
import { anyFacts, GOOD_FACTS } from '../../support/policy-arbitraries.ts';

const policy = standardPolicy();

/** An order on a day of June, with what was left of the limit then (GOOD_FACTS have a limit of 500,000). */
function order(id: string, day: number, amount: bigint, available: bigint, more: Partial<PlayedRecord> = {}) {
  const facts = { ...GOOD_FACTS, amount, available, exposure: 500_000n - available };
  return {
    id,
    facts,
    answer: evaluatePolicy(policy, facts),
    customer: 'k-1',
    order: id,
    at: `2026-06-${String(day).padStart(2, '0')}T12:00:00.000Z`,
    reserve: true,
    isReleased: false,
    ...more,
  } satisfies PlayedRecord;
}
const declined = { ...evaluatePolicy(policy, GOOD_FACTS), decision: 'declined' as const };
const approved = { ...declined, decision: 'approved' as const };
const play = (records: readonly PlayedRecord[], days = 30) => [
  ...playThrough(policy, records, days).values(),
];

describe('orders of the past, played through', () => {
  it('take what only this policy approves of the limit of the next', () => {
    const first = order('a', 1, 300_000n, 400_000n, { answer: declined });
    expect(play([order('b', 2, 200_000n, 400_000n), first])).toEqual(['approved', 'declined']);
    expect(play([first, order('b', 2, 200_000n, 400_000n, { customer: 'k-2' })])).toEqual([
      'approved',
      'approved',
    ]);
  });

  it('free what only this policy declines', () => {
    const first = order('a', 1, 450_000n, 400_000n, { answer: approved });
    expect(play([first, order('b', 2, 200_000n, 100_000n)])).toEqual(['declined', 'approved']);
  });

  it('differ as long as an order lasts, and not where nothing was reserved', () => {
    const first = order('a', 1, 300_000n, 400_000n, { answer: declined });
    expect(play([first, order('b', 11, 200_000n, 400_000n)], 10)).toEqual(['approved', 'approved']);
    const asked = { ...first, reserve: false };
    expect(play([asked, order('b', 2, 200_000n, 400_000n)])).toEqual(['approved', 'approved']);
  });

  it('are amended, not added', () => {
    const first = order('a', 1, 300_000n, 400_000n, { answer: declined });
    const more = order('b', 2, 350_000n, 400_000n, { order: 'a', answer: declined });
    expect(play([first, more, order('c', 3, 50_000n, 400_000n)])).toEqual([
      'approved',
      'approved',
      'approved',
    ]);
    expect(play([first, more, order('c', 3, 50_001n, 400_000n)])).toEqual([
      'approved',
      'approved',
      'declined',
    ]);
  });

  it('are those that were decided, under the policy that decided them', () => {
    const records = fc.array(fc.tuple(anyFacts, fc.integer({ min: 1, max: 28 }), fc.boolean()), {
      maxLength: 10,
    });
    fc.assert(
      fc.property(records, (all) => {
        const made = all.map(([facts, day, reserve], index) => ({
          ...order(`o-${index}`, day, 1n, 1n, { reserve }),
          facts,
          answer: evaluatePolicy(policy, facts),
        }));
        const outcomes = playThrough(policy, made, 30);
        for (const { id, answer } of made) expect(outcomes.get(id)).toBe(answer.decision);
      }),
      { numRuns: 20 },
    );
  });
});
