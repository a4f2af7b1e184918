import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitGross } from '../../../functions/ledger/domain/tax/split-gross.ts';
import {
  advanceShares,
  shareOfAdvance,
  type WaitingAmount,
} from '../../../functions/receivables/domain/advance-shares.ts';

const RATES = [1900, 700, 1600, 500, 0];

/** An advance of one or more rates; single ones may be negative (a discount line), the whole is owed. */
const advance = fc
  .array(
    fc.record({
      grossMinor: fc.bigInt({ min: -5_000n, max: 1_000_000n }),
      rate: fc.constantFrom(...RATES),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((lines) =>
    lines.map(
      ({ grossMinor, rate }): WaitingAmount => ({
        grossMinor,
        netMinor: splitGross(grossMinor, rate).netMinor,
      }),
    ),
  )
  .filter((lines) => sumOf(lines).grossMinor > 0n);

function sumOf(amounts: readonly WaitingAmount[]): WaitingAmount {
  return amounts.reduce(
    (sum, { grossMinor, netMinor }) => ({
      grossMinor: sum.grossMinor + grossMinor,
      netMinor: sum.netMinor + netMinor,
    }),
    { grossMinor: 0n, netMinor: 0n },
  );
}

describe('what a clearing takes of an advance', () => {
  it('the third of a cent is lost nowhere', () => {
    const waiting = [{ grossMinor: -11_903n, netMinor: -10_003n }];
    const at = (paidMinor: bigint) => ({ clearedMinor: paidMinor, paidMinor, sizeMinor: 11_903n });
    const [first] = advanceShares(waiting, at(0n), at(4_000n));
    const [second] = advanceShares(waiting, at(4_000n), at(11_903n));
    expect(first?.paid).toEqual({ grossMinor: -4_000n, netMinor: -3_362n });
    expect(second?.paid).toEqual({ grossMinor: -7_903n, netMinor: -6_641n });
  });

  it('any sequence of payments and write-offs moves exactly what was paid, net and tax, and leaves nothing waiting', () => {
    const step = fc.record({
      part: fc.integer({ min: 1, max: 100 }),
      paidPercent: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(advance, fc.array(step, { minLength: 1, maxLength: 12 }), (waiting, steps) => {
        const sizeMinor = sumOf(waiting).grossMinor;
        let [clearedMinor, paidMinor] = [0n, 0n];
        const paid = waiting.map(() => ({ grossMinor: 0n, netMinor: 0n }));
        const gone = waiting.map(() => ({ grossMinor: 0n, netMinor: 0n }));
        steps.forEach(({ part, paidPercent }, index) => {
          const left = sizeMinor - clearedMinor;
          const taken = index === steps.length - 1 ? left : (left * BigInt(part)) / 100n;
          const inMoney = (taken * BigInt(paidPercent)) / 100n;
          const before = { clearedMinor, paidMinor };
          clearedMinor += taken;
          paidMinor += inMoney;
          const shares = advanceShares(waiting, before, { clearedMinor, paidMinor, sizeMinor });
          expect(sumOf(shares.map((share) => share.paid)).grossMinor).toBe(inMoney);
          expect(sumOf(shares.map((share) => share.writtenOff)).grossMinor).toBe(taken - inMoney);
          shares.forEach((share, at) => {
            paid[at] = sumOf([paid[at] as WaitingAmount, share.paid]);
            gone[at] = sumOf([gone[at] as WaitingAmount, share.writtenOff]);
          });
        });
        // All parts together are exactly the whole, rate by rate.
        expect(waiting.map((_, at) => sumOf([paid[at], gone[at]] as WaitingAmount[]))).toEqual(waiting);
        // And what became an advance depends on what was received alone, not on the steps.
        expect(paid).toEqual(shareOfAdvance(waiting, paidMinor, sizeMinor));
      }),
    );
  });

  it('undone steps leave nothing behind', () => {
    fc.assert(
      fc.property(advance, fc.integer({ min: 0, max: 100 }), (waiting, percent) => {
        const sizeMinor = sumOf(waiting).grossMinor;
        const part = (sizeMinor * BigInt(percent)) / 100n;
        const [none, some] = [0n, part].map((paidMinor) => ({
          clearedMinor: paidMinor,
          paidMinor,
          sizeMinor,
        }));
        if (!none || !some) throw new Error('two states');
        const there = advanceShares(waiting, none, some);
        const back = advanceShares(waiting, some, none);
        const sum = there.map(({ paid }, at) => sumOf([paid, back[at]?.paid as WaitingAmount]));
        expect(sum).toEqual(waiting.map(() => ({ grossMinor: 0n, netMinor: 0n })));
      }),
    );
  });
});
