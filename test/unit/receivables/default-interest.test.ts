import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BASE_RATES,
  builtInRate,
  halfYearOf,
} from '../../../functions/receivables/domain/interest/base-rates.ts';
import { DAY_COUNTS } from '../../../functions/receivables/domain/interest/day-count.ts';
import {
  computeDefaultInterest,
  type InterestClaim,
} from '../../../functions/receivables/domain/interest/default-interest.ts';
import { formatPercent, parseBaseRate } from '../../../functions/receivables/domain/interest/percent.ts';
import { addDays, daysBetween } from '../../../shared/kernel/calendar-date.ts';

const rateOf = (halfYear: string) => builtInRate(halfYear)?.rateTimes100;
const compute = (claim: Partial<InterestClaim> = {}) =>
  computeDefaultInterest(
    {
      principalMinor: 1_000_000n,
      from: '2023-01-01',
      to: '2023-07-01',
      debtor: 'consumer',
      dayCount: 'act/365',
      isPaymentClaim: true,
      ...claim,
    },
    rateOf,
  );

describe('the base rate', () => {
  it.each([
    ['2002-01-01', 257n],
    ['2010-12-31', 12n],
    ['2016-06-30', -83n],
    ['2016-07-01', -88n],
    ['2022-12-31', -88n],
    ['2023-06-30', 162n],
    ['2023-07-01', 312n],
    ['2025-12-31', 127n],
    ['2026-12-31', 152n],
  ])('on %s is %s hundredths of a percent', (day, rate) => {
    expect(rateOf(halfYearOf(day))).toBe(rate);
  });

  it('is there for every half-year without a gap', () => {
    expect(BASE_RATES).toHaveLength(50);
    expect(new Set(BASE_RATES.map(({ from }) => from)).size).toBe(50);
  });

  it('is written with two decimals and read back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -500n, max: 2_500n }), (rate) => {
        expect(parseBaseRate(formatPercent(rate))).toBe(rate);
      }),
    );
    for (const wrong of ['1,27', '1.275', '', '-', '-5.01', '25.01', '1e1', ' 1']) {
      expect(parseBaseRate(wrong)).toBeUndefined();
    }
  });
});

describe('default interest', () => {
  it('counts both days, and the day of a change at the new rate (consumer)', () => {
    const { interestMinor, segments, ruleSet } = compute();
    expect(interestMinor).toBe(33_050n);
    expect(segments).toMatchObject([
      { from: '2023-01-01', to: '2023-06-30', days: 181, rateTimes100: 662n, amountMinor: 32_828n },
      { from: '2023-07-01', to: '2023-07-01', days: 1, rateTimes100: 812n, amountMinor: 222n },
    ]);
    expect(ruleSet.lumpSumMinor).toBe(0n);
  });

  it('adds nine points and a lump sum between businesses', () => {
    const { interestMinor, segments, ruleSet } = compute({ debtor: 'business' });
    expect(segments.map(({ amountMinor }) => amountMinor)).toEqual([52_664n, 332n]);
    expect(interestMinor).toBe(52_996n);
    expect(ruleSet).toMatchObject({ id: 'bgb-288-2014', lumpSumMinor: 4_000n, pointsTimes100: 900n });
  });

  it.each([
    ['business', true, '2014-07-28', 800n, 0n],
    ['business', true, '2014-07-29', 900n, 4_000n],
    ['business', false, '2014-07-29', 500n, 0n],
    ['consumer', true, '2014-07-28', 500n, 0n],
    ['consumer', true, '2020-01-01', 500n, 0n],
  ] as const)(
    '%s, payment claim %s, obligation of %s',
    (debtor, isPaymentClaim, obligationDate, points, lump) => {
      const { ruleSet } = compute({ debtor, isPaymentClaim, obligationDate });
      expect(ruleSet).toMatchObject({ pointsTimes100: points, lumpSumMinor: lump });
    },
  );

  it('does not cut where the rate stays as it was', () => {
    expect(compute({ from: '2017-01-01', to: '2022-12-31' }).segments).toHaveLength(1);
    // 2020 has 366 days, so Actual/Actual cuts around it.
    const { segments } = compute({ from: '2017-01-01', to: '2022-12-31', dayCount: 'act/act' });
    expect(segments).toMatchObject([
      { to: '2019-12-31', days: 1095, yearDays: 365, amountMinor: 123_600n },
      { to: '2020-12-31', days: 366, yearDays: 366, amountMinor: 41_200n },
      { to: '2022-12-31', days: 730, yearDays: 365, amountMinor: 82_400n },
    ]);
  });

  it('counts 30 days a month by 30E/360, February and the 31st included', () => {
    expect(compute({ dayCount: '30/360', to: '2023-06-30' })).toMatchObject({
      days: 180,
      interestMinor: 33_100n,
    });
    expect(compute({ dayCount: '30/360', from: '2024-02-28', to: '2024-02-29' }).days).toBe(3);
    expect(compute({ dayCount: '30/360', from: '2023-03-30', to: '2023-03-30' })).toMatchObject({
      days: 0,
      interestMinor: 0n,
    });
  });

  it.each([
    [{ from: '2023-07-02' }, '/to'],
    [{ principalMinor: 0n }, '/principal'],
    [{ principalMinor: -1n }, '/principal'],
    [{ from: '2001-12-31' }, '/from'],
    [{ obligationDate: '2023-01-02' }, '/obligationDate'],
    [{ obligationDate: '2001-12-31' }, '/obligationDate'],
  ])('refuses %o', (claim, pointer) => {
    expect(() => compute(claim)).toThrow(
      expect.objectContaining({
        code: 'receivables.impossible-interest',
        details: expect.objectContaining({ errors: [expect.objectContaining({ pointer })] }),
      }),
    );
  });

  it('refuses to compute past the last known rate, and names the half-year', () => {
    expect(compute({ to: '2026-12-31' }).segments.at(-1)?.to).toBe('2026-12-31');
    expect(() => compute({ to: '2027-01-01' })).toThrow(
      expect.objectContaining({
        code: 'receivables.no-base-rate',
        message: expect.stringContaining('2027-01-01'),
      }),
    );
  });
});

