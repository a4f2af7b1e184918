import type { Retry } from '../../../shared/table/failures.ts';
import { packRows } from '../domain/portfolio/pack-rows.ts';
import type { SnapshotSlot } from '../domain/portfolio/snapshot-day.ts';
import type { PortfolioReader } from '../reader/portfolio.ts';
import type { PortfolioStore } from '../store/portfolio.ts';
import type { CreditSnapshotRow } from '../table.ts';
import { type LivePortfolioDeps, livePortfolio } from './live-portfolio.ts';

export interface TakeSnapshotDeps extends LivePortfolioDeps {
  readonly portfolio: LivePortfolioDeps['portfolio'] & Pick<PortfolioReader, 'loadSnapshot'>;
  readonly snapshots: Pick<PortfolioStore, 'addPart' | 'endSnapshot'>;
  readonly retryWhileContended: Retry;
}

/**
 * Takes the snapshot of a day, or what is left of it: a run that was killed is continued behind the last customer that it
 * took. One that is done stays as it is. A company without credit profiles has none.
 * @param clock read as the snapshot goes on, which takes minutes with many customers
 */
export function takeSnapshot(
  deps: TakeSnapshotDeps,
  company: string,
  { day, mayBegin }: SnapshotSlot,
  clock: () => Date,
): Promise<CreditSnapshotRow | undefined> {
  return deps.retryWhileContended(async () => {
    let seen = await deps.portfolio.loadSnapshot(company, day);
    if (seen?.state === 'done' || (!seen && !mayBegin)) return seen;
    for await (const rows of livePortfolio(deps, company, day, seen?.after)) {
      const next: CreditSnapshotRow = {
        company,
        day,
        state: 'running',
        parts: (seen?.parts ?? 0) + 1,
        customers: (seen?.customers ?? 0) + rows.length,
        after: rows.at(-1)?.customer,
        beganAt: seen?.beganAt ?? clock().toISOString(),
        version: (seen?.version ?? 0) + 1,
      };
      await deps.snapshots.addPart(seen, next, packRows(rows));
      seen = next;
    }
    if (!seen) return undefined;
    const endedAt = clock().toISOString();
    const done: CreditSnapshotRow = { ...seen, state: 'done', endedAt, version: seen.version + 1 };
    await deps.snapshots.endSnapshot(seen, done);
    return done;
  });
}
