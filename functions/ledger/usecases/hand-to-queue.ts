import type { Write } from '../../../shared/table/writes.ts';
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
 * table's stream publishes it, so nothing lies between the promise and the queue. `remember` are writes that must happen
 * together with it: the reply stored under the caller's key.
 */
export async function handToQueue(
  deps: HandToQueueDeps,
  companyId: string,
  entry: unknown,
  requestedBy: string,
  requestedAt: string,
  remember: (request: QueuedRequest) => readonly Write[],
): Promise<QueuedRequest> {
  const id = deps.newId('pst');
  const request = { company: companyId, id, requestedAt, requestedBy, entry: JSON.stringify(entry) };
  const queued = { id, state: 'queued' } as const;
  await deps.store.keepPostingRequest(request, remember(queued));
  return queued;
}
