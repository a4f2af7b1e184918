import { unpackRows } from '../domain/portfolio/pack-rows.ts';
import type { PortfolioRow } from '../domain/portfolio/portfolio-row.ts';
import type { ReportNote } from '../domain/portfolio/report.ts';
import { refuse } from '../errors.ts';
import type { PortfolioReader } from '../reader/portfolio.ts';
import type { CreditSnapshotRow } from '../table.ts';
import { type LivePortfolioDeps, livePortfolio } from './live-portfolio.ts';

export interface ReadPortfolioDeps extends LivePortfolioDeps {
  readonly portfolio: LivePortfolioDeps['portfolio'] &
    Pick<PortfolioReader, 'loadSnapshot' | 'snapshotsAround' | 'snapshotParts'>;
}

/** What rows of the portfolio rest on. */
export type PortfolioBasis =
  | { readonly kind: 'live'; readonly at: string }
  | { readonly kind: 'snapshot'; readonly from: string; readonly to: string };

export interface Portfolio {
  readonly rows: readonly PortfolioRow[];
  readonly basis: PortfolioBasis;
  /** The day that the rows are of: another than asked for where today would have taken too long. */
  readonly asOf: string;
  readonly notes: readonly ReportNote[];
}

export interface ReportMoment {
  readonly at: Date;
  readonly today: string;
  /** @throws credit.report-too-long */
  readonly assertTime: () => void;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** What reading customers as they stand now may take, of the 24 seconds; a snapshot and the sums need some, too. */
const LIVE_SECONDS = 14;
/** Read first, to learn the speed before much time is gone; fewer customers than these tell nothing. */
const FIRST_ROWS = 500;
/** What is read first opens connections and runs cold: it tells only where it is this many times too slow. */
const FIRST_DOUBT = 3;

/**
 * All customers as of a day: today as they stand now, on a past day as the snapshot of that day has them. Class, limit
 * and reservations of the past are known from nowhere else, so a day without a snapshot is refused, and the days around it
 * that have one are named. Where today would take too long, it is the newest snapshot, and a note says so.
 * @throws credit.no-snapshot, credit.report-too-long
 */
export async function readPortfolio(
  deps: ReadPortfolioDeps,
  company: string,
  asOf: string,
  now: ReportMoment,
): Promise<Portfolio> {
  if (asOf === now.today) return readToday(deps, company, now);
  const snapshot = await deps.portfolio.loadSnapshot(company, asOf);
  if (snapshot?.state !== 'done') throw await noSnapshot(deps, company, asOf, snapshot !== undefined);
  return readSnapshot(deps, snapshot, now);
}

async function readSnapshot(
  { portfolio }: ReadPortfolioDeps,
  { company, day, beganAt, endedAt = beganAt }: CreditSnapshotRow,
  { assertTime }: ReportMoment,
): Promise<Portfolio> {
  const rows: PortfolioRow[] = [];
  for await (const { content } of portfolio.snapshotParts(company, day)) {
    assertTime();
    for (const row of unpackRows(content)) rows.push(row);
  }
  return { rows, basis: { kind: 'snapshot', from: beganAt, to: endedAt }, asOf: day, notes: [] };
}

/** As long as it takes, where there is no snapshot to fall back to; it is not waited for what is seen to take too long. */
async function readToday(deps: ReadPortfolioDeps, company: string, now: ReportMoment): Promise<Portfolio> {
  const { before: day } = await deps.portfolio.snapshotsAround(company, now.today);
  const newest = day === undefined ? undefined : await deps.portfolio.loadSnapshot(company, day);
  const from = now.clock();
  const rows: PortfolioRow[] = [];
  for await (const some of livePortfolio(deps, company, now.today, undefined, FIRST_ROWS)) {
    now.assertTime();
    for (const row of some) rows.push(row);
    if (newest && isTooSlow(now.clock() - from, rows.length, newest.customers)) {
      const { notes, ...portfolio } = await readSnapshot(deps, newest, now);
      return { ...portfolio, notes: [...notes, 'newest-snapshot'] };
    }
  }
  return { rows, basis: { kind: 'live', at: now.at.toISOString() }, asOf: now.today, notes: [] };
}

/** Whether all customers, as many as in the evening, would take longer than there is time, at the speed of those read. */
function isTooSlow(milliseconds: number, read: number, customers: number): boolean {
  const all = Math.max(customers, read);
  if (read < FIRST_ROWS) return false;
  const doubt = read === FIRST_ROWS ? FIRST_DOUBT : 1;
  return (milliseconds / read) * all > LIVE_SECONDS * 1_000 * doubt;
}

async function noSnapshot(
  { portfolio }: ReadPortfolioDeps,
  company: string,
  asOf: string,
  isUnfinished: boolean,
) {
  const { before, after } = await portfolio.snapshotsAround(company, asOf);
  const around = [before, after].filter((day) => day !== undefined);
  const what = isUnfinished
    ? `The snapshot of ${asOf} was not finished.`
    : `No snapshot was taken on ${asOf}.`;
  const others =
    around.length > 0 ? ` There is one of ${around.join(' and of ')}.` : ' There is none at all.';
  return refuse('credit.no-snapshot', what + others, { extra: { asOf, before, after } });
}
