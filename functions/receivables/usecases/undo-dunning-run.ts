import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import { type Books, type Posting, reverseEntry } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { chargeEntryId } from '../domain/dunning/charges.ts';
import { refuseDunning } from '../domain/dunning/dunning-errors.ts';
import type { DunningRunRow, DunningState } from '../table/dunning.ts';
import { type DecideRunDeps, standingLetters, statesBefore, type WhoDecides } from './decide-dunning-run.ts';
import { traceRun } from './propose-dunning-run.ts';

export interface UndoRunDeps extends Omit<DecideRunDeps, 'books'> {
  readonly books: Pick<Books, 'post' | 'reader' | 'store'>;
}

/**
 * Takes back the run that was approved last: its charges are reversed, its items are as far as they were before. What
 * breaks off goes on with the same request; a run that is undone stays so.
 * @throws receivables.run-not-last
 */
export async function undoDunningRun(
  deps: UndoRunDeps,
  company: LedgerCompany,
  run: DunningRunRow,
  date: CalendarDate,
  who: WhoDecides,
): Promise<DunningRunRow> {
  if (run.state === 'undone') return run;
  if (run.state === 'undoing') return carryBack(deps, company, run, date, who);
  const head = await deps.store.loadHead(run.company);
  if (run.state !== 'approved' || !run.before || head.running || head.approved !== run.basedOn + 1) {
    const detail = `Run ${run.runId} is ${run.state}, and another one has been approved or undone since.`;
    throw refuseDunning('receivables.run-not-last', detail);
  }
  const undoing: DunningRunRow = {
    ...run,
    state: 'undoing',
    undoneBy: who.principal.id,
    undoneAt: who.now.toISOString(),
    version: run.version + 1,
  };
  await deps.store.beginApproval(head, run, undoing, [traceRun(deps, run, who, 'undone')]);
  return carryBack(deps, company, undoing, date, who);
}

async function carryBack(
  deps: UndoRunDeps,
  company: LedgerCompany,
  run: DunningRunRow,
  date: CalendarDate,
  who: WhoDecides,
): Promise<DunningRunRow> {
  const letters = await standingLetters(deps, run);
  const posting = { company, postedAt: who.now.toISOString(), postedBy: who.principal.id };
  for (const { number } of letters)
    await reverseCharge(deps.books, posting, chargeEntryId(run.runId, number), date);
  const before = statesBefore(run);
  const { company: companyId, runId, asOf } = run;
  const restored = letters.flatMap(({ proposed }) =>
    proposed.claims.map(({ item: { id: itemId } }): DunningState => {
      const never = { company: companyId, itemId, level: 0, runId, lastOn: asOf, firstOn: asOf };
      return before.get(itemId) ?? never;
    }),
  );
  await deps.store.writeStates(restored);
  const undone: DunningRunRow = { ...run, state: 'undone', version: run.version + 1 };
  await deps.store.endApproval(run, undone, traceRun(deps, run, who, 'levels-written'));
  return undone;
}

/** Reverses the entry where there is one; whoever has reversed it before has done what is wanted. */
async function reverseCharge(
  books: UndoRunDeps['books'],
  posting: Posting,
  entryId: string,
  date: CalendarDate,
): Promise<void> {
  const entry = await books.reader.findEntry(posting.company.id, entryId);
  if (entry?.id !== entryId) return;
  try {
    const wish = { id: `${entryId}-undo`, date, method: 'storno' as const };
    await reverseEntry(books, posting, entry, wish, () => []);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'ledger.already-reversed') throw error;
  }
}
