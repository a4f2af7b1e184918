import type { Principal } from '../../../shared/access.ts';
import { refuse } from '../../../shared/queue/errors.ts';
import {
  type FailedMessage as Failed,
  FailedMessage,
  unpackBody,
} from '../../../shared/queue/failed-message.ts';
import { where } from '../../../shared/table/condition.ts';
import type { Table } from '../../../shared/table/table.ts';
import { put } from '../../../shared/table/writes.ts';
import type { Queues } from '../queues.ts';

export interface RedriveInput {
  readonly companyId: string;
  readonly failedMessageId: string;
  readonly principal: Principal;
  readonly now: Date;
}

/** @throws platform.unknown-failed-message */
export async function loadFailedMessage(
  table: Table,
  { companyId, failedMessageId }: Pick<RedriveInput, 'companyId' | 'failedMessageId'>,
): Promise<Failed> {
  const failed = await table.get(FailedMessage, { companyId, failedMessageId });
  if (failed) return failed;
  throw refuse('platform.unknown-failed-message', `There is no failed message ${failedMessageId}.`);
}

class RedrivenMeanwhileError extends Error {}

/**
 * Sends a failed message to its queue again and remembers who did. Sent first, marked then: a crash in between sends it
 * twice at most, which its consumer stands, and never not at all.
 */
export async function redriveMessage(
  { table, queues }: { readonly table: Table; readonly queues: Queues },
  { companyId, failedMessageId, principal, now }: RedriveInput,
): Promise<Failed> {
  const failed = await loadFailedMessage(table, { companyId, failedMessageId });
  if (failed.state === 'redriven') return failed;
  if (!failed.body) {
    throw refuse('platform.body-not-kept', 'Redrive it from the dead-letter queue itself.');
  }
  await queues.send(failed.queue, unpackBody(failed.body));
  await queues.forget(failed.queue, failedMessageId);
  const redriven: Failed = {
    ...failed,
    state: 'redriven',
    redrivenAt: now.toISOString(),
    redrivenBy: principal.id,
  };
  try {
    const meanwhile = () => new RedrivenMeanwhileError();
    await table.write(put(FailedMessage, redriven, where({ state: 'failed' }), meanwhile));
  } catch (error) {
    if (!(error instanceof RedrivenMeanwhileError)) throw error;
  }
  return redriven;
}
