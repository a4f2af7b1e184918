import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AssetEvent, ValuedAsset } from '../../../functions/assets/domain/asset.ts';
import { fiscalCalendar } from '../../../functions/assets/domain/months.ts';
import { horizonOf, planByMonth, planByYear } from '../../../functions/assets/domain/plan.ts';
import { valueAsset } from '../../../functions/assets/domain/value-asset.ts';

const calendar = fiscalCalendar('01-01');

function asset(more: Partial<ValuedAsset> = {}): ValuedAsset {
  return {
    acquiredOn: '2026-03-10',
    costMinor: 3_600_00n,
    residualMinor: 0n,
    method: 'straight-line',
    usefulLifeMonths: 36,
    account: '0420',
    position: 'II.3',
    events: [],
    ...more,
  };
}
const yearly = (one: ValuedAsset, of = calendar) =>
  planByYear(one, of).map(({ from, depreciationMinor }) => `${from} ${depreciationMinor}`);

describe('straight-line', () => {
  it('by months from that of the acquisition on (§7 Abs. 1 S. 4 EStG)', () => {
    expect(yearly(asset())).toEqual(['2026-01 100000', '2027-01 120000', '2028-01 120000', '2029-01 20000']);
  });
  it('ends at the memo value', () => {
    expect(planByMonth(asset({ residualMinor: 100n }), calendar).at(-1)?.bookValueMinor).toBe(100n);
  });
  it('fiscal years that are not calendar years, and short ones', () => {
    const short = fiscalCalendar('07-01', [{ first: '2026-01', last: '2026-06' }]);
    expect(yearly(asset(), short)).toEqual([
      '2026-01 40000',
      '2026-07 120000',
      '2027-07 120000',
      '2028-07 80000',
    ]);
  });
  it('subsequent cost counts as if spent at the beginning of the year (R 7.4 Abs. 9 EStR)', () => {
    const machine = asset({ acquiredOn: '2025-01-15', costMinor: 12_000_00n, usefulLifeMonths: 60 });
    const events: AssetEvent[] = [
      { id: 'e', kind: 'subsequent-cost', date: '2026-08-20', amountMinor: 2_400_00n },
    ];
    // 9,600 left at the beginning of 2026, plus 2,400, over four years.
    expect(yearly({ ...machine, events })).toEqual([
      '2025-01 240000',
      '2026-01 300000',
      '2027-01 300000',
      '2028-01 300000',
      '2029-01 300000',
    ]);
    const months = planByMonth({ ...machine, events }, calendar).filter(({ from }) => from >= '2026-07');
    expect(months.slice(0, 3).map(({ depreciationMinor }) => depreciationMinor)).toEqual([
      20000n,
      60000n,
      25000n,
    ]);
  });
  it('an impairment lowers what is left for the rest of the life, a write-up raises it again', () => {
    const events: AssetEvent[] = [
      { id: 'a', kind: 'impairment', date: '2026-12-31', amountMinor: 1_300_00n },
      { id: 'b', kind: 'write-up', date: '2027-12-31', amountMinor: 700_00n },
    ];
    expect(yearly(asset({ events }))).toEqual([
      '2026-01 100000',
      '2027-01 60000',
      '2028-01 120000',
      '2029-01 20000',
    ]);
  });
});

describe('declining balance', () => {
  it('30 % from July 2025 on, straight-line when that is more', () => {
    const one = asset({
      acquiredOn: '2025-07-01',
      method: 'declining',
      usefulLifeMonths: 120,
      costMinor: 100_000_00n,
    });
    expect(yearly(one).slice(0, 8)).toEqual([
      '2025-01 1500000',
      '2026-01 2550000',
      '2027-01 1785000',
      '2028-01 1249500',
      '2029-01 874650',
      '2030-01 612255',
      '2031-01 428579',
      '2032-01 300005',
    ]);
    // 2032: 1,000,016 left at its beginning over 42 months is 285,719 a year, less than 30 %; 2033 it is more.
    expect(yearly(one).slice(8)).toEqual(['2033-01 280004', '2034-01 280005', '2035-01 140002']);
  });
});

