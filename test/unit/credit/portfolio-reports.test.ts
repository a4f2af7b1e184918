import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPONENTS, includedMinor, NO_EXPOSURE } from '../../../functions/credit/domain/components.ts';
import { agedDebtorOf, ageingOf } from '../../../functions/credit/domain/portfolio/aged-debtor.ts';
import { ageingReport, overdueReport } from '../../../functions/credit/domain/portfolio/ageing-report.ts';
import {
  concentrationReport,
  OTHERS,
} from '../../../functions/credit/domain/portfolio/concentration-report.ts';
import { dsoReport } from '../../../functions/credit/domain/portfolio/dso-report.ts';
import { exposureReport } from '../../../functions/credit/domain/portfolio/exposure-report.ts';
import { limitUseReport, useBand } from '../../../functions/credit/domain/portfolio/limit-use-report.ts';
import { lossRatesOn } from '../../../functions/credit/domain/portfolio/loss-rates.ts';
import { migrationReport } from '../../../functions/credit/domain/portfolio/migration-report.ts';
import { packRows, ROWS_OF_PART, unpackRows } from '../../../functions/credit/domain/portfolio/pack-rows.ts';
import { NOTHING_OPEN, type PortfolioRow } from '../../../functions/credit/domain/portfolio/portfolio-row.ts';
import { lossRatesProblems } from '../../../functions/credit/domain/portfolio/read-loss-rates.ts';
import {
  type PortfolioReport,
  percentOf,
  totalsOf,
} from '../../../functions/credit/domain/portfolio/report.ts';
import { reportCsv } from '../../../functions/credit/domain/portfolio/report-csv.ts';
import { snapshotSlot } from '../../../functions/credit/domain/portfolio/snapshot-day.ts';

const minor = fc.bigInt({ min: 0n, max: 10n ** 12n });
const customerId = fc.stringMatching(/^[a-z][a-z0-9:._-]{0,8}$/);

const row: fc.Arbitrary<PortfolioRow> = fc
  .record({
    customer: customerId,
    riskClass: fc.option(fc.constantFrom('A', 'B', 'C9', 'D'), { nil: undefined }),
    limitMinor: fc.option(minor, { nil: undefined }),
    components: fc.record({
      openItems: minor, deliveries: minor, reserved: minor, unbilled: minor, prepayments: minor,
    }), // biome-ignore format: a record
    counts: fc.boolean(),
    ageing: fc.record({ notDue: minor, '1-30': minor, '31-60': minor, '61-90': minor, over90: minor }),
    oldestOverdueDays: fc.integer({ min: 0, max: 4_000 }),
  })
  .map(({ counts, riskClass, limitMinor, ...one }) => ({
    ...one,
    root: one.customer,
    ...(riskClass === undefined ? {} : { riskClass }),
    ...(limitMinor === undefined ? {} : { limitMinor }),
    exposureMinor: includedMinor(one.components, { reserved: { include: counts } }),
  }));
const rows = fc.uniqueArray(row, { selector: ({ customer }) => customer, maxLength: 30 });

const RATES = {
  validFrom: '2026-01-01',
  classes: { A: { pd: '0.002', lgd: '0.45' }, B: { pd: '0.01', lgd: '1' } },
};

/** Every figure is the sum of the customers behind it, and every total that of the figures. */
function assertAddsUp(
  { columns, lines, totals, customers, customerColumns }: PortfolioReport,
  parted = true,
) {
  for (const { name, adds, kind } of columns) {
    if (!adds) continue;
    expect(totals[name]).toEqual(totalsOf(columns, lines)[name]);
    const behind = customerColumns.find((column) => column.name === name && column.adds);
    if (kind !== 'amount' || !behind || !parted) continue;
    for (const line of lines) {
      const own = customers.filter(({ of }) => of.includes(line.key));
      expect(line.cells[name] ?? 0n).toBe(totalsOf([behind], own)[name]);
    }
  }
  for (const { of } of customers) for (const key of of) expect(lines.map((line) => line.key)).toContain(key);
}

