import type {
  ImportContext,
  ImportDefinition,
  ImportReport,
  RefusedUnit,
} from '../../../shared/imports/definition.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import { sanctionsList } from '../contract.ts';
import { MAX_ENTRIES, MAX_NAMES } from '../domain/list-entry.ts';
import { compareVersions, parkReasons } from '../domain/lists/accept-version.ts';
import type { ListedEntry, ListFile } from '../domain/lists/list-file.ts';
import { openList } from '../domain/lists/open-list.ts';
import { packEntries, splitParts } from '../domain/lists/pack-entries.ts';
import { refuse } from '../errors.ts';
import type { ScreeningReader } from '../reader.ts';
import type { ScreeningStore } from '../store.ts';
import type { ListVersionRow } from '../table.ts';
import { activationWrites } from './activate-version.ts';

export interface ImportListDeps {
  readonly reader: Pick<ScreeningReader, 'loadList' | 'loadVersion' | 'loadEntries'>;
  readonly store: ScreeningStore;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

const BATCH_ENTRIES = 400;
const MAX_NAMED = 100;

/**
 * How a sanctions list comes in. Its entries are written beside the version that counts, part by part with the cursor; when the
 * file has been read to its end, one write makes it the version that counts, or it is parked until somebody confirms it.
 */
export function listImport(deps: ImportListDeps): ImportDefinition<ListedEntry> {
  return {
    kind: sanctionsList,
    batchUnits: BATCH_ENTRIES,
    open: openList,
    commit: async (units, { companyId, importId }, moveCursor) => {
      for (const { from, to } of splitParts(units.map(({ entry }) => entry))) {
        const part = units.slice(from, to);
        const taken = part.filter(({ problem }) => problem === undefined).map(({ entry }) => entry);
        const refused = part.flatMap(({ firstRow, problem }): RefusedUnit[] =>
          problem === undefined ? [] : [{ row: firstRow, code: 'screening.invalid-entry', reason: problem }],
        );
        const throughRow = part.at(-1)?.lastRow ?? 0;
        const content = packEntries(taken);
        await deps.store.commit([
          deps.store.partWrite({ company: companyId, versionId: importId, throughRow, content }),
          ...moveCursor({ from, to, done: taken.length, refused }),
        ]);
      }
    },
    complete: (context, file) =>
      deps.retryWhileContended(() => completeVersion(deps, context, file as unknown as ListFile)),
  };
}

/** Counts what has come in, compares it with the version that counts, and puts it in its place. */
async function completeVersion(
  deps: ImportListDeps,
  context: ImportContext,
  { list, title, generatedAt }: ListFile,
): Promise<ImportReport> {
  const { companyId: company, importId } = context;
  const done = await deps.reader.loadVersion(company, list, importId);
  const current = await deps.reader.loadList(company, list);
  if (done) return reportOf(done, current?.current === importId);
  await context.keepLease();
  const entries = await deps.reader.loadEntries(company, importId);
  const names = entries.reduce((sum, entry) => sum + entry.names.length, 0);
  assertSize(entries.length, names);
  const before = current ? await deps.reader.loadEntries(company, current.current) : [];
  await context.keepLease();
  const { added, changed, gone } = compareVersions(before, entries);
  const size = { entries: entries.length, names, ...(generatedAt === undefined ? {} : { generatedAt }) };
  const version: ListVersionRow = {
    company, list, id: importId, title, ...size,
    importedAt: context.now.toISOString(),
    importedBy: context.startedBy,
    parked: [...parkReasons(current, size)],
    added,
    changed,
    gone: gone.length,
    goneEntries: gone.slice(0, MAX_NAMED).map(({ id, names: [name] }) => ({ id, name: name?.text ?? '' })),
  }; // biome-ignore format: a record
  const isParked = version.parked.length > 0;
  const who = { principal: context.startedBy, now: context.now };
  const activation = isParked ? [] : activationWrites(deps, current, version, who);
  await deps.store.commit([deps.store.versionWrite(version), ...activation]);
  return reportOf(version, !isParked);
}

function assertSize(entries: number, names: number): void {
  if (entries === 0)
    throw refuse('screening.empty-list', 'Not one entry could be read: the former version goes on to count.');
  if (entries <= MAX_ENTRIES && names <= MAX_NAMES) return;
  const detail = `${entries} entries with ${names} names; ${MAX_ENTRIES} with ${MAX_NAMES} can be matched.`;
  throw refuse('screening.list-too-large', detail);
}

const PARKED: Readonly<Record<ListVersionRow['parked'][number], string>> = {
  'half-gone':
    'it has less than half of the entries of the version that counts, as if the download had broken off',
  older: 'it was made before the version that counts',
};

function reportOf(version: ListVersionRow, counts: boolean): ImportReport {
  const { list, id, entries, names, parked, added, changed, gone, goneEntries } = version;
  const summary = `${list}: ${entries} entries with ${names} names; ${added} new, ${changed} with other names, ${gone} gone.`;
  const findings = [{ code: counts ? 'screening.list-activated' : 'screening.list-parked', detail: summary }];
  for (const reason of counts ? [] : parked) {
    const detail = `The version ${id} does not count yet: ${PARKED[reason]}. Confirm it at sanctions-lists/${list}/versions/${id}/activation.`;
    findings.push({ code: `screening.${reason}`, detail });
  }
  for (const entry of goneEntries)
    findings.push({ code: 'screening.entry-gone', detail: `${entry.id}: ${entry.name.slice(0, 150)}` });
  return { findings };
}
