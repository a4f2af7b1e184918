import type { Period } from '../domain/fiscal-year.ts';
import type { JournalHead } from '../domain/journal-head.ts';
import { changedPeriods, periodSubject, tracedStates } from '../domain/period-rules.ts';
import type { Finding } from '../domain/verification.ts';
import type { LedgerReader } from '../reader.ts';

export interface VerifyPeriodsDeps {
  readonly reader: Pick<LedgerReader, 'changes' | 'loadHead'>;
}

/** Somebody who closes and reopens while we read makes us read again; more often than this, nobody does. */
const READINGS = 3;

/**
 * Each closing and reopening of a period leaves a trace in the same transaction: a head whose periods are not what their
 * traces come to has been altered. The traces themselves are taken at their word.
 */
export async function findInPeriods(
  { reader }: VerifyPeriodsDeps,
  company: string,
  fiscalYear: number,
): Promise<Finding | undefined> {
  let untraced: Period[] = [];
  for (let reading = 0; reading < READINGS; reading += 1) {
    const head: JournalHead | undefined = await reader.loadHead(company, fiscalYear);
    if (!head) return { what: 'head', detail: 'The head of the journal is missing.' };
    const traces = [];
    for await (const { action, subject } of reader.changes(company)) {
      if (subject.startsWith(periodSubject(fiscalYear, 0).slice(0, -1))) traces.push({ action, subject });
    }
    untraced = changedPeriods(head.periods, tracedStates(traces, fiscalYear));
    if (untraced.length === 0) return undefined;
  }
  const [period = 0] = untraced;
  const detail = `Period ${period} is not in the state that its closings and reopenings lead to.`;
  return { what: 'period', period, detail };
}