describe('reports', () => {
  it('add up: customers to figures, figures to totals', () => {
    fc.assert(
      fc.property(rows, rows, (now, before) => {
        const debtors = now.map(agedDebtorOf);
        for (const report of [
          exposureReport(now, RATES),
          exposureReport(now, undefined),
          overdueReport(debtors),
          concentrationReport(now),
          limitUseReport(now),
          migrationReport(before, now),
        ])
          assertAddsUp(report);
        assertAddsUp(ageingReport(debtors), false);
      }),
      { numRuns: 60 },
    );
  });

  it('lose nobody: every customer stands behind exactly one figure', () => {
    fc.assert(
      fc.property(rows, rows, (now, before) => {
        const [exposure, use] = [exposureReport(now, RATES), limitUseReport(now)];
        for (const { customers } of [exposure, use]) {
          expect(customers).toHaveLength(now.length);
          expect(customers.every(({ of }) => of.length === 1)).toBe(true);
        }
        const all = new Set([...now, ...before].map(({ customer }) => customer));
        expect(migrationReport(before, now).customers).toHaveLength(all.size);
      }),
      { numRuns: 40 },
    );
  });

  it('exposure is its parts less what does not count', () => {
    fc.assert(
      fc.property(rows, (now) => {
        for (const { cells } of exposureReport(now, RATES).lines) {
          const of = (name: string) => cells[name] as bigint;
          const parts = COMPONENTS.reduce(
            (sum, name) => sum + (name === 'prepayments' ? -of(name) : of(name)),
            0n,
          );
          expect(parts - of('notCounted')).toBe(of('exposure'));
        }
      }),
      { numRuns: 40 },
    );
  });
});

const plain = (customer: string, openItems: bigint, more: Partial<PortfolioRow> = {}): PortfolioRow => ({
  customer,
  root: customer,
  exposureMinor: openItems,
  components: { ...NO_EXPOSURE, openItems },
  ageing: { ...NOTHING_OPEN, notDue: openItems },
  oldestOverdueDays: 0,
  ...more,
});

describe('expected loss', () => {
  it('is PD times LGD times exposure, and has no total while a class that owes has no rates', () => {
    const [a, b] = [plain('a', 3_000_000_000n, { riskClass: 'B' }), plain('b', 100n, { riskClass: 'Z' })];
    const rates = { validFrom: '2026-01-01', classes: { B: { pd: '0.04', lgd: '0.40' } } };
    const whole = exposureReport([a], rates);
    expect(whole.totals.expectedLoss).toBe(48_000_000n);
    expect(whole.notes).toEqual([]);
    const parted = exposureReport([a, b], rates);
    expect(parted.lines[0]?.cells.expectedLoss).toBe(48_000_000n);
    expect(parted.totals.expectedLoss).toBeUndefined();
    expect(parted.notes).toEqual(['classes-without-rates']);
    expect(exposureReport([a], undefined)).toMatchObject({
      notes: ['no-loss-rates'],
      totals: { exposure: 3_000_000_000n },
    });
  });

  it('takes those who have paid in advance for nothing owed, not for a gain', () => {
    const ahead = plain('a', 0n, { riskClass: 'A', exposureMinor: -500n });
    expect(exposureReport([ahead], RATES).totals.expectedLoss).toBe(0n);
  });

  it('goes by the last version that holds on the day', () => {
    const versions = [
      { validFrom: '2026-01-01', classes: {} },
      { validFrom: '2024-01-01', classes: {} },
    ];
    expect(lossRatesOn(versions, '2025-12-31')?.validFrom).toBe('2024-01-01');
    expect(lossRatesOn(versions, '2026-01-01')?.validFrom).toBe('2026-01-01');
    expect(lossRatesOn(versions, '2023-12-31')).toBeUndefined();
  });

  it('refuses rates that are no shares, each with its place', () => {
    const problems = lossRatesProblems({ A: { pd: '4', lgd: '0,4' }, B: { pd: '0.1', lgd: '-1' } });
    expect(problems.map(({ pointer }) => pointer)).toEqual([
      '/classes/A/pd',
      '/classes/A/lgd',
      '/classes/B/lgd',
    ]);
    expect(lossRatesProblems({})).toHaveLength(1);
  });
});

