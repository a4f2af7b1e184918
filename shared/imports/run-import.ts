import type { FileStore, OpenFile } from '../files/file-store.ts';
import type { DomainError } from '../kernel/errors.ts';
import type { Measure } from '../metrics.ts';
import { retryWhileContended } from '../table/failures.ts';
import type { Table } from '../table/table.ts';
import { erase, type Write } from '../table/writes.ts';
import { assertSize, noteContent, takeContent } from './begin-import.ts';
import {
  type ImportContext,
  type ImportDefinition,
  type ImportUnit,
  MAX_FINDINGS,
  type ReadableFile,
} from './definition.ts';
import { refuse } from './errors.ts';
import { changeImport, cursorMover, type Lease, type LeaseKeeper, leaseKeeper } from './progress.ts';
import { readAhead } from './read-ahead.ts';
import { rejectedFile } from './rejected-file.ts';
import { Import, TakenFile } from './table.ts';
import { rejectedRowsKey, uploadKey } from './upload-kind.ts';

export interface RunImportDeps {
  readonly table: Table;
  readonly files: FileStore;
  readonly measure: Measure;
  readonly clock: () => Date;
  /** Whether there is time for another batch before the function is stopped. */
  readonly hasTime: () => boolean;
}

/** `paused`: out of time, the rest is for the next attempt. */
export type RunOutcome = 'done' | 'paused';

async function openUpload(files: FileStore, started: Import, etag?: string): Promise<OpenFile> {
  const file = await files.open(uploadKey(started.kind, started.companyId, started.importId), etag);
  if (file === 'missing') throw refuse('transfers.file-missing', 'The uploaded file is no longer there.');
  if (file === 'changed') {
    throw refuse('transfers.file-changed', 'Another content was uploaded to the same place meanwhile.');
  }
  return file;
}

/** One attempt at an import whose content is known. */
interface Attempt {
  readonly lease: Lease;
  readonly started: Import;
  readonly etag: string;
  readonly keeper: LeaseKeeper;
}

function contextOf({ clock }: RunImportDeps, { started, keeper }: Attempt): ImportContext {
  const { companyId, importId, fileName, startedBy } = started;
  return { companyId, importId, fileName, startedBy, now: clock(), keepLease: keeper.keep };
}

