import { decideApproval } from '../../../shared/approvals.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { refuseDunning } from '../domain/dunning/dunning-errors.ts';
import type { DunningSettings } from '../domain/dunning/dunning-settings.ts';
import { packJson, unpackJson } from '../domain/dunning/packed-json.ts';
import type { DunningRunRow, DunningState } from '../table/dunning.ts';
import {
  assertBookable,
  bookCharges,
  type ChargeBooks,
  chargeEntries,
  type NumberedLetter,
} from './book-charges.ts';
import {
  type ProposeRunDeps,
  type ProposeRunInput,
  type StoredLetter,
  traceRun,
} from './propose-dunning-run.ts';

export interface DecideRunDeps extends Pick<ProposeRunDeps, 'store' | 'newId'> {
  readonly books: ChargeBooks;
}

export type WhoDecides = Pick<ProposeRunInput, 'principal' | 'now' | 'requestId'>;

/** The letters of a run that are sent, in their order. */
export async function standingLetters(
  { store }: Pick<DecideRunDeps, 'store'>,
  { company, runId }: DunningRunRow,
): Promise<NumberedLetter[]> {
  const letters: NumberedLetter[] = [];
  for await (const { number, standing, content } of store.allLetters(company, runId)) {
    if (standing) letters.push({ number, proposed: unpackJson<StoredLetter>(content).proposed });
  }
  return letters;
}

/**
 * Approves or rejects a run that somebody else proposed. An approval is first decided, then its charges are booked and the
 * levels of its items are written, then the run is through: should it break off between, the same request again goes on
 * where it was. What the journal would refuse is refused before.
 * @throws receivables.run-outdated, receivables.no-charge-accounts, platform.four-eyes, platform.already-decided
 */
export async function decideDunningRun(
  deps: DecideRunDeps,
  company: LedgerCompany,
  run: DunningRunRow,
  decision: 'approved' | 'rejected',
  who: WhoDecides,
): Promise<DunningRunRow> {
  if (run.state === 'approving' && decision === 'approved') return carryOut(deps, company, run, who);
  const approval = await deps.store.loadApproval(run.company, run.approvalId);
  invariant(approval, `run ${run.runId} has a request to approve it`);
  const decided = decideApproval(approval, decision, who.principal, who.now);
  const by = { decidedBy: who.principal.id, decidedAt: who.now.toISOString(), version: run.version + 1 };
  const trace = traceRun(deps, run, who, decision);
  if (decision === 'rejected') {
    const rejected: DunningRunRow = { ...run, ...by, state: 'rejected' };
    await deps.store.changeRun(run, rejected, [], [decided, trace]);
    return rejected;
  }
  const head = await deps.store.loadHead(run.company);
  if (head.running || head.approved !== run.basedOn)
    throw refuseDunning(
      'receivables.run-outdated',
      'Its items may have been reminded of meanwhile: propose a new run.',
    );
  const letters = await standingLetters(deps, run);
  await assertBookable(deps.books, company, chargeEntries(company, run, settingsOf(run), letters));
  const before = await deps.store.loadStates(run.company, itemsOf(letters));
  const approving: DunningRunRow = {
    ...run,
    ...by,
    state: 'approving',
    before: packJson([...before.values()]),
  };
  await deps.store.beginApproval(head, run, approving, [decided, trace]);
  return carryOut(deps, company, approving, who);
}

function settingsOf({ settings }: DunningRunRow): DunningSettings {
  return unpackJson<DunningSettings>(settings);
}

function itemsOf(letters: readonly NumberedLetter[]): string[] {
  return letters.flatMap(({ proposed }) => proposed.claims.map(({ item }) => item.id));
}

/** How far the items had come before the run, by item. */
export function statesBefore({ before }: DunningRunRow): ReadonlyMap<string, DunningState> {
  const states = before ? unpackJson<DunningState[]>(before) : [];
  return new Map(states.map((state) => [state.itemId, state]));
}

function statesAfter(run: DunningRunRow, letters: readonly NumberedLetter[]): DunningState[] {
  const before = statesBefore(run);
  const isBooked = settingsOf(run).terms.charges === 'booked';
  const { company, runId, asOf } = run;
  return letters.flatMap(({ proposed }) =>
    proposed.claims.map(({ item: { id: itemId }, level, interestMinor, lumpSumMinor = 0n }): DunningState => {
      const { firstOn = asOf, interestThrough, lumpSum } = before.get(itemId) ?? {};
      const through = isBooked && interestMinor > 0n ? asOf : interestThrough;
      const hasLumpSum = (isBooked && lumpSumMinor > 0n) || lumpSum === true;
      return {
        company,
        itemId,
        level,
        runId,
        lastOn: asOf,
        firstOn,
        ...(through === undefined ? {} : { interestThrough: through }),
        ...(hasLumpSum ? { lumpSum: true } : {}),
      };
    }),
  );
}

async function carryOut(
  deps: DecideRunDeps,
  company: LedgerCompany,
  run: DunningRunRow,
  who: WhoDecides,
): Promise<DunningRunRow> {
  const { store, books } = deps;
  const letters = await standingLetters(deps, run);
  const posting = { company, postedAt: who.now.toISOString(), postedBy: who.principal.id };
  await bookCharges(books, posting, chargeEntries(company, run, settingsOf(run), letters));
  await store.writeStates(statesAfter(run, letters));
  const approved: DunningRunRow = { ...run, state: 'approved', version: run.version + 1 };
  await store.endApproval(run, approved, traceRun(deps, run, who, 'levels-written'));
  return approved;
}
