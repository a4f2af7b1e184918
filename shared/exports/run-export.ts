import type { FileStore } from '../files/file-store.ts';
import { DomainError, invariant } from '../kernel/errors.ts';
import { outcomeOf } from '../queue/batch-worker.ts';
import type { MessageOf } from '../queue/message.ts';
import { where } from '../table/condition.ts';
import { retryWhileContended } from '../table/failures.ts';
import type { Table } from '../table/table.ts';
import { patch } from '../table/writes.ts';
import { refuse } from './errors.ts';
import { type ExportKind, exportKey } from './export-kind.ts';
import type { exportRequested } from './messages.ts';
import { Export } from './table.ts';

type ExportRequest = MessageOf<ReturnType<typeof exportRequested>>;

/** What a definition makes: a name and the content, piece by piece. */
export interface ExportFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly chunks: AsyncIterable<string | Uint8Array>;
}

/** How a module makes one kind of export. */
export interface ExportDefinition {
  readonly kind: ExportKind;
  /** @throws DomainError when it cannot be made; the export then fails with this reason */
  readonly make: (companyId: string, params: unknown, now: Date) => Promise<ExportFile>;
}

export interface RunExportDeps {
  readonly table: Table;
  readonly files: FileStore;
  readonly definitions: readonly ExportDefinition[];
}

/** The cause is for the operator, in the failed message; it may quote what does not belong in an answer. */
const GIVEN_UP = 'It could not be made. Ask for it again, or have its failed message sent again.';

class AlreadyFinishedError extends Error {}

/** Ends an export; whoever comes second finds it ended, and that is as good. */
async function finish(table: Table, ours: Export, end: Partial<Export>): Promise<void> {
  const onFinished = () => new AlreadyFinishedError();
  const remove = end.failure ? [] : ['failure'];
  try {
    await retryWhileContended(() =>
      table.write(patch(Export, ours, { set: end, remove }, where({ state: ours.state }), onFinished)),
    );
  } catch (error) {
    if (!(error instanceof AlreadyFinishedError)) throw error;
  }
}

/**
 * Makes the file of an export. May run twice or side by side: the file is written whole to the export's own place, and
 * the first to finish says so. A refusal ends the export as failed; anything else is for the queue to repeat. One that
 * failed is made again when its message is sent again: what it failed for may have been mended.
 */
export async function runExport(
  { table, files, definitions }: RunExportDeps,
  key: { readonly companyId: string; readonly exportId: string },
  now: Date,
): Promise<void> {
  const ours = await table.get(Export, key);
  invariant(ours, `export ${key.exportId} was announced but is not there`);
  if (ours.state === 'done') return;
  const finishedAt = now.toISOString();
  try {
    const definition = definitions.find(({ kind }) => kind.kind === ours.kind);
    if (!definition) throw refuse('transfers.unknown-export-kind', `Nobody makes ${ours.kind} any more.`);
    const { fileName, contentType, chunks } = await definition.make(ours.companyId, ours.params, now);
    const place = exportKey(ours.companyId, ours.exportId, fileName);
    const { sizeBytes } = await files.write(place, chunks, contentType);
    await finish(table, ours, { state: 'done', finishedAt, fileName, bytes: sizeBytes });
  } catch (error) {
    if (!(error instanceof DomainError) || outcomeOf(error).outcome === 'retry') throw error;
    const failure = { code: error.code, detail: error.message };
    await finish(table, ours, { state: 'failed', finishedAt, failure });
  }
}

/** For a module's worker: whoever waits for an export whose message is given up learns that nothing will come, and why. */
export function exportGivenUp({ table }: Pick<RunExportDeps, 'table'>) {
  return async (
    { companyId, payload: { exportId } }: ExportRequest,
    why: DomainError,
    now: Date,
  ): Promise<void> => {
    const ours = await table.get(Export, { companyId, exportId });
    if (ours?.state !== 'waiting') return;
    const failure = { code: why.code, detail: GIVEN_UP };
    await finish(table, ours, { state: 'failed', finishedAt: now.toISOString(), failure });
  };
}

/** For a module's worker: what to do with `<module>.export-requested`. */
export function exportHandler(deps: RunExportDeps) {
  return ({ companyId, payload }: ExportRequest, now: Date): Promise<void> =>
    runExport(deps, { companyId, exportId: payload.exportId }, now);
}
