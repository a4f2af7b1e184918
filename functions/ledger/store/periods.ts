import { Approval } from '../../../shared/approvals.ts';
import { where } from '../../../shared/table/condition.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import type { Page, QuerySpec, Table } from '../../../shared/table/table.ts';
import { patch, type Write } from '../../../shared/table/writes.ts';
import type { JournalHead as Head, PeriodState } from '../domain/journal-head.ts';
import { REOPEN_PERIOD } from '../domain/period-rules.ts';
import { periodLetters } from '../store.ts';
import { JournalHead } from '../table.ts';

export interface PeriodChange {
  readonly company: string;
  readonly head: Head;
  readonly next: readonly PeriodState[];
  /** Whether the decision rests on the entries too: then one more of them outruns it. */
  readonly restsOnEntries: boolean;
  /** Trace, approval, stored reply. */
  readonly together: readonly Write[];
}

export type PeriodStore = ReturnType<typeof periodStore>;

/** Writes of periods. A commit is conditional on the periods it has read, so that none can slip in. */
export function periodStore(table: Table) {
  async function changePeriods({ company, head, next, restsOnEntries, together }: PeriodChange) {
    const { fiscalYear, nextNumber } = head;
    const periods = periodLetters(head);
    const seen = where(restsOnEntries ? { periods, nextNumber } : { periods });
    const changes = { set: { periods: periodLetters({ ...head, periods: next }) } };
    const outrun = () => new ContentionError('periods changed meanwhile');
    await table.transact([patch(JournalHead, { company, fiscalYear }, changes, seen, outrun), ...together]);
  }

  async function loadReopening(company: string, reopeningId: string): Promise<Approval | undefined> {
    const approval = await table.get(Approval, { companyId: company, approvalId: reopeningId });
    return approval?.kind === REOPEN_PERIOD ? approval : undefined;
  }

  /** Oldest first. Approvals of other kinds stand between them, so a page may hold fewer than `limit`. */
  async function listReopenings(
    company: string,
    page: Pick<QuerySpec, 'limit' | 'after'>,
  ): Promise<Page<Approval>> {
    const found = await table.query(Approval, { pk: `C#${company}#APPROVALS`, ...page });
    return { ...found, items: found.items.filter(({ kind }) => kind === REOPEN_PERIOD) };
  }

  /** Writes that stand without a change of periods: a request, a rejection, with their traces. */
  async function record(writes: readonly Write[]): Promise<void> {
    await table.transact(writes);
  }

  return { changePeriods, loadReopening, listReopenings, record };
}