describe('use of limits', () => {
  it('tells none from zero, and takes a bound for the lower band', () => {
    const band = (used: bigint, limitMinor?: bigint) =>
      useBand(plain('a', used, limitMinor === undefined ? {} : { limitMinor }));
    expect(band(1n)).toBe('noLimit');
    expect(band(1n, 0n)).toBe('over100');
    expect(band(0n, 0n)).toBe('unused');
    expect([band(50n, 100n), band(51n, 100n), band(80n, 100n), band(100n, 100n), band(101n, 100n)]).toEqual([
      'to50', 'to80', 'to80', 'to100', 'over100',
    ]); // biome-ignore format: a record
  });

  it('holds what a whole group uses against the limit of its head, and counts exposure once', () => {
    const head = plain('h', 10n, { limitMinor: 100n, groupMinor: 120n });
    const report = limitUseReport([head, plain('m', 110n, { root: 'h' })]);
    expect(report.totals).toMatchObject({ exposure: 120n, excess: 20n });
    expect(report.customers[0]).toMatchObject({ customer: 'h', cells: { used: 120n, use: '120' } });
  });
});

describe('concentration', () => {
  it('has the published figures, and takes a group for one debtor', () => {
    const report = concentrationReport([30n, 30n, 20n, 20n].map((owed, at) => plain(`k${at}`, owed)));
    expect(report.totals).toMatchObject({ hhi: '2600', debtors: 4, largestShare: '30' });
    const grouped = concentrationReport([plain('a', 30n), plain('b', 70n, { root: 'a' }), plain('c', 100n)]);
    expect(grouped.totals).toMatchObject({ hhi: '5000', debtors: 2, customers: 3 });
    expect(grouped.customers.filter(({ of }) => of[0] === 'a')).toHaveLength(2);
  });

  it('names ten, and the rest is one line that no id can be taken for', () => {
    const report = concentrationReport(
      Array.from({ length: 13 }, (_, at) => plain(`k${at}`, BigInt(100 - at))),
    );
    expect(report.lines).toHaveLength(11);
    expect(report.lines.at(-1)).toMatchObject({ key: OTHERS, cells: { customers: 3 } });
  });

  it('has no figure where nobody owes anything', () => {
    expect(concentrationReport([plain('a', 0n)])).toMatchObject({ notes: ['nothing-owed'], customers: [] });
  });
});

describe('days sales outstanding', () => {
  const month = (name: string, sold: bigint, days = 30) => ({ month: name, days, minor: sold });
  const debtor = (owed: bigint, creditsMinor = 0n) => [
    { customer: 'a', ageing: { ...NOTHING_OPEN, notDue: owed }, creditsMinor, oldestOverdueDays: 0 },
  ];
  const SALES = [month('2026-12', 10_000_000n), month('2026-11', 8_000_000n), month('2026-10', 7_000_000n)];

  it('has the published figure, credits taken off', () => {
    const report = dsoReport(debtor(21_300_000n, 100_000n), SALES, '2026-12-31');
    expect(report.totals).toMatchObject({ dso: '73.71', balance: 21_200_000n, receivables: 21_200_000n });
    expect(report.lines.map(({ cells }) => cells.receivables)).toEqual([10_000_000n, 8_000_000n, 3_200_000n]);
  });

  it('is none where sales do not reach back, and says so', () => {
    const report = dsoReport(debtor(30_000_000n), SALES, '2026-12-31');
    expect(report.totals.dso).toBeUndefined();
    expect(report.notes).toEqual(['sales-too-short']);
  });

  it('counts a month of credit notes as one without sales', () => {
    const report = dsoReport(debtor(100n), [month('2026-12', -5n, 31), month('2026-11', 100n)], '2026-12-31');
    expect(report).toMatchObject({ notes: ['negative-month'], totals: { dso: '61.00' } });
  });

  it('owes nothing in no days', () => {
    expect(dsoReport([], SALES, '2026-12-31')).toMatchObject({
      notes: ['nothing-owed'],
      totals: { dso: '0.00' },
    });
  });
});