describe('parts fixed by year', () => {
  it('a pool: a fifth each year, whenever it was bought (§6 Abs. 2a EStG)', () => {
    const pool = asset({ method: 'pool', costMinor: 1_000_01n, acquiredOn: '2026-11-05' });
    expect(yearly(pool)).toEqual([
      '2026-01 20000',
      '2027-01 20000',
      '2028-01 20001',
      '2029-01 20000',
      '2030-01 20000',
    ]);
    const sold: AssetEvent[] = [{ id: 's', kind: 'disposal', date: '2027-05-01', proceedsMinor: 100n }];
    expect(yearly({ ...pool, events: sold })).toEqual(yearly(pool));
  });
  it('digital assets in the year of acquisition (BMF 2022-02-22)', () => {
    expect(yearly(asset({ method: 'digital', acquiredOn: '2026-11-05' }))).toEqual(['2026-01 360000']);
  });
  it('electric vehicles: 75, 10, 5, 5, 3, 2 (§7 Abs. 2a EStG)', () => {
    const car = asset({ method: 'electric-vehicle', costMinor: 40_000_00n, acquiredOn: '2025-12-20' });
    expect(planByYear(car, calendar).map((row) => row.depreciationMinor / 40000n)).toEqual([
      75n,
      10n,
      5n,
      5n,
      3n,
      2n,
    ]);
  });
  it('low-value assets at once', () => {
    expect(planByMonth(asset({ method: 'immediate', costMinor: 799_99n }), calendar)).toMatchObject([
      { from: '2026-03', depreciationMinor: 799_99n, bookValueMinor: 0n },
    ]);
  });
  it('a building for business: 3 %, which is 400 months (§7 Abs. 4 S. 1 Nr. 1 EStG)', () => {
    const building = { residential: false, permitAppliedOn: '2020-01-01', completedOn: '2022-06-01' };
    const one = asset({ method: 'building', building, costMinor: 400_000_00n, acquiredOn: '2026-01-01' });
    expect(planByYear(one, calendar)[0]?.depreciationMinor).toBe(12_000_00n);
  });
});

it('units of production, month by month as they are reported', () => {
  const events: AssetEvent[] = [
    { id: 'a', kind: 'units', date: '2026-03-31', units: 300 },
    { id: 'b', kind: 'units', date: '2026-05-31', units: 700 },
  ];
  const one = asset({ method: 'units', totalUnits: 1000, usefulLifeMonths: 36, events });
  expect(planByMonth(one, calendar).map((row) => `${row.from} ${row.depreciationMinor}`)).toEqual([
    '2026-03 108000',
    '2026-05 252000',
  ]);
});

it('depreciation that was brought in goes on where it ended', () => {
  const opening = { asOf: '2026-06-30', accumulatedMinor: 1_600_00n, thisYearMinor: 600_00n };
  const one = asset({ acquiredOn: '2025-03-01', opening });
  expect(yearly(one)).toEqual(['2025-01 100000', '2026-01 120000', '2027-01 120000', '2028-01 20000']);
  const declining = {
    method: 'declining' as const,
    acquiredOn: '2025-07-01',
    usefulLifeMonths: 120,
    costMinor: 100_000_00n,
    opening: { asOf: '2026-06-30', accumulatedMinor: 27_750_00n, thisYearMinor: 12_750_00n },
  };
  expect(yearly(asset(declining)).slice(0, 3)).toEqual([
    '2025-01 1500000',
    '2026-01 2550000',
    '2027-01 1785000',
  ]);
});

const anyMonth = fc.integer({ min: 0, max: 40 }).map((n) => {
  const month = 6 + n;
  return `${2025 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-15`;
});
const anyAsset = fc
  .record({
    acquiredOn: anyMonth,
    costMinor: fc.bigInt({ min: 1n, max: 10n ** 12n }),
    residual: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    usefulLifeMonths: fc.integer({ min: 1, max: 240 }),
    method: fc.constantFrom('straight-line', 'declining', 'immediate', 'pool', 'digital', 'electric-vehicle'),
    start: fc.integer({ min: 1, max: 12 }).map((month) => `${String(month).padStart(2, '0')}-01`),
    rate: fc.integer({ min: 1, max: 3000 }),
  })
  .map(({ residual, start, rate, ...one }) => ({
    one: asset({
      ...one,
      method: one.method as ValuedAsset['method'],
      residualMinor: residual % (one.costMinor + 1n),
      ...(one.method === 'declining' ? { ratePercentTimes100: rate } : {}),
    }),
    of: fiscalCalendar(start),
  }));

