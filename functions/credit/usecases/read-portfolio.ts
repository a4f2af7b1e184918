import { unpackRows } from '../domain/portfolio/pack-rows.ts';
import type { PortfolioRow } from '../domain/portfolio/portfolio-row.ts';
import { refuse } from '../errors.ts';
import type { PortfolioReader } from '../reader/portfolio.ts';
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
}

/**
 * All customers as of a day: today as they stand now, on a past day as the snapshot of that day has them. Class, limit
 * and reservations of the past are known from nowhere else, so a day without a snapshot is refused, and the days around it
 * that have one are named. @throws credit.no-snapshot, credit.report-too-long
 */
export async function readPortfolio(
  deps: ReadPortfolioDeps,
  company: string,
  asOf: string,
  now: { readonly at: Date; readonly today: string; readonly assertTime: () => void },
): Promise<Portfolio> {
  const rows: PortfolioRow[] = [];
  const take = (some: readonly PortfolioRow[]) => {
    now.assertTime();
    for (const row of some) rows.push(row);
  };
  if (asOf === now.today) {
    for await (const some of livePortfolio(deps, company, asOf)) take(some);
    return { rows, basis: { kind: 'live', at: now.at.toISOString() } };
  }
  const snapshot = await deps.portfolio.loadSnapshot(company, asOf);
  if (snapshot?.state !== 'done') throw await noSnapshot(deps, company, asOf, snapshot !== undefined);
  for await (const { content } of deps.portfolio.snapshotParts(company, asOf)) take(unpackRows(content));
  const { beganAt, endedAt = beganAt } = snapshot;
  return { rows, basis: { kind: 'snapshot', from: beganAt, to: endedAt } };
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
