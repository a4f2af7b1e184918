import type { RequestStore } from '../store/requests.ts';

export interface HandToQueueDeps {
  readonly store: Pick<RequestStore, 'keepPostingRequest'>;
  readonly newId: (prefix: string) => string;
}

export interface QueuedRequest {
  readonly id: string;
  readonly state: 'queued';
}

/**
 * Keeps an entry as it was sent and leaves its booking to the queue. The insert of the request is the message: the
 * table's stream publishes it, so nothing lies between the promise and the queue.
 */
export async function handToQueue(
  deps: HandToQueueDeps,
  companyId: string,
  entry: unknown,
  requestedBy: string,
  requestedAt: string,
): Promise<QueuedRequest> {
  const id = deps.newId('pst');
  await deps.store.keepPostingRequest({
    company: companyId,
    id,
    requestedAt,
    requestedBy,
    entry: JSON.stringify(entry),
  });
  return { id, state: 'queued' };
}
