import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Table } from '../table/table.ts';
import { put } from '../table/writes.ts';
import { FailedMessage, packBody } from './failed-message.ts';

/** A message that is given up, and why. */
export interface DeadLetter {
  readonly companyId: string;
  /** SQS's id of the message, the same at every delivery. */
  readonly deliveryId: string;
  readonly queue: string;
  readonly type: string | undefined;
  readonly messageId: string | undefined;
  readonly body: string;
  readonly code: string;
  readonly reason: string;
}

/** Takes a message out of its queue for good. A port: the worker deletes the message only when this has returned. */
export type Bury = (letter: DeadLetter, now: Date) => Promise<void>;

/** SQS takes 256 characters and more in an attribute; a reason is a sentence. */
const MAX_REASON_LENGTH = 500;

/**
 * Records the message where people see it, then sends it to the dead-letter queue with its reason, and only then
 * returns, so that the worker may delete it: a crash in between repeats a step, and loses nothing.
 */
export function deadLetterBox(deps: {
  readonly table: Table;
  readonly sqs: SQSClient;
  readonly deadLetterQueueUrl: string;
}): Bury {
  return async (letter, now) => {
    const { companyId, deliveryId, queue, type, messageId, code } = letter;
    const reason = letter.reason.slice(0, MAX_REASON_LENGTH) || code;
    const body = packBody(letter.body);
    const record = {
      companyId,
      failedMessageId: deliveryId,
      queue,
      type,
      messageId,
      code,
      reason,
      ...(body ? { body } : {}),
      state: 'failed' as const,
      failedAt: now.toISOString(),
    };
    await deps.table.write(put(FailedMessage, record));
    const attribute = (StringValue: string) => ({ DataType: 'String', StringValue });
    await deps.sqs.send(
      new SendMessageCommand({
        QueueUrl: deps.deadLetterQueueUrl,
        MessageBody: letter.body,
        MessageAttributes: {
          reason: attribute(reason),
          code: attribute(code),
          failedMessageId: attribute(deliveryId),
          companyId: attribute(companyId),
        },
      }),
    );
  };
}
