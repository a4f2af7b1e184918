import * as z from 'zod';
import type { QueueModel } from '../template/model.ts';
import type { GateRequest } from './gate-request.ts';
import { type GateAnswer, jsonError } from './refusals.ts';

const QueueNamed = z.object({ QueueName: z.string() });

/**
 * Answers GetQueueUrl with the URL that leads through the gate. The broker would name a host of its own, which clients
 * then call instead of the endpoint they were given, past the gate or into nowhere.
 */
export function findQueueUrl(queues: readonly QueueModel[], { body }: Pick<GateRequest, 'body'>): GateAnswer {
  const { QueueName } = QueueNamed.parse(JSON.parse(body.toString()));
  const queue = queues.find(({ name }) => name === QueueName);
  if (!queue) {
    return jsonError(400, 'QueueDoesNotExist', 'The specified queue does not exist.', {
      'x-amzn-query-error': 'AWS.SimpleQueueService.NonExistentQueue;Sender',
    });
  }
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ QueueUrl: queue.url }),
  };
}
