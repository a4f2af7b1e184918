import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpenItem } from '../../../functions/receivables/domain/open-item.ts';
import {
  decideSettlement,
  type SettlementOrder,
  type SettlementWish,
} from '../../../functions/receivables/domain/settlement.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';

function item(id: string, amountMinor: bigint, account = '10000'): OpenItem {
  const date = '2026-03-10';
  return { id, account, entryId: id, date, dueDate: date, text: 'x', amountMinor, clearings: [] };
}

function decide(items: readonly OpenItem[], order: Partial<SettlementOrder> = {}) {
  const wishes: readonly SettlementWish[] = items.map(({ id: itemId }) => ({ itemId }));
  const whole = { currency: 'EUR', wishes, hasBank: order.bankMinor !== undefined, ...order };
  return decideSettlement(whole, new Map(items.map((one) => [one.id, one])));
}

const parts = (settlement: ReturnType<typeof decide>) =>
  settlement.parts.map(({ itemId, amountMinor }) => `${itemId} ${amountMinor}`);

describe('money without amounts per item', () => {
  it('uses up credit notes first, then pays in order; the last in part', () => {
    const items = [item('a', 100n), item('b', 50n), item('credit', -30n), item('c', 70n)];
    expect(parts(decide(items, { bankMinor: 140n }))).toEqual(['a 100', 'b 50', 'credit -30', 'c 20']);
  });

  it('what is left over stands on the account', () => {
    const [side] = decide([item('a', 100n)], { bankMinor: 150n }).accounts;
    expect(side).toEqual({ account: '10000', lineMinor: -150n, clearedMinor: -100n });
  });

  it('a refund pays back a credit note', () => {
    expect(parts(decide([item('credit', -30n)], { bankMinor: -30n }))).toEqual(['credit -30']);
  });
});

describe('without money', () => {
  it('debits and credits as far as both reach', () => {
    const items = [item('a', 100n), item('v', -60n, '70000'), item('b', 20n)];
    const settlement = decide(items);
    expect(parts(settlement)).toEqual(['a 60', 'v -60']);
    expect(settlement.kind).toBe('netting');
  });
});

const someItems = fc
  .array(fc.tuple(fc.bigInt({ min: -10_000n, max: 10_000n }), fc.constantFrom('10000', '10001', '70000')), {
    minLength: 1,
    maxLength: 8,
  })
  .map((all) => all.map(([minor, account], index) => item(`i${index}`, minor === 0n ? 1n : minor, account)));

describe('whatever is decided', () => {
  it('takes no more than is open, and entry and items balance on every account', () => {
    const money = fc.option(fc.bigInt({ min: -20_000n, max: 20_000n }), { nil: undefined });
    let decided = 0;
    fc.assert(
      fc.property(someItems, money, fc.bigInt({ min: 0n, max: 50n }), (items, bankMinor, discountMinor) => {
        const wishes = items.map(({ id: itemId }, index) =>
          index === 0 && discountMinor > 0n ? { itemId, discountMinor } : { itemId },
        );
        let settlement: ReturnType<typeof decide>;
        try {
          settlement = decide(items, { bankMinor, wishes, restAccount: '10000' });
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
          return;
        }
        decided += 1;
        for (const { itemId, amountMinor } of settlement.parts) {
          const open = items.find(({ id }) => id === itemId)?.amountMinor ?? 0n;
          expect(open > 0n ? amountMinor > 0n && amountMinor <= open : amountMinor >= open).toBe(true);
        }
        for (const { account, lineMinor, clearedMinor } of settlement.accounts) {
          const taken = settlement.parts.filter((part) => part.account === account);
          expect(taken.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(-clearedMinor);
          expect(
            lineMinor < 0n ? clearedMinor >= lineMinor && clearedMinor <= 0n : clearedMinor <= lineMinor,
          ).toBe(true);
        }
        const adjusted = settlement.adjustments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
        const lines = settlement.accounts.reduce((sum, { lineMinor }) => sum + lineMinor, 0n);
        expect(settlement.bankMinor + adjusted + lines).toBe(0n);
      }),
      { numRuns: 500 },
    );
    expect(decided).toBeGreaterThan(50);
  });
});
