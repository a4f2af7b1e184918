import { DONE, type Outcome, outcomeOf } from '../../../shared/queue/batch-worker.ts';
import type { MessageOf } from '../../../shared/queue/message.ts';
import type { partnerChanged } from '../../receivables/contract.ts';
import type { Screening } from '../compose.ts';
import type { runContinued } from '../contract.ts';
import { continueRun } from '../usecases/continue-run.ts';
import { screenPartner } from '../usecases/screen-partner.ts';

type ScreeningEvent = MessageOf<typeof partnerChanged> | MessageOf<typeof runContinued>;

/** Works on queue `screening-events`: partners that are new or have another name, and the steps of runs. */
export function followScreeningEvents(screening: Screening) {
  async function follow({ companyId, payload }: ScreeningEvent, now: Date): Promise<Outcome> {
    try {
      const screen = await screening.loadScreen(companyId);
      if ('runId' in payload) await continueRun(screening, companyId, payload, screen, now);
      else await screenPartner(screening, companyId, payload.partnerId, screen, now);
      return DONE;
    } catch (error) {
      return outcomeOf(error);
    }
  }
  return async (messages: readonly ScreeningEvent[], now: Date): Promise<Outcome[]> => {
    const outcomes: Outcome[] = [];
    for (const message of messages) outcomes.push(await follow(message, now));
    return outcomes;
  };
}