describe('for any method, life and day', () => {
  it('the plan adds up to cost less residual value, and no month is negative', () => {
    fc.assert(
      fc.property(anyAsset, ({ one, of }) => {
        const rows = planByMonth(one, of);
        const sum = rows.reduce((total, row) => total + row.depreciationMinor, 0n);
        expect(sum).toBe(one.costMinor - one.residualMinor);
        expect(
          rows.every((row) => row.depreciationMinor >= 0n && row.bookValueMinor >= one.residualMinor),
        ).toBe(true);
        expect(rows.at(-1)?.bookValueMinor).toBe(one.residualMinor);
      }),
      { numRuns: 100 },
    );
  });

  it('declining is never below straight-line over what is left', () => {
    fc.assert(
      fc.property(anyAsset, ({ one, of }) => {
        const declining = { ...one, method: 'declining' as const, ratePercentTimes100: 2000 };
        let book = declining.costMinor;
        let months = declining.usefulLifeMonths ?? 0;
        for (const row of planByYear(declining, of)) {
          const first =
            row.from > declining.acquiredOn.slice(0, 7) ? row.from : declining.acquiredOn.slice(0, 7);
          const n = Math.min(
            (Number(row.to.slice(0, 4)) - Number(first.slice(0, 4))) * 12 +
              Number(row.to.slice(5)) -
              Number(first.slice(5)) +
              1,
            months,
          );
          if (n <= 0) break;
          const linear = ((book - declining.residualMinor) * BigInt(n)) / BigInt(months);
          expect(row.depreciationMinor).toBeGreaterThanOrEqual(linear - 1n);
          book = row.bookValueMinor;
          months -= n;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('events keep the book value between zero and cost, and a disposal empties it', () => {
    const anyEvents = fc.array(
      fc.record({
        kind: fc.constantFrom('subsequent-cost', 'impairment', 'part'),
        months: fc.integer({ min: 0, max: 30 }),
        share: fc.integer({ min: 1, max: 99 }),
      }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(anyAsset, anyEvents, ({ one, of }, wishes) => {
        let with_ = one;
        const at = (months: number) => {
          const index =
            Number(one.acquiredOn.slice(0, 4)) * 12 + Number(one.acquiredOn.slice(5, 7)) - 1 + months;
          return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-20`;
        };
        for (const { kind, months, share } of [...wishes].sort((a, b) => a.months - b.months)) {
          const date = at(months);
          const { costMinor, accumulatedMinor } = valueAsset(with_, of, date.slice(0, 7));
          const book = costMinor - accumulatedMinor - one.residualMinor;
          const amountMinor = (book * BigInt(share)) / 100n;
          const part = (costMinor * BigInt(share)) / 100n;
          const id = `e${with_.events.length}`;
          const event: AssetEvent | undefined =
            kind === 'subsequent-cost'
              ? { id, kind, date, amountMinor: BigInt(share) * 100n, remainingLifeMonths: 12 }
              : kind === 'impairment' && amountMinor > 0n
                ? { id, kind, date, amountMinor }
                : kind === 'part' && part > 0n && part < costMinor && one.residualMinor === 0n
                  ? { id, kind: 'disposal', date, proceedsMinor: 0n, costMinor: part }
                  : undefined;
          if (event) with_ = { ...with_, events: [...with_.events, event] };
        }
        for (const row of planByMonth(with_, of)) {
          expect(row.depreciationMinor >= 0n && row.bookValueMinor >= 0n).toBe(true);
          expect(row.bookValueMinor <= row.costMinor).toBe(true);
        }
        if (one.method === 'pool') return;
        const gone: AssetEvent = { id: 'gone', kind: 'disposal', date: at(31), proceedsMinor: 5n };
        const sold = { ...with_, events: [...with_.events, gone] };
        const { costMinor, accumulatedMinor, gone: left } = valueAsset(sold, of, horizonOf(sold, of));
        expect([costMinor, accumulatedMinor, left]).toEqual([0n, 0n, true]);
      }),
      { numRuns: 60 },
    );
  });
});
