import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type DomainError, invariant } from '../kernel/errors.ts';
import { errorFields, type Log, log as standardLog } from '../log.ts';
import { type Measure, measure as standardMeasure } from '../metrics.ts';
import type { Bury } from './dead-letters.ts';
import { refuse } from './errors.ts';
import type { MessageOf, MessageSpec } from './message.ts';
import { DONE, type Outcome } from './outcome.ts';
import { type Parsed, parseRecord } from './parse-record.ts';

export { DONE, groupByGroup, type Outcome, oneByOne, outcomeOf } from './outcome.ts';

export interface BatchWorkerDeps {
  readonly bury: Bury;
  readonly log?: Log;
  readonly measure?: Measure;
  readonly clock?: () => Date;
}

export interface BatchWorkerSpec<M extends MessageSpec> {
  readonly queue: string;
  readonly accepts: readonly M[];
  /** One outcome for each message, in order. An error thrown means that all of them are tried again. */
  readonly handle: (messages: readonly MessageOf<M>[], now: Date) => Promise<readonly Outcome[]>;
  /**
   * Tells whoever waits for the message's work that it will not be done, before the message is buried. May run again:
   * for the same message, and after the message was sent again and worked.
   */
  readonly onGivenUp?: (message: MessageOf<M>, why: DomainError, now: Date) => Promise<void>;
}

/**
 * Deliveries after which the worker itself gives a message up, with a record of why. One fewer than the queue's own
 * `maxReceiveCount`: the last delivery is for messages whose worker died and could not speak.
 */
export const MAX_ATTEMPTS = 4;

interface Delivery<M extends MessageSpec> {
  readonly record: SQSRecord;
  readonly parsed: Parsed<M>;
}

function attemptsOf(record: SQSRecord): number {
  return Number(record.attributes.ApproximateReceiveCount);
}

function givenUp(record: SQSRecord, cause: unknown): DomainError {
  const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : 'its worker died without a word';
  return refuse('platform.given-up', `Gave up after ${attemptsOf(record)} attempts; the last one: ${why}`);
}

/** The outcome that is clear before anybody has worked on the message. */
function outcomeBeforehand<M extends MessageSpec>({ record, parsed }: Delivery<M>): Outcome | undefined {
  if (!parsed.ok) return { outcome: 'refused', error: parsed.error };
  if (attemptsOf(record) > MAX_ATTEMPTS) return { outcome: 'refused', error: givenUp(record, undefined) };
  return undefined;
}

/** Works on all at once; when that throws, on each alone, so that nobody is given up for what another one did. */
async function handleOpen<M extends MessageSpec>(
  spec: BatchWorkerSpec<M>,
  open: readonly MessageOf<M>[],
  now: Date,
): Promise<readonly Outcome[]> {
  if (open.length === 0) return [];
  try {
    const outcomes = await spec.handle(open, now);
    invariant(
      outcomes.length === open.length,
      `${spec.queue}: ${outcomes.length} outcomes of ${open.length}`,
    );
    return outcomes;
  } catch (cause) {
    if (open.length === 1) return [{ outcome: 'retry', cause }];
    const outcomes: Outcome[] = [];
    for (const message of open) outcomes.push(...(await handleOpen(spec, [message], now)));
    return outcomes;
  }
}

async function handleAll<M extends MessageSpec>(
  spec: BatchWorkerSpec<M>,
  deliveries: readonly Delivery<M>[],
  now: Date,
): Promise<readonly Outcome[]> {
  const known = deliveries.map(outcomeBeforehand);
  const open = deliveries.flatMap(({ parsed }, index) =>
    parsed.ok && !known[index] ? [parsed.message] : [],
  );
  const handled = (await handleOpen(spec, open, now)).values();
  return known.map((outcome) => outcome ?? handled.next().value ?? DONE);
}

/**
 * The handler of a queue. Every message ends in one of three ways: deleted because it worked, delivered again, or
 * recorded and sent to the dead letters with its reason. Only those that must come again are reported to Lambda.
 */
export function batchWorker<M extends MessageSpec>(deps: BatchWorkerDeps, spec: BatchWorkerSpec<M>) {
  const { bury, log = standardLog, measure = standardMeasure, clock = () => new Date() } = deps;

  /** True when the message is finished and may be deleted. */
  async function settle({ record, parsed }: Delivery<M>, outcome: Outcome, now: Date): Promise<boolean> {
    if (outcome.outcome === 'done') return true;
    const { type, companyId, messageId } = parsed.ok
      ? { ...parsed.message, messageId: parsed.message.id }
      : parsed;
    const fields = { queue: spec.queue, type, companyId, messageId, attempt: attemptsOf(record) };
    if (outcome.outcome === 'retry' && attemptsOf(record) < MAX_ATTEMPTS) {
      log('warn', 'message will be tried again', { ...fields, ...errorFields(outcome.cause) });
      return false;
    }
    const error = outcome.outcome === 'refused' ? outcome.error : givenUp(record, outcome.cause);
    try {
      const { code, message: reason } = error;
      const { queue } = spec;
      if (parsed.ok) await spec.onGivenUp?.(parsed.message, error, now);
      const letter = { companyId, deliveryId: record.messageId, queue, type, messageId, body: record.body };
      await bury({ ...letter, code, reason }, now);
      log('error', 'message given up', { ...fields, code });
      measure({ name: 'MessagesFailed', value: 1, unit: 'Count', dimensions: { Queue: queue } });
      return true;
    } catch (failure) {
      log('error', 'message could not be set aside', { ...fields, ...errorFields(failure) });
      return false;
    }
  }

  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const now = clock();
    const deliveries = Records.map((record) => ({ record, parsed: parseRecord(record, spec.accepts) }));
    const outcomes = await handleAll(spec, deliveries, now);
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (const [index, delivery] of deliveries.entries()) {
      const finished = await settle(delivery, outcomes[index] ?? DONE, now);
      if (!finished) batchItemFailures.push({ itemIdentifier: delivery.record.messageId });
    }
    return { batchItemFailures };
  };
}
