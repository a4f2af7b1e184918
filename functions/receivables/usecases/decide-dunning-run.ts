import { decideApproval } from '../../../shared/approvals.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import { refuseDunning } from '../domain/dunning/dunning-errors.ts';
import { unpackJson } from '../domain/dunning/packed-json.ts';
import type { DunningRunRow, DunningState } from '../table/dunning.ts';
import {
  type ProposeRunDeps,
  type ProposeRunInput,
  type StoredLetter,
  traceRun,
} from './propose-dunning-run.ts';

type Deps = Pick<ProposeRunDeps, 'store' | 'newId'>;

/**
 * Approves or rejects a run that somebody else proposed. An approval is first decided, then the levels of its items are
 * written, then the run is through: should it break off between, the same request again goes on where it was.
 * @throws receivables.run-outdated, platform.four-eyes, platform.already-decided
 */
export async function decideDunningRun(
  deps: Deps,
  run: DunningRunRow,
  decision: 'approved' | 'rejected',
  who: Pick<ProposeRunInput, 'principal' | 'now' | 'requestId'>,
): Promise<DunningRunRow> {
  if (run.state === 'approving' && decision === 'approved') return carryOut(deps, run);
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
  const approving: DunningRunRow = { ...run, ...by, state: 'approving' };
  await deps.store.beginApproval(head, run, approving, [decided, trace]);
  return carryOut(deps, approving);
}

async function carryOut({ store }: Deps, run: DunningRunRow): Promise<DunningRunRow> {
  const { company, runId, asOf } = run;
  const reached: { itemId: string; level: number }[] = [];
  for await (const row of store.allLetters(company, runId)) {
    if (!row.standing) continue;
    const { proposed } = unpackJson<StoredLetter>(row.content);
    reached.push(...proposed.claims.map(({ item, level }) => ({ itemId: item.id, level })));
  }
  const before = await store.loadStates(
    company,
    reached.map(({ itemId }) => itemId),
  );
  const states = reached.map(
    ({ itemId, level }): DunningState => ({
      company, itemId, level, runId, lastOn: asOf, firstOn: before.get(itemId)?.firstOn ?? asOf,
    }),
  ); // biome-ignore format: a record
  await store.writeStates(states);
  const approved: DunningRunRow = { ...run, state: 'approved', version: run.version + 1 };
  await store.endApproval(run, approved);
  return approved;
}
