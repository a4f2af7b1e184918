import { type AccountPeriod, emptyAccountPeriod, foldRows, type Touch, touchKey } from '../domain/fold.ts';
import type { LedgerReader } from '../reader.ts';
import type { FoldedAccount, LedgerStore } from '../store.ts';

export interface FoldAccountsDeps {
  readonly reader: Pick<LedgerReader, 'loadAccountPeriods'>;
  readonly store: Pick<LedgerStore, 'saveAccounts' | 'partitionOf'>;
  readonly retryWhileContended: <T>(attempt: (number: number) => Promise<T>) => Promise<T>;
}

/**
 * Accounts are written one by one where a fold touches few of them: that takes half the write units. Where it touches
 * many, the number of calls is what takes the time, and some go together in a transaction.
 */
const FEW_ACCOUNTS = 64;
const ACCOUNTS_TOGETHER = 80;
/** Writes under way side by side. */
const SINGLE_WRITERS = 32;
const GROUP_WRITERS = 4;

/** Adds rows, sorted by account, to the sums and pages of a year. An account folded meanwhile is read again. */
export async function foldAccounts(
  deps: FoldAccountsDeps,
  company: string,
  fiscalYear: number,
  touches: readonly Touch[],
): Promise<void> {
  const load = (group: readonly Touch[]) => deps.reader.loadAccountPeriods(company, fiscalYear, group);
  async function foldGroup(group: readonly Touch[]): Promise<void> {
    let states = await load(group);
    await deps.retryWhileContended(async (attempt) => {
      if (attempt > 1) states = await load(group);
      await deps.store.saveAccounts(company, fiscalYear, foldTouches(group, states));
    });
  }
  const isFew = touches.length <= FEW_ACCOUNTS;
  const lanes = (isFew ? touches.map((touch) => [[touch]]) : lanesOf(deps, touches)).values();
  async function work(): Promise<void> {
    for (const lane of lanes) for (const group of lane) await foldGroup(group);
  }
  await Promise.all(Array.from({ length: isFew ? SINGLE_WRITERS : GROUP_WRITERS }, work));
}

/**
 * Groups for a transaction each, one lane for each partition of balances: transactions under way at the same time, of
 * this fold or of another, then either wait for each other or have nothing in common.
 */
function lanesOf({ store }: FoldAccountsDeps, touches: readonly Touch[]): (readonly Touch[])[][] {
  const byPartition = Map.groupBy(touches, ({ account }) => store.partitionOf(account));
  return [...byPartition.values()].map((lane) =>
    Array.from({ length: Math.ceil(lane.length / ACCOUNTS_TOGETHER) }, (_, at) =>
      lane.slice(at * ACCOUNTS_TOGETHER, (at + 1) * ACCOUNTS_TOGETHER),
    ),
  );
}

function foldTouches(touches: readonly Touch[], states: readonly AccountPeriod[]): FoldedAccount[] {
  const known = new Map(states.map((state) => [touchKey(state.account, state.period), state]));
  return touches.flatMap(({ account, period, rows }) => {
    const before = known.get(touchKey(account, period)) ?? emptyAccountPeriod(account, period);
    const unfolded = rows.filter(([number]) => number > before.through);
    return unfolded.length > 0 ? [{ before, ...foldRows(before, unfolded) }] : [];
  });
}
