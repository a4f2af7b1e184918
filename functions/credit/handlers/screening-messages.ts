import { DONE, type Outcome, outcomeOf } from '../../../shared/queue/batch-worker.ts';
import type { MessageOf } from '../../../shared/queue/message.ts';
import type { partnerScreened } from '../../screening/contract.ts';
import { type FollowScreeningDeps, followScreening } from '../usecases/follow-screening.ts';

/** Works on queue `credit-screening`: what screening says of customers. */
export function followScreenedPartners(deps: FollowScreeningDeps) {
  return async (messages: readonly MessageOf<typeof partnerScreened>[], now: Date): Promise<Outcome[]> => {
    const outcomes: Outcome[] = [];
    for (const { companyId, payload } of messages) {
      const followed = followScreening(deps, companyId, payload.partnerId, now);
      outcomes.push(await followed.then(() => DONE, outcomeOf));
    }
    return outcomes;
  };
}
