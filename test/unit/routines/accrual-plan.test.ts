import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planReleases } from '../../../functions/routines/domain/accrual-plan.ts';
import { addDays } from '../../../shared/kernel/calendar-date.ts';

describe('the plan of an accrual', () => {
  it('gives every month the same, odd cents to the earlier ones', () => {
    const terms = {
      amountMinor: 10_000n,
      from: '2026-10-15',
      to: '2026-12-31',
      date: '2026-10-01',
      method: 'months',
    } as const;
    expect(planReleases(terms)).toEqual([
      { date: '2026-10-31', amountMinor: 3_334n },
      { date: '2026-11-30', amountMinor: 3_333n },
      { date: '2026-12-31', amountMinor: 3_333n },
    ]);
  });

  it('counts days, those of leap years too, and releases what lies before the invoice on its day', () => {
    const terms = {
      amountMinor: 9_100n,
      from: '2024-01-01',
      to: '2024-03-31',
      date: '2024-02-10',
      method: 'days',
    } as const;
    expect(planReleases(terms)).toEqual([
      { date: '2024-02-10', amountMinor: 3_100n },
      { date: '2024-02-29', amountMinor: 2_900n },
      { date: '2024-03-31', amountMinor: 3_100n },
    ]);
  });

  it('adds up to the amount, in order, never before the invoice, no share of nothing', () => {
    const day = (max: number) => fc.integer({ min: 0, max });
    const terms = fc.record({
      amountMinor: fc.bigInt({ min: 1n, max: 10n ** 15n }),
      begin: day(4_000),
      length: day(3_600),
      invoice: day(6_000),
      method: fc.constantFrom('months', 'days'),
    });
    fc.assert(
      fc.property(terms, ({ amountMinor, begin, length, invoice, method }) => {
        const from = addDays('2020-01-01', begin);
        const date = addDays('2020-01-01', invoice);
        const plan = planReleases({ amountMinor, from, to: addDays(from, length), date, method });
        expect(plan.reduce((sum, release) => sum + release.amountMinor, 0n)).toBe(amountMinor);
        expect(plan.every((release) => release.amountMinor > 0n && release.date >= date)).toBe(true);
        const days = plan.map((release) => release.date);
        expect(days).toEqual(days.toSorted());
      }),
    );
  });
});
