import { addDays, utcDay } from '../../../shared/kernel/calendar-date.ts';
import type { ReconciliationStore } from '../store/reconciliations.ts';
import type { CreditReplayRow } from '../table.ts';
import { MAX_LOOKED_AT, type ReplayDeps, type Replayed, replayPast } from './look-back.ts';

export interface ReplayCompanyDeps extends ReplayDeps {
  readonly reconciliations: Pick<ReconciliationStore, 'loadReplay' | 'saveReplay'>;
}

/** Nights that were missed are made up for, as many as these. */
const MAX_DAYS = 31;
const MAX_NAMED = 50;

/**
 * Replays what was decided yesterday, and since the last replay where a night was missed, and keeps what it found.
 * @returns undefined where nothing has been decided
 */
export async function replayCompany(
  deps: ReplayCompanyDeps,
  company: string,
  now: Date,
): Promise<CreditReplayRow | undefined> {
  const last = await deps.reconciliations.loadReplay(company);
  const to = addDays(utcDay(now), -1);
  const missed = last ? addDays(last.to, 1) : to;
  const earliest = addDays(to, 1 - MAX_DAYS);
  const from = missed < earliest ? earliest : missed;
  if (from > to) return undefined;
  let decisions = 0;
  const different = new Map<string, Replayed['different'][number]>();
  let differentCount = 0;
  let after: Replayed['next'];
  do {
    const page = await replayPast(deps, { company, from, to, limit: MAX_LOOKED_AT, after });
    decisions += page.decisions;
    differentCount += page.differentCount;
    for (const one of page.different) different.set(one.checkId, one);
    after = page.next;
  } while (after);
  if (decisions === 0) return undefined;
  const named = [...different.values()].slice(0, MAX_NAMED);
  const row: CreditReplayRow = {
    company, at: now.toISOString(), from, to, decisions, differentCount,
    different: named.map((one) => ({ ...one, differences: [...one.differences] })),
  }; // biome-ignore format: a record
  await deps.reconciliations.saveReplay(row);
  return row;
}
