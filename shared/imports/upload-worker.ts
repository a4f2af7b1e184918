import { randomUUID } from 'node:crypto';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { FileStore } from '../files/file-store.ts';
import { DomainError } from '../kernel/errors.ts';
import { errorFields, type Log, log as standardLog } from '../log.ts';
import { type Measure, measure as standardMeasure } from '../metrics.ts';
import type { Bury } from '../queue/dead-letters.ts';
import { NO_COMPANY } from '../queue/failed-message.ts';
import { PASSING_KINDS } from '../queue/outcome.ts';
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

/** One delivery of one key, with everything that working on it needs. */
interface Delivery extends Required<UploadWorkerDeps>, UploadWorkerSpec {
  readonly key: string;
  readonly record: SQSRecord;
  readonly now: Date;
  readonly run: RunImportDeps;
}

async function buryUnknown({ key, record, queue, bury, now }: Delivery): Promise<void> {
  const upload = readUploadKey(key);
  const error = refuse('transfers.unknown-import', 'The object belongs to no import that was asked for.');
  const { code, message: reason } = error;
  const { messageId: deliveryId, body } = record;
  const companyId = upload?.companyId ?? NO_COMPANY;
  const messageId = upload?.importId;
  await bury({ companyId, deliveryId, queue, type: undefined, messageId, body, code, reason }, now);
}

async function runHeld(delivery: Delivery, held: Held, kind: string): Promise<void> {
  const { table, putBack, definitions, record, run } = delivery;
  const { lease, started } = held;
  if (held.status === 'hopeless') {
    throw refuse('transfers.no-progress', `Every attempt ended at row ${started.cursor}.`);
  }
  const definition = definitions.find((one) => one.kind.kind === kind);
  if (!definition || started.kind !== kind) {
    throw refuse('transfers.wrong-kind', `The import is of kind ${started.kind}, the file of ${kind}.`);
  }
  const outcome = await runImport(run, definition, lease, started);
  if (outcome === 'done') return;
  // Out of time: give the lease back, so that the next attempt need not wait for its end.
  await table.write(changeImport(lease, { set: { leaseUntil: 0 } }));
  await putBack(record.body, 0);
}

async function work(delivery: Delivery): Promise<void> {
  const { table, putBack, log, clock, key, record, run, now } = delivery;
  const upload = readUploadKey(key);
  const begun = upload && (await beginImport(table, upload, randomUUID(), now));
  if (!begun || begun.status === 'unknown') return buryUnknown(delivery);
  if (begun.status === 'finished') return;
  if (begun.status === 'taken') {
    return putBack(record.body, Math.ceil((begun.leaseUntil - now.getTime()) / 1000) + 1);
  }
  const { importId, companyId } = begun.started;
  const fields = { importId, companyId, kind: upload.kind };
  await putBack(record.body, LEASE_SECONDS + 1);
  try {
    await runHeld(delivery, begun, upload.kind);
    log('info', 'import', { ...fields, durationMs: clock().getTime() - now.getTime() });
  } catch (error) {
    if (error instanceof DomainError && !PASSING_KINDS.has(error.kind)) {
      log('warn', 'import failed', { ...fields, code: error.code });
      return failImport(run, begun.lease, error);
    }
    // The message that was put back tries again when the lease has run out.
    const level = error instanceof LeaseLostError ? 'warn' : 'error';
    log(level, 'import stopped', { ...fields, ...errorFields(error) });
  }
}

/**
 * The handler of a module's uploads queue. A file ends as `done` or `failed` with a reason; one whose worker was killed
 * goes on when the lease has run out, because every attempt first leaves a message that comes back by then.
 */
export function uploadWorker(deps: UploadWorkerDeps, spec: UploadWorkerSpec) {
  const { log = standardLog, measure = standardMeasure, clock = () => new Date() } = deps;
  const ports = { ...deps, ...spec, log, measure, clock };

  return async ({ Records }: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const hasTime = () => context.getRemainingTimeInMillis() > RESERVE_MILLISECONDS;
    const run: RunImportDeps = { table: deps.table, files: deps.files, measure, clock, hasTime };
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (const record of Records) {
      try {
        for (const key of uploadedKeys(record.body)) await work({ ...ports, key, record, run, now: clock() });
      } catch (error) {
        log('error', 'import will be tried again', { queue: spec.queue, ...errorFields(error) });
        batchItemFailures.push({ itemIdentifier: record.messageId });
      }
    }
    return { batchItemFailures };
  };
}
