import { DONE, outcomeOf } from '../../../shared/queue/batch-worker.ts';
import type { MessageOf } from '../../../shared/queue/message.ts';
import type { blockCommitted } from '../../ledger/contract.ts';
import type { dunningChanged, itemsCleared, partnerChanged } from '../../receivables/contract.ts';
import { type FollowBooksDeps, followBooks } from '../usecases/follow-books.ts';

type BookEvent =
  | MessageOf<typeof blockCommitted>
  | MessageOf<typeof itemsCleared>
  | MessageOf<typeof dunningChanged>
  | MessageOf<typeof partnerChanged>;

/** Works on queue `credit-events`: what happened in the books of one company is followed at once. */
export function followBookEvents(deps: FollowBooksDeps) {
  return async (messages: readonly BookEvent[], now: Date) => {
    const outcomes = new Map<string, typeof DONE | ReturnType<typeof outcomeOf>>();
    for (const [companyId, events] of Map.groupBy(messages, (message) => message.companyId)) {
      const changes = events.map(({ payload }) => payload);
      const followed = followBooks(deps, companyId, changes, now);
      outcomes.set(companyId, await followed.then(() => DONE, outcomeOf));
    }
    return messages.map(({ companyId }) => outcomes.get(companyId) ?? DONE);
  };
}
