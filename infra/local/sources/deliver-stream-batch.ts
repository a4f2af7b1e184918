import type { StreamSource } from '../template/model.ts';
import type { Invoker } from '../workers/invoker.ts';
import { readItemFailures } from './item-failures.ts';
import { pause } from './pause.ts';

/** A record with the number that says its place in the stream. */
export interface StreamRecord {
  sequenceNumber: string;
  record: Record<string, unknown>;
}

export interface StreamDelivery {
  source: StreamSource;
  invoker: Pick<Invoker, 'invoke'>;
  /** Told of records that were given up after all retries. */
  onGivenUp(records: readonly StreamRecord[]): void;
  signal: AbortSignal;
}

const LONGEST_WAIT_MS = 30_000;

/**
 * Brings a batch to its function, in order, until it is done or given up: reported failures go on from the first one
 * that failed, a failing batch is halved where the mapping says so, retries wait 1, 2, 4 ... s.
 * @returns false when the runner stopped before the batch was done; it will be delivered again
 */
export async function deliverStreamBatch(
  delivery: StreamDelivery,
  batch: readonly StreamRecord[],
): Promise<boolean> {
  const { source, signal } = delivery;
  let rest = batch;
  let attempt = 0;
  while (rest.length > 0) {
    const done = await countDone(delivery, rest);
    if (done > 0) attempt = 0;
    rest = rest.slice(done);
    if (rest.length === 0) return true;
    if (source.bisects && rest.length > 1 && done === 0) {
      const middle = Math.ceil(rest.length / 2);
      if (!(await deliverStreamBatch(delivery, rest.slice(0, middle)))) return false;
      rest = rest.slice(middle);
      continue;
    }
    if (source.maxRetries >= 0 && attempt >= source.maxRetries) {
      delivery.onGivenUp(rest);
      return true;
    }
    await pause(Math.min(1_000 * 2 ** attempt, LONGEST_WAIT_MS), signal);
    if (signal.aborted) return false;
    attempt += 1;
  }
  return true;
}

/** How many records from the front are done. */
async function countDone(
  { source, invoker }: StreamDelivery,
  records: readonly StreamRecord[],
): Promise<number> {
  try {
    const reply = await invoker.invoke(source.functionArn, { Records: records.map(({ record }) => record) });
    if (!source.reportsItemFailures) return records.length;
    const failed = readItemFailures(
      reply,
      records.map(({ sequenceNumber }) => sequenceNumber),
    );
    const firstFailed = records.findIndex(({ sequenceNumber }) => failed.has(sequenceNumber));
    return firstFailed < 0 ? records.length : firstFailed;
  } catch {
    // The invoker has told of it already.
    return 0;
  }
}
