import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { ScreeningStore } from '../store.ts';
import type { ScreeningRunRow } from '../table.ts';

/** The next step of a run as an event: named by the run's version, so that a step told twice is done once. */
export function stepWrite(
  store: Pick<ScreeningStore, 'eventWrite'>,
  { company, id, version }: ScreeningRunRow,
  at: string,
): Write {
  const payload = { runId: id, version };
  return store.eventWrite({ company, eventId: `${id}-${version}`, type: 'run-continued', payload, at });
}

/** A run over all partners, with its first step. */
export function startWrites(
  { store, newId }: { readonly store: ScreeningStore; readonly newId: NewId },
  company: string,
  because: ScreeningRunRow['because'],
  { principal, now }: { readonly principal: string; readonly now: Date },
): { readonly run: ScreeningRunRow; readonly writes: readonly Write[] } {
  const startedAt = now.toISOString();
  const run: ScreeningRunRow = {
    company, id: newId('srn'), because, state: 'running', looked: 0, screened: 0, changed: 0, startedAt,
    startedBy: principal, version: 1,
  }; // biome-ignore format: a record
  return { run, writes: [store.runWrite(undefined, run), stepWrite(store, run, startedAt)] };
}