/** Units behind the cursor in batches; what comes before a part that cannot be read is a batch too. */
async function* batchesBehind(
  cursor: number,
  items: AsyncIterable<ImportUnit>,
  batchUnits: number,
): AsyncGenerator<ImportUnit[], void, undefined> {
  let batch: ImportUnit[] = [];
  try {
    for await (const unit of items) {
      if (unit.lastRow <= cursor) continue;
      batch.push(unit);
      if (batch.length < batchUnits) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    if (batch.length > 0) yield batch;
    throw error;
  }
  if (batch.length > 0) yield batch;
}

/** Books batch after batch from the cursor on; the next one is read while the table is at work on this one. */
async function bookUnits(
  deps: RunImportDeps,
  definition: ImportDefinition,
  attempt: Attempt,
  file: ReadableFile<ImportUnit>,
): Promise<RunOutcome> {
  const { lease, started, keeper } = attempt;
  let { cursor } = started;
  for await (const batch of readAhead(batchesBehind(cursor, file.items, definition.batchUnits))) {
    if (cursor !== started.cursor && !deps.hasTime()) return 'paused';
    const mover = cursorMover(lease, batch, cursor, deps.clock);
    await definition.commit(batch, contextOf(deps, attempt), mover);
    keeper.moved();
    cursor = batch.at(-1)?.lastRow ?? cursor;
  }
  return 'done';
}

/** Writes the file of refused rows, by a second reading: refused cells are not kept in the table. */
async function writeRejected(
  deps: RunImportDeps,
  definition: ImportDefinition,
  attempt: Attempt,
): Promise<void> {
  const { table, files } = deps;
  const { started, etag } = attempt;
  const upload = await openUpload(files, started, etag);
  const source = await definition.open(upload.bytes, contextOf(deps, attempt));
  const key = rejectedRowsKey(started.companyId, started.importId);
  await files.write(key, rejectedFile(table, started, source), 'text/csv; charset=utf-8');
}

/** Tells how an import ended; of rows once, at the end, so that a repeated attempt counts nothing twice. */
function measureEnd(
  { measure }: RunImportDeps,
  kind: string,
  outcome: string,
  ended: Import | undefined,
): void {
  measure({ name: 'ImportRuns', value: 1, unit: 'Count', dimensions: { Kind: kind, Outcome: outcome } });
  const { done = 0, refusedCount = 0 } = ended ?? {};
  const dimensions = { Kind: kind };
  if (done > 0) measure({ name: 'ImportRows', value: done, unit: 'Count', dimensions });
  if (refusedCount > 0)
    measure({ name: 'ImportRowsRefused', value: refusedCount, unit: 'Count', dimensions });
}

/** Ends an import, and with it the lease. */
async function finish(
  { table, clock }: RunImportDeps,
  lease: Lease,
  end: { readonly state: 'done' | 'failed'; readonly [more: string]: unknown },
  together: readonly Write[] = [],
): Promise<void> {
  const set = { ...end, finishedAt: clock().toISOString() };
  const writeEnd = changeImport(lease, { set, remove: ['owner', 'leaseUntil'] });
  await retryWhileContended(() => table.transact([writeEnd, ...together]));
}

/**
 * Ends an import that cannot be carried on, with the reason for whoever uploaded the file. Where nothing was booked the
 * same content may be sent again; else it stays recognized, and the reason says how far it came.
 */
export async function failImport(deps: RunImportDeps, lease: Lease, error: DomainError): Promise<void> {
  const now = await deps.table.get(Import, lease);
  const booked = now?.done ?? 0;
  const detail =
    booked === 0 ? error.message : `${error.message} Everything up to row ${now?.cursor} was decided before.`;
  const release: Write[] = [];
  if (now?.sha256 !== undefined && booked === 0) {
    release.push(erase(TakenFile, { companyId: now.companyId, kind: now.kind, sha256: now.sha256 }));
  }
  await finish(deps, lease, { state: 'failed', failure: { code: error.code, detail } }, release);
  if (now) measureEnd(deps, now.kind, 'failed', now);
}

/**
 * Works on an import from its cursor to the end of the file, or until time is up. Rows and cursor move together, in the
 * module's own transactions: killed at any moment, the next attempt goes on where the last commit left it.
 * @throws DomainError when the file is refused; LeaseLostError when somebody else has taken over
 */
export async function runImport(
  deps: RunImportDeps,
  definition: ImportDefinition,
  lease: Lease,
  started: Import,
): Promise<RunOutcome> {
  const { table, files } = deps;
  const { maxBytes } = definition.kind;
  let { etag } = started;
  if (started.sha256 === undefined || etag === undefined) {
    const upload = await openUpload(files, started);
    assertSize(upload.sizeBytes, maxBytes);
    const { content, duplicateOf } = definition.knowsDuplicates
      ? { content: await noteContent(table, lease, upload, maxBytes), duplicateOf: undefined }
      : await takeContent(table, lease, started.kind, upload, maxBytes);
    if (duplicateOf !== undefined) {
      await finish(deps, lease, { state: 'done', duplicateOf, ...content });
      measureEnd(deps, started.kind, 'done', undefined);
      return 'done';
    }
    etag = content.etag;
  }
  const upload = await openUpload(files, started, etag);
  const attempt = { lease, started, etag, keeper: leaseKeeper(table, lease, deps.clock) };
  const file = await definition.open(upload.bytes, contextOf(deps, attempt));
  const outcome = await bookUnits(deps, definition, attempt, file);
  if (outcome === 'paused') {
    measureEnd(deps, started.kind, 'paused', undefined);
    return 'paused';
  }
  const report = await definition.complete?.(contextOf(deps, attempt), file);
  const now = await table.get(Import, started);
  if (now && now.refusedCount > 0) await writeRejected(deps, definition, attempt);
  const findings = report?.findings.slice(0, MAX_FINDINGS);
  const told = {
    ...(findings?.length ? { findings } : {}),
    ...(report?.result ? { result: report.result } : {}),
  };
  await finish(deps, lease, { state: 'done', ...told });
  measureEnd(deps, started.kind, 'done', now);
  return 'done';
}
