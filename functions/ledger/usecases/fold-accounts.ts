import { type AccountPeriod, emptyAccountPeriod, foldRows, type Touch, touchKey } from '../domain/fold.ts';
import type { LedgerReader } from '../reader.ts';
import type { FoldedAccount, LedgerStore } from '../store.ts';

export interface FoldAccountsDeps {
  readonly reader: Pick<LedgerReader, 'loadAccountPeriods'>;
  readonly store: Pick<LedgerStore, 'saveAccounts'>;
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
  const [size, writers] =
    touches.length <= FEW_ACCOUNTS ? [1, SINGLE_WRITERS] : [ACCOUNTS_TOGETHER, GROUP_WRITERS];
  let next = 0;
  async function work(): Promise<void> {
    while (next < touches.length) {
      const group = touches.slice(next, next + size);
      next += size;
      let states = await load(group);
      await deps.retryWhileContended(async (attempt) => {
        if (attempt > 1) states = await load(group);
        await deps.store.saveAccounts(company, fiscalYear, foldGroup(group, states));
      });
    }
  }
  const load = (group: readonly Touch[]) => deps.reader.loadAccountPeriods(company, fiscalYear, group);
  await Promise.all(Array.from({ length: Math.min(writers, touches.length) }, work));
}

function foldGroup(touches: readonly Touch[], states: readonly AccountPeriod[]): FoldedAccount[] {
  const known = new Map(states.map((state) => [touchKey(state.account, state.period), state]));
  return touches.flatMap(({ account, period, rows }) => {
    const before = known.get(touchKey(account, period)) ?? emptyAccountPeriod(account, period);
    const unfolded = rows.filter(([number]) => number > before.through);
    return unfolded.length > 0 ? [{ before, ...foldRows(before, unfolded) }] : [];
  });
}
