import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discountOf } from '../../../functions/payments/domain/proposal.ts';
import { itemOfLine } from '../../../functions/receivables/domain/item-of-line.ts';
import {
  type DiscountTerms,
  discountMinorOf,
  discountOn,
  discountsOf,
  openMinorOf,
} from '../../../functions/receivables/domain/open-item.ts';
import { addDays } from '../../../shared/kernel/calendar-date.ts';

const ENTRY = {
  ...{ id: 'ent', fiscalYear: 2026, number: 1, date: '2026-06-01', text: 'R-1' },
  lines: [{ account: '70000', creditMinor: 11_900n }],
};
const PARTNER = { discountDays: 10, discountPercentTimes100: 200 };
const FIRST = { percentTimes100: 300, until: '2026-06-08' };
const SECOND = { percentTimes100: 200, until: '2026-06-15', baseMinor: 10_000n };

describe('cash discounts of an item', () => {
  it('are those of the invoice, else of the partner; none where the invoice is to have none', () => {
    const of = (discounts?: readonly DiscountTerms[], owedSign = -1n) =>
      discountsOf(itemOfLine(ENTRY, 0, owedSign, { ...PARTNER, discounts }));
    expect(of()).toEqual([{ percentTimes100: 200, until: '2026-06-11' }]);
    expect(of([SECOND, FIRST])).toEqual([FIRST, SECOND]);
    expect(of([])).toEqual([]);
    expect(of([FIRST], 1n)).toEqual([]); // a credit note of the vendor
  });

  it('are taken by a payment run: the best that is in time', () => {
    const item = itemOfLine(ENTRY, 0, -1n, { ...PARTNER, discounts: [FIRST, SECOND] });
    const on = (day: string) => {
      const discount = discountOn(item, day);
      return discountOf({ ...item, label: '', owedMinor: -openMinorOf(item), discount }, day);
    };
    expect(['2026-06-08', '2026-06-09', '2026-06-15', '2026-06-16'].map(on)).toEqual([357n, 200n, 200n, 0n]);
    const half = { ...item, clearings: [{ id: 'c', on: '2026-06-02', amountMinor: -5_950n }] };
    expect(discountOn(half, '2026-06-10')).toEqual({ ...SECOND, baseMinor: 5_000n });
    expect(
      discountOn(
        { ...item, clearings: [{ ...half.clearings[0], amountMinor: -11_900n }] as never },
        '2026-06-01',
      ),
    ).toBeUndefined();
  });

  it('never come to more than is open, whatever the tiers; waiting never makes them more', () => {
    const tier = fc.record({
      percentTimes100: fc.integer({ min: 0, max: 9_999 }),
      until: fc.integer({ min: 0, max: 40 }).map((days) => addDays('2026-06-01', days)),
      baseMinor: fc.option(fc.bigInt({ min: 0n, max: 100_000n }), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(tier, { maxLength: 5 }),
        fc.bigInt({ min: 1n, max: 50_000n }),
        fc.bigInt({ min: 0n, max: 100n }),
        (discounts, size, share) => {
          const entry = { ...ENTRY, lines: [{ account: '70000', creditMinor: size }] };
          const made = itemOfLine(entry, 0, -1n, { discounts });
          const paid = -(size * share) / 100n;
          const item = { ...made, clearings: [{ id: 'c', on: '2026-06-01', amountMinor: paid }] };
          const open = -openMinorOf(item);
          let before = open;
          for (let day = 0; day <= 41; day += 1) {
            const discount = discountOn(item, addDays('2026-06-01', day));
            const amount = discount ? discountMinorOf(open, discount) : 0n;
            expect(amount >= 0n && amount <= before).toBe(true);
            before = amount;
          }
          expect(before).toBe(0n);
        },
      ),
    );
  });
});
