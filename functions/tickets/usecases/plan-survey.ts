import type { Retry } from '../../../shared/table/failures.ts';
import { NO_BALLOT } from '../domain/survey/ballot.ts';
import { mayAsk } from '../domain/survey/survey.ts';
import type { SurveyReader } from '../reader/surveys.ts';
import type { TicketReader } from '../reader/tickets.ts';
import type { SurveyStore } from '../store/surveys.ts';
import { surveySettings } from './keep-survey.ts';

export interface PlanSurveyDeps {
  readonly reader: Pick<TicketReader, 'loadTicket'> & Pick<SurveyReader, 'loadSurveySettings' | 'loadSurvey'>;
  readonly surveys: Pick<SurveyStore, 'commitSurvey'>;
  readonly retryWhileContended: Retry;
}

/**
 * Plans to ask the requester when a ticket has become done. Whether it is asked is decided when the time has come: until then the ticket
 * may be opened again. May run again for the same ticket.
 */
export async function planSurvey(
  deps: PlanSurveyDeps,
  { companyId, ticketId }: { readonly companyId: string; readonly ticketId: string },
  now: Date,
): Promise<void> {
  const settings = await surveySettings(deps, companyId);
  if (!settings.isOn) return;
  await deps.retryWhileContended(async () => {
    const [ticket, standing] = await Promise.all([
      deps.reader.loadTicket(companyId, ticketId),
      deps.reader.loadSurvey(companyId, ticketId),
    ]);
    if (!ticket || (standing && standing.state !== 'not-asked')) return;
    const asking = mayAsk(ticket, settings, undefined, now);
    if (asking.state === 'never') return;
    const at = now.toISOString();
    const dueAt = asking.state === 'later' ? asking.at : at;
    const version = (standing?.version ?? 0) + 1;
    await deps.surveys.commitSurvey({
      companyId,
      ticketId,
      version,
      state: 'planned',
      at,
      dueAt,
      ...NO_BALLOT,
    });
  });
}
