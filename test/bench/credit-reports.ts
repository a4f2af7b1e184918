import { composeReports } from '../../functions/credit/compose-reports.ts';
import { portfolioStore } from '../../functions/credit/store/portfolio.ts';
import { type ReadPortfolioDeps, readPortfolio } from '../../functions/credit/usecases/read-portfolio.ts';
import { takeSnapshot } from '../../functions/credit/usecases/take-snapshot.ts';
import { openTable } from '../../shared/table/table.ts';
import { type Bench, type BenchResult, entriesWanted } from './bench.ts';
import { COMPANY, fillCustomers, NOW } from './credit-customers.ts';
import { withEngine } from './open-engine.ts';

const CUSTOMERS = entriesWanted(5_000);
/** As many customers as reports are made for. */
const MEANT = 50_000;
const TARGET_SECONDS = 24;
const YESTERDAY = '2026-06-14';
const TODAY = '2026-06-15';

/**
 * One reading of all customers, in real seconds.
 * @param speed of the clock that the reading goes by: a fast one makes it believe that it takes too long
 */
async function timed(deps: ReadPortfolioDeps, asOf: string, speed = 1) {
  const began = Date.now();
  const clock = () => began + (Date.now() - began) * speed;
  const now = { at: NOW, today: TODAY, clock, assertTime: () => {} };
  const portfolio = await readPortfolio(deps, COMPANY, asOf, now);
  return { asOf: portfolio.asOf, seconds: (Date.now() - began) / 1_000 };
}

async function run(): Promise<BenchResult> {
  return withEngine(async (connect) => {
    const table = openTable(connect());
    await fillCustomers(table, CUSTOMERS);
    const deps = { ...composeReports(table), snapshots: portfolioStore(table) };
    const live = await timed(deps, TODAY);
    await takeSnapshot(deps, COMPANY, { day: YESTERDAY, mayBegin: true }, () => new Date());
    const snapshot = await timed(deps, YESTERDAY);
    const fallback = await timed(deps, TODAY, 1_000);
    // Until it gives up it reads one page, whatever there is; the snapshot and all customers grow with their number.
    const growth = MEANT / CUSTOMERS;
    const meant = fallback.seconds - snapshot.seconds + snapshot.seconds * growth;
    const row = (what: string, { asOf, seconds }: typeof live, projected: number) => ({
      what,
      asOf,
      seconds: Number(seconds.toFixed(2)),
      [`secondsOf${MEANT}`]: Number(projected.toFixed(1)),
    });
    const rows = [
      row('today, as everything stands', live, live.seconds * growth),
      row('a day with a snapshot', snapshot, snapshot.seconds * growth),
      row('today, given up for the snapshot', fallback, meant),
    ];
    const isMissed = meant > TARGET_SECONDS || fallback.asOf !== YESTERDAY;
    const missed = isMissed
      ? [`the way to the snapshot takes ${meant.toFixed(1)} s, not ${TARGET_SECONDS}`]
      : [];
    return { rows, missed };
  });
}

export const creditReports: Bench = {
  name: 'credit-reports',
  about: `all customers of a report, ${CUSTOMERS} of them, and as long as ${MEANT} would take`,
  run,
};
