import { Approval } from '../../../shared/approvals.ts';
import { where } from '../../../shared/table/condition.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import type { QuerySpec, Table } from '../../../shared/table/table.ts';
import { check, insert, put, TRANSACTION_ITEMS, type Write } from '../../../shared/table/writes.ts';
import {
  DunningHead,
  DunningLetterRow,
  DunningRunRow,
  DunningSettingsRow,
  DunningState,
} from '../table/dunning.ts';

export type DunningStore = ReturnType<typeof dunningStore>;

const outrun = (what: string) => () => new ContentionError(`${what} changed meanwhile`);

/** Settings, runs, letters, and how far each item has come. */
export function dunningStore(table: Table) {
  const loadSettings = (company: string) => table.get(DunningSettingsRow, { company });

  async function saveSettings(seen: DunningSettingsRow | undefined, next: DunningSettingsRow, trace: Write) {
    const when = seen ? where({ version: seen.version }) : { exists: false };
    await table.transact([put(DunningSettingsRow, next, when, outrun('the settings')), trace]);
  }

  async function loadHead(company: string): Promise<DunningHead> {
    return (await table.get(DunningHead, { company })) ?? { company, approved: 0 };
  }

  /** No run has been approved, and none is being carried out, since the head was read. */
  function standing({ company, approved, running }: DunningHead) {
    return approved === 0 && running === undefined
      ? { key: { company }, when: { exists: false } }
      : { key: { company }, when: where({ approved, running }) };
  }

  async function loadStates(company: string, itemIds: readonly string[]): Promise<Map<string, DunningState>> {
    const keys = itemIds.map((itemId) => ({ company, itemId }));
    const states = await table.getMany(DunningState, keys);
    return new Map(states.filter(({ level }) => level > 0).map((state) => [state.itemId, state]));
  }

  /** The letters first, which nobody sees before their run is there; then the run with all that goes with it. */
  async function addRun(
    head: DunningHead,
    run: DunningRunRow,
    letters: readonly DunningLetterRow[],
    together: readonly Write[],
  ) {
    for (const letter of letters) await table.write(put(DunningLetterRow, letter));
    const { key, when } = standing(head);
    await table.transact([
      check(DunningHead, key, when, outrun('the runs')),
      insert(DunningRunRow, run, () => new Error(`run ${run.runId} exists already`)),
      ...together,
    ]);
  }

  const loadRun = (company: string, runId: string) => table.get(DunningRunRow, { company, runId });
  const listRuns = (company: string, page: Pick<QuerySpec, 'limit' | 'after'>) =>
    table.query(DunningRunRow, { pk: `C#${company}#DUNNING-RUNS`, descending: true, ...page });
  const loadLetter = (company: string, runId: string, number: number) =>
    table.get(DunningLetterRow, { company, runId, number });
  const listLetters = (company: string, runId: string, page: Pick<QuerySpec, 'limit' | 'after'>) =>
    table.query(DunningLetterRow, { pk: `C#${company}#DUNNING-RUN#${runId}`, ...page });
  const allLetters = (company: string, runId: string) =>
    table.queryAll(DunningLetterRow, { pk: `C#${company}#DUNNING-RUN#${runId}` });

  const replaceRun = (seen: DunningRunRow, next: DunningRunRow) =>
    put(DunningRunRow, next, where({ version: seen.version }), outrun('the run'));

  async function changeRun(
    seen: DunningRunRow,
    next: DunningRunRow,
    letters: readonly DunningLetterRow[],
    together: readonly Write[],
  ) {
    const written = letters.map((letter) => put(DunningLetterRow, letter));
    await table.transact([replaceRun(seen, next), ...written, ...together]);
  }

  /** The decision takes the head: from here on no other run is proposed or approved before this one is through. */
  async function beginApproval(
    head: DunningHead,
    seen: DunningRunRow,
    next: DunningRunRow,
    together: readonly Write[],
  ) {
    const taken = { ...head, running: seen.runId };
    const { when } = standing(head);
    await table.transact([
      put(DunningHead, taken, when, outrun('the runs')),
      replaceRun(seen, next),
      ...together,
    ]);
  }

  /** Repeatable: only the run that has the head writes states. */
  async function writeStates(states: readonly DunningState[]) {
    for (let at = 0; at < states.length; at += TRANSACTION_ITEMS) {
      await table.transact(states.slice(at, at + TRANSACTION_ITEMS).map((state) => put(DunningState, state)));
    }
  }

  /** @param trace tells that levels are others now: with the run, after all of them are written */
  async function endApproval(seen: DunningRunRow, next: DunningRunRow, trace: Write) {
    const { company } = seen;
    const { approved } = await loadHead(company);
    const freed: DunningHead = { company, approved: approved + 1 };
    const mine = where({ approved, running: seen.runId });
    await table.transact([put(DunningHead, freed, mine, outrun('the runs')), replaceRun(seen, next), trace]);
  }

  const loadApproval = (companyId: string, approvalId: string) =>
    table.get(Approval, { companyId, approvalId });

  return {
    loadSettings, saveSettings, loadHead, loadStates, addRun, loadRun, listRuns, loadLetter, listLetters, allLetters,
    changeRun, beginApproval, writeStates, endApproval, loadApproval,
  }; // biome-ignore format: a list
}
