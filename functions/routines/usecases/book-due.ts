import type { LedgerCompany } from '../../ledger/reader.ts';
import type { RoutinesReader } from '../reader.ts';
import { type ReleaseDeps, releaseAccrual } from './release-accrual.ts';
import { type RunRecurringDeps, runRecurring } from './run-recurring.ts';

export interface BookDueDeps extends RunRecurringDeps, ReleaseDeps {
  readonly reader: Pick<RoutinesReader, 'loadRecurring' | 'allRecurring' | 'loadAccrual' | 'activeAccruals'>;
  readonly store: RunRecurringDeps['store'] & ReleaseDeps['store'];
  /** Told of what failed through no refusal; the others are worked on all the same. */
  readonly onFailure: (company: string, error: unknown) => void;
}

/** Books everything of a company that is due up to today. */
export async function bookDue(deps: BookDueDeps, company: LedgerCompany, now: Date): Promise<void> {
  const posting = { company, postedAt: now.toISOString(), postedBy: 'schedule' };
  const today = posting.postedAt.slice(0, 10);
  for await (const { id, state } of deps.reader.allRecurring(company.id)) {
    if (state === 'paused') continue;
    try {
      await runRecurring(deps, posting, id, today);
    } catch (error) {
      deps.onFailure(company.id, error);
    }
  }
  for await (const { id } of deps.reader.activeAccruals(company.id)) {
    try {
      await releaseAccrual(deps, posting, id, today);
    } catch (error) {
      deps.onFailure(company.id, error);
    }
  }
}
