import { recordChange } from '../../../shared/changes.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { refuse } from '../errors.ts';
import type { ScreeningReader } from '../reader.ts';
import type { ScreeningStore } from '../store.ts';
import type { ListVersionRow, SanctionsListRow } from '../table.ts';
import { startWrites } from './start-run.ts';

export interface ActivateDeps {
  readonly reader: Pick<ScreeningReader, 'loadList' | 'loadVersion'>;
  readonly store: ScreeningStore;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

export interface By {
  readonly principal: string;
  readonly now: Date;
  readonly requestId?: string | undefined;
  readonly reason?: string | undefined;
}

/** Makes a version the one that counts, tells of it, leaves a trace, and has everybody screened again. */
export function activationWrites(
  { store, newId }: Pick<ActivateDeps, 'store' | 'newId'>,
  seen: SanctionsListRow | undefined,
  { company, list, id, title, entries, names, generatedAt }: ListVersionRow,
  { principal, now, requestId, reason }: By,
): readonly Write[] {
  const at = now.toISOString();
  const next: SanctionsListRow = {
    company, list, title, current: id, entries, names, ...(generatedAt === undefined ? {} : { generatedAt }),
    activatedAt: at, activatedBy: principal, version: (seen?.version ?? 0) + 1,
  }; // biome-ignore format: a record
  const payload = { list, versionId: id };
  return [
    store.listWrite(seen, next),
    store.eventWrite({ company, eventId: newId('evt'), type: 'list-activated', payload, at }),
    ...startWrites({ store, newId }, company, 'list-changed', { principal, now }).writes,
    recordChange({
      companyId: company, changeId: newId('chg'), at, principal, requestId,
      action: 'screening.list-activated', subject: `sanctions-lists/${list}`,
      before: seen ? { version: seen.current, entries: seen.entries } : {},
      after: { version: id, entries, ...(reason === undefined ? {} : { reason }) },
    }), // biome-ignore format: a record
  ];
}

/**
 * Lets a version count that was parked, or goes back to a former one.
 * @throws screening.unknown-version
 */
export function activateVersion(
  deps: ActivateDeps,
  {
    company,
    list,
    versionId,
  }: { readonly company: string; readonly list: string; readonly versionId: string },
  by: By,
): Promise<{ readonly version: ListVersionRow; readonly head: SanctionsListRow }> {
  return deps.retryWhileContended(async () => {
    const [seen, version] = await Promise.all([
      deps.reader.loadList(company, list),
      deps.reader.loadVersion(company, list, versionId),
    ]);
    if (!version) throw refuse('screening.unknown-version', `${list} has no version ${versionId}.`);
    if (seen?.current === versionId) return { version, head: seen };
    await deps.store.commit(activationWrites(deps, seen, version, by));
    const head = await deps.reader.loadList(company, list);
    if (!head) throw refuse('screening.unknown-list', `There is no list ${list}.`);
    return { version, head };
  });
}
