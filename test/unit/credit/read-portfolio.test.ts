import { describe, expect, it } from 'vitest';
import { NO_EXPOSURE } from '../../../functions/credit/domain/components.ts';
import { packRows } from '../../../functions/credit/domain/portfolio/pack-rows.ts';
import { NOTHING_OPEN } from '../../../functions/credit/domain/portfolio/portfolio-row.ts';
import { type ReadPortfolioDeps, readPortfolio } from '../../../functions/credit/usecases/read-portfolio.ts';

const COMPANY = 'acme';
const TODAY = '2026-06-15';
const AT = '2026-06-14T23:45:00.000Z';
const MINUTES = { beganAt: AT, endedAt: '2026-06-14T23:46:00.000Z' };

const profile = (customer: string) => ({
  company: COMPANY, customer, currency: 'EUR', root: customer, mustBeCovered: false, blocks: [], exposure: {},
  customerSince: '2020-01-01', terms: 1, version: 1, changedAt: AT, changedBy: 'x',
}); // biome-ignore format: a record
const counter = (root: string) => ({
  company: COMPANY, root, totalMinor: 0n, shared: { terms: 1 }, marks: {},
  members: { [root]: { exposureMinor: 0n, reservedMinor: 0n, terms: 1 } },
}); // biome-ignore format: a record

/** So many customers, each 2,000 taking so long, and what opens connections; a snapshot of yesterday unless there is none. */
function portfolioOf(
  customers: number,
  pageMilliseconds: number,
  snapshot: 'done' | undefined,
  coldMilliseconds = 0,
) {
  let now = 0;
  let pages = 0;
  const ids = Array.from({ length: customers }, (_, at) => `k-${String(at).padStart(6, '0')}`);
  const head = {
    company: COMPANY,
    day: '2026-06-14',
    state: 'done' as const,
    parts: 1,
    customers,
    version: 2,
    ...MINUTES,
  };
  const portfolio: ReadPortfolioDeps['portfolio'] = {
    profilesAfter: async (_, after, limit) => {
      now += (pageMilliseconds * limit) / 2_000 + (pages === 0 ? coldMilliseconds : 0);
      pages += 1;
      const start = after === undefined ? 0 : ids.indexOf(after) + 1;
      const items = ids.slice(start, start + limit).map(profile);
      return { items, next: start + limit < ids.length ? items.at(-1)?.customer : undefined };
    },
    loadCounters: async (_, roots) => new Map(roots.map((root) => [root, counter(root)])),
    loadExposures: async () => new Map(),
    loadSnapshot: async () => (snapshot ? head : undefined),
    snapshotsAround: async () => ({ before: snapshot && '2026-06-14', after: undefined }),
    snapshotParts: async function* () {
      const row = {
        customer: 'of-yesterday', root: 'of-yesterday', exposureMinor: 1n, components: NO_EXPOSURE, ageing: NOTHING_OPEN,
        oldestOverdueDays: 0,
      }; // biome-ignore format: a record
      yield { company: COMPANY, day: '2026-06-14', part: 1, content: packRows([row]) };
    },
  };
  const deps = { portfolio, reader: { loadProfile: async () => undefined } };
  const moment = {
    at: new Date(`${TODAY}T12:00:00.000Z`),
    today: TODAY,
    assertTime: () => {},
    clock: () => now,
  };
  return { read: () => readPortfolio(deps, COMPANY, TODAY, moment), pages: () => pages, now: () => now };
}

describe('the portfolio of today', () => {
  it('is read as it stands where that is fast enough', async () => {
    const { rows, basis, asOf, notes } = await portfolioOf(6_000, 1_500, 'done').read();
    expect([rows.length, basis.kind, asOf, notes]).toEqual([6_000, 'live', TODAY, []]);
  });

  it('is that of the newest snapshot, and says so, as soon as it is seen to take too long', async () => {
    const slow = portfolioOf(20_000, 4_000, 'done');
    const { rows, basis, asOf, notes } = await slow.read();
    expect(rows.map(({ customer }) => customer)).toEqual(['of-yesterday']);
    expect(basis).toEqual({ kind: 'snapshot', from: AT, to: MINUTES.endedAt });
    expect([asOf, notes]).toEqual(['2026-06-14', ['newest-snapshot']]);
    // The first 500, and the 2,000 that were under way.
    expect(slow.pages()).toBeLessThanOrEqual(3);
  });

  it('gives up after 500 customers where they are far too slow, not where only the start is', async () => {
    const hopeless = portfolioOf(50_000, 15_500, 'done');
    expect((await hopeless.read()).basis.kind).toBe('snapshot');
    expect(hopeless.pages()).toBeLessThanOrEqual(2);
    const cold = portfolioOf(20_000, 500, 'done', 300);
    expect((await cold.read()).basis.kind).toBe('live');
  });

  it('is read on without one, for as long as an answer may take', async () => {
    const { basis, asOf } = await portfolioOf(20_000, 4_000, undefined).read();
    expect([basis.kind, asOf]).toEqual(['live', TODAY]);
  });
});
