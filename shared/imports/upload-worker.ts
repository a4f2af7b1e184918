import { randomUUID } from 'node:crypto';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { FileStore } from '../files/file-store.ts';
import { DomainError } from '../kernel/errors.ts';
import { errorFields, type Log, log as standardLog } from '../log.ts';
import { type Measure, measure as standardMeasure } from '../metrics.ts';
import type { Bury } from '../queue/dead-letters.ts';
import { NO_COMPANY } from '../queue/failed-message.ts';
import type { Table } from '../table/table.ts';
import { type Begun, beginImport } from './begin-import.ts';
import type { ImportDefinition } from './definition.ts';
import { refuse } from './errors.ts';
import { changeImport, LEASE_SECONDS, LeaseLostError } from './progress.ts';
import { failImport, type RunImportDeps, runImport } from './run-import.ts';
import { readUploadKey } from './upload-kind.ts';
import { uploadedKeys } from './uploaded-keys.ts';

/** Puts a message of this queue back, to be seen again after a delay. */
export type PutBack = (body: string, delaySeconds: number) => Promise<void>;

export interface UploadWorkerDeps {
  readonly table: Table;
  readonly files: FileStore;
  readonly putBack: PutBack;
  readonly bury: Bury;
  readonly log?: Log;
  readonly measure?: Measure;
  readonly clock?: () => Date;
}

export interface UploadWorkerSpec {
  readonly queue: string;
  readonly definitions: readonly ImportDefinition[];
}

export function putBackTo(sqs: SQSClient, QueueUrl: string): PutBack {
  return async (MessageBody, DelaySeconds) => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds }));
  };
}

type Held = Extract<Begun, { readonly lease: unknown }>;

/** Time kept for what follows the last batch. */
const RESERVE_MILLISECONDS = 20_000;

const PASSING = new Set(['unavailable', 'too-many', 'stale']);

/**
 * The handler of a module's uploads queue. A file ends as `done` or `failed` with a reason; one whose worker was killed
 * goes on when the lease has run out, because every attempt first leaves a message that comes back by then.
 */
export function uploadWorker(deps: UploadWorkerDeps, { queue, definitions }: UploadWorkerSpec) {
  const { table, files, putBack, bury, log = standardLog, measure = standardMeasure } = deps;
  const { clock = () => new Date() } = deps;

  async function buryUnknown(key: string, record: SQSRecord, now: Date): Promise<void> {
    const upload = readUploadKey(key);
    const error = refuse('transfers.unknown-import', 'The object belongs to no import that was asked for.');
    const { code, message: reason } = error;
    const { messageId: deliveryId, body } = record;
    const companyId = upload?.companyId ?? NO_COMPANY;
    const messageId = upload?.importId;
    await bury({ companyId, deliveryId, queue, type: undefined, messageId, body, code, reason }, now);
  }

  async function runBegun(begun: Held, kind: string, record: SQSRecord, run: RunImportDeps): Promise<void> {
    const { lease, started } = begun;
    if (begun.status === 'hopeless') {
      throw refuse('transfers.no-progress', `Every attempt ended at row ${started.cursor}.`);
    }
    const definition = definitions.find((one) => one.kind.kind === kind);
    if (!definition || started.kind !== kind) {
      throw refuse('transfers.wrong-kind', `The import is of kind ${started.kind}, the file of ${kind}.`);
    }
    const outcome = await runImport(run, definition, lease, started);
    measure({ name: 'ImportRuns', value: 1, unit: 'Count', dimensions: { Kind: kind, Outcome: outcome } });
    if (outcome === 'done') return;
    // Out of time: give the lease back, so that the next attempt need not wait for its end.
    await table.write(changeImport(lease, { set: { leaseUntil: 0 } }));
    await putBack(record.body, 0);
  }

  async function work(key: string, record: SQSRecord, run: RunImportDeps): Promise<void> {
    const now = clock();
    const upload = readUploadKey(key);
    const begun = upload && (await beginImport(table, upload, randomUUID(), now));
    if (!begun || begun.status === 'unknown') return buryUnknown(key, record, now);
    if (begun.status === 'finished') return;
    if (begun.status === 'taken') {
      return putBack(record.body, Math.ceil((begun.leaseUntil - now.getTime()) / 1000) + 1);
    }
    const { importId, companyId } = begun.started;
    const fields = { importId, companyId, kind: upload.kind };
    await putBack(record.body, LEASE_SECONDS + 1);
    try {
      await runBegun(begun, upload.kind, record, run);
      log('info', 'import', { ...fields, durationMs: clock().getTime() - now.getTime() });
    } catch (error) {
      if (error instanceof DomainError && !PASSING.has(error.kind)) {
        log('warn', 'import failed', { ...fields, code: error.code });
        return failImport(run, begun.lease, error);
      }
      // The message that was put back tries again when the lease has run out.
      log(error instanceof LeaseLostError ? 'warn' : 'error', 'import stopped', {
        ...fields,
        ...errorFields(error),
      });
    }
  }

  return async ({ Records }: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const hasTime = () => context.getRemainingTimeInMillis() > RESERVE_MILLISECONDS;
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (const record of Records) {
      try {
        for (const key of uploadedKeys(record.body))
          await work(key, record, { table, files, clock, hasTime });
      } catch (error) {
        log('error', 'import will be tried again', { queue, ...errorFields(error) });
        batchItemFailures.push({ itemIdentifier: record.messageId });
      }
    }
    return { batchItemFailures };
  };
}