const claims = fc
  .record({
    start: fc.nat(8_900),
    length: fc.nat(2_000),
    principalMinor: fc.bigInt({ min: 1n, max: 10n ** 12n }),
    debtor: fc.constantFrom('business' as const, 'consumer' as const),
    dayCount: fc.constantFrom(...DAY_COUNTS),
    cut: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  })
  .map(({ start, length, cut, ...rest }) => {
    const from = addDays('2002-01-01', start);
    const to = [addDays(from, length), '2026-12-31'].sort()[0] ?? from;
    const middle = addDays(from, Math.floor(cut * daysBetween(from, to)));
    const obligationDate = from;
    return { claim: { ...rest, from, to, obligationDate, isPaymentClaim: true }, middle };
  });

describe('for every claim', () => {
  it('the segments adjoin, cover the range and add up', () => {
    fc.assert(
      fc.property(claims, ({ claim }) => {
        const { segments, interestMinor, days } = compute(claim);
        expect(segments[0]?.from).toBe(claim.from);
        expect(segments.at(-1)?.to).toBe(claim.to);
        segments.slice(1).forEach(({ from }, at) => {
          expect(from).toBe(addDays(segments[at]?.to ?? '', 1));
        });
        expect(segments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(interestMinor);
        expect(segments.reduce((sum, segment) => sum + segment.days, 0)).toBe(days);
        if (claim.dayCount !== '30/360') expect(days).toBe(daysBetween(claim.from, claim.to) + 1);
      }),
    );
  });

  it('a range cut in two at any day has the same days, and the same interest but for rounding', () => {
    fc.assert(
      fc.property(claims, ({ claim, middle }) => {
        if (middle === claim.to) return;
        const { obligationDate } = claim;
        const whole = compute(claim);
        const first = compute({ ...claim, to: middle });
        const second = compute({ ...claim, from: addDays(middle, 1), obligationDate });
        expect(first.days + second.days).toBe(whole.days);
        const difference = first.interestMinor + second.interestMinor - whole.interestMinor;
        expect(difference >= -1n && difference <= 1n).toBe(true);
      }),
    );
  });

  it('is never negative, and no less on more principal or more days', () => {
    fc.assert(
      fc.property(claims, fc.bigInt({ min: 0n, max: 10n ** 6n }), ({ claim, middle }, more) => {
        const { interestMinor } = compute(claim);
        expect(interestMinor).toBeGreaterThanOrEqual(0n);
        const larger = compute({ ...claim, principalMinor: claim.principalMinor + more });
        expect(larger.interestMinor).toBeGreaterThanOrEqual(interestMinor);
        expect(compute({ ...claim, to: middle }).interestMinor).toBeLessThanOrEqual(interestMinor);
      }),
    );
  });

  it('agrees with a sum day by day, within half a cent a segment', () => {
    fc.assert(
      fc.property(claims, ({ claim }) => {
        if (claim.dayCount === '30/360') return;
        const { interestMinor, segments, ruleSet } = compute(claim);
        const perYear = new Map<number, bigint>();
        for (let day = claim.from; day <= claim.to; day = addDays(day, 1)) {
          const isLeap = new Date(`${day.slice(0, 4)}-02-29T00:00:00Z`).getUTCDate() === 29;
          const length = claim.dayCount === 'act/act' && isLeap ? 366 : 365;
          const rate = (rateOf(halfYearOf(day)) ?? 0n) + ruleSet.pointsTimes100;
          perYear.set(length, (perYear.get(length) ?? 0n) + claim.principalMinor * rate);
        }
        const exactTimes = (perYear.get(365) ?? 0n) * 366n + (perYear.get(366) ?? 0n) * 365n;
        const scale = 10_000n * 365n * 366n;
        const error = interestMinor * scale - exactTimes;
        const allowed = (scale * BigInt(segments.length)) / 2n;
        expect(error <= allowed && error >= -allowed).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