describe('debtors as of a day', () => {
  const item = (id: string, amountMinor: bigint, dueDate: string, version = 1, clearings: unknown[] = []) =>
    ({
      id,
      account: '10000',
      entryId: id,
      date: '2026-01-01',
      dueDate,
      text: '',
      amountMinor,
      version,
      clearings,
    }) as Parameters<ReturnType<typeof ageingOf>['add']>[0];

  it('takes of an item that comes twice the newest version, in either order', () => {
    const old = item('1', 100n, '2026-01-31');
    const paid = item('1', 100n, '2026-01-31', 2, [{ id: 'c', on: '2026-02-01', amountMinor: 100n }]);
    for (const some of [
      [old, paid],
      [paid, old],
    ]) {
      const ageing = ageingOf('2026-02-15');
      for (const one of some) ageing.add(one);
      expect(ageing.debtors().size).toBe(0);
    }
    const before = ageingOf('2026-01-31');
    before.add(paid);
    expect(before.debtors().get('10000')).toMatchObject({ ageing: { notDue: 100n } });
  });

  it('keeps credits apart from what is owed', () => {
    const ageing = ageingOf('2026-03-05');
    ageing.add(item('1', 100n, '2026-01-31'));
    ageing.add(item('2', -30n, '2026-01-01'));
    expect(ageing.debtors().get('10000')).toEqual({
      ageing: { ...NOTHING_OPEN, '31-60': 100n },
      creditsMinor: 30n,
      oldestOverdueDays: 33,
    });
    const report = ageingReport([...ageing.debtors()].map(([customer, one]) => ({ customer, ...one })));
    expect(report.totals.open).toBe(70n);
  });
});

describe('snapshots', () => {
  it('give back what was put in', () => {
    fc.assert(
      fc.property(rows, (some) => {
        expect(unpackRows(packRows(some))).toEqual(some);
      }),
      { numRuns: 40 },
    );
    const grouped = plain('m', 5n, { root: 'h', groupMinor: 0n, limitMinor: 0n });
    expect(unpackRows(packRows([grouped]))).toEqual([grouped]);
  });

  it('fit into an item, however much is owed', () => {
    const big = 10n ** 15n - 1n;
    const some = Array.from({ length: ROWS_OF_PART }, (_, at) => {
      // No two alike, so that nothing is won by repeating.
      const odd = (salt: bigint) => big - BigInt(at) * 7_919_777_777n * salt;
      return plain(`customer-with-a-rather-long-id-of-its-own-${at}`, odd(1n), {
        root: `head-${at * 7}`,
        limitMinor: odd(2n),
        groupMinor: odd(3n),
        components: {
          openItems: odd(4n),
          deliveries: odd(5n),
          reserved: odd(6n),
          unbilled: odd(7n),
          prepayments: odd(8n),
        },
        ageing: { notDue: odd(9n), '1-30': odd(10n), '31-60': odd(11n), '61-90': odd(12n), over90: odd(13n) },
      });
    });
    expect(packRows(some).length).toBeLessThan(350_000);
  });

  it('are begun in the evening only, and finished until the morning', () => {
    const at = (time: string) => snapshotSlot(new Date(`2026-06-15T${time}:00.000Z`));
    expect(at('23:45')).toEqual({ day: '2026-06-15', mayBegin: true });
    expect(at('00:45')).toEqual({ day: '2026-06-14', mayBegin: false });
    expect(at('12:00')).toBeUndefined();
  });
});

describe('CSV', () => {
  const frame = { asOf: '2026-12-31', currency: 'EUR', language: 'de' } as const;

  it('has figures, total and customers, with commas and without grouping', () => {
    const text = [
      ...reportCsv(
        exposureReport([plain('k-1', 123_456_789n, { riskClass: 'A' })], RATES),
        frame,
        () => 'Müller; KG',
      ),
    ].join('');
    expect(text).toContain('Obligo und erwarteter Verlust nach Klassen;31.12.2026;EUR\r\n');
    expect(text).toContain('A;1;1234567,89;');
    expect(text).toContain('k-1;"Müller; KG";A;1234567,89;');
  });

  it('runs no formula, whatever a name says', () => {
    const text = [...reportCsv(limitUseReport([plain('k-1', 1n)]), frame, () => '=HYPERLINK("x")')].join('');
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
  });
});

it('percentages are rounded half away from zero, and of nothing there is none', () => {
  expect(percentOf(1n, 3n)).toBe('33.33');
  expect(percentOf(-5n, 1_000n)).toBe('-0.5');
  expect(percentOf(1n, 8n)).toBe('12.5');
  expect(percentOf(1n, 0n)).toBeUndefined();
});
