import type { OutgoingMail } from '../../../shared/mail/outgoing.ts';
import { queueMail } from '../../../shared/mail/queue-mail.ts';
import { ContentionError, decideAgain } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { Days } from '../domain/figures/days.ts';
import { threadHeaders } from '../domain/mail/thread-headers.ts';
import { subjectTag } from '../domain/mail/tokens.ts';
import { settleClick } from '../domain/survey/ballot.ts';
import { type Asking, mayAsk } from '../domain/survey/survey.ts';
import { LINK_DAYS, signSurvey } from '../domain/survey/survey-token.ts';
import { surveySubject, surveyText } from '../domain/survey/survey-words.ts';
import type { SurveyReader } from '../reader/surveys.ts';
import type { SurveyStore } from '../store/surveys.ts';
import type { SurveyRow } from '../table/surveys.ts';
import type { TicketRow } from '../table/tickets.ts';
import { type ChangeTicketDeps, changeTicket } from './change-ticket.ts';
import { countAnswer } from './count-answer.ts';
import { answerSettings } from './keep-answers.ts';
import { surveySettings } from './keep-survey.ts';
import { domainOf, mailboxFor } from './mail-reply.ts';
import { mailSettings } from './mail-situation.ts';
import { addressed, mayBeAnswered, type TellDeps } from './tell-of-event.ts';
import { CLOCK_ACTOR } from './watch-clocks.ts';

export interface RunSurveysDeps extends Omit<ChangeTicketDeps, 'reader'>, Omit<TellDeps, 'reader' | 'store'> {
  readonly reader: ChangeTicketDeps['reader'] & TellDeps['reader'] & SurveyReader;
  readonly surveys: Pick<SurveyStore, 'keepSurvey' | 'commitSurvey' | 'markAsked'>;
  readonly daysOf: (companyId: string) => Promise<Days>;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Sends the surveys of a company that are due, and lets clicks count that nothing has contradicted. */
export async function runSurveys(
  deps: RunSurveysDeps,
  companyId: string,
  now: Date,
  onFailure: (companyId: string, error: unknown) => void,
): Promise<void> {
  for await (const { ticketId, state } of deps.reader.allDueSurveys(companyId, now.toISOString())) {
    try {
      await (state === 'planned' ? ask : settle)(deps, { companyId, ticketId }, now);
    } catch (error) {
      onFailure(companyId, error);
    }
  }
}

interface Place {
  readonly companyId: string;
  readonly ticketId: string;
}

interface Survey {
  readonly seen: SurveyRow;
  readonly mail: OutgoingMail;
  readonly writes: readonly Write[];
}

/** Asks, or decides not to: mail, event and survey are one transaction, so that a run that dies asks once. */
async function ask(deps: RunSurveysDeps, place: Place, now: Date): Promise<void> {
  let survey: Survey | undefined;
  const day = (await deps.daysOf(place.companyId)).dayOf(now.toISOString());
  await changeTicket(
    deps,
    place,
    { by: CLOCK_ACTOR, now },
    async (ticket) => {
      survey = await surveyOf(deps, ticket, now);
      return { happenings: survey ? [{ type: 'survey-sent', day }] : [] };
    },
    () => {
      if (!survey) return [];
      const { seen, mail, writes } = survey;
      const about = { module: 'tickets', subject: `${place.ticketId}/survey` };
      const order = { companyId: place.companyId, mailId: `tickets.${place.ticketId}.survey`, about };
      const sent = { ...stepOf(seen, now), state: 'sent' as const };
      return [
        queueMail(order, mail, now, () => new ContentionError('the survey was sent meanwhile')),
        // The ticket is in this transaction: nobody takes its words away meanwhile.
        deps.store.noteMailOfWords({ ...place, mailId: order.mailId }),
        deps.surveys.keepSurvey(sent),
        ...writes,
      ];
    },
  );
}

function stepOf(seen: SurveyRow, now: Date): SurveyRow {
  return { ...seen, version: seen.version + 1, at: now.toISOString(), dueAt: undefined };
}

/** What is to be sent; undefined where nobody is asked, now or at all, which is then kept. */
async function surveyOf(deps: RunSurveysDeps, ticket: TicketRow, now: Date): Promise<Survey | undefined> {
  const { companyId, ticketId, requester, requesterId, title } = ticket;
  const [seen, settings, asked, first, { secret }, { language }] = await Promise.all([
    deps.reader.loadSurvey(companyId, ticketId),
    surveySettings(deps, companyId),
    deps.reader.loadSurveyed(companyId, requesterId),
    deps.reader.loadArticle(companyId, ticketId, 1),
    decideAgain('tickets', deps, () => mailSettings(deps, companyId)),
    answerSettings(deps, companyId),
  ]);
  if (seen?.state !== 'planned') return undefined;
  const asking = mayAsk(ticket, settings, asked?.at, now);
  if (asking.state !== 'ask') return refrain(deps, seen, asking, now);
  const mailbox = await mailboxFor(deps, ticket, first);
  if (!mailbox || !(await mayBeAnswered(deps, ticket, first)))
    return refrain(deps, seen, { state: 'never', because: 'not-reachable' }, now);
  const counts = await countAnswer(deps, { companyId, ticketId, to: requester.email }, now);
  const inAnHour = new Date(now.getTime() + HOUR).toISOString();
  if (!counts) return refrain(deps, seen, { state: 'later', at: inAnHour }, now);
  const thread = { companyId, ticketId };
  const before = first?.messageId ? [{ messageId: first.messageId, isIncoming: true }] : [];
  const link = `${settings.address}/surveys/${signSurvey(secret, thread, now)}`;
  const until = new Date(now.getTime() + LINK_DAYS * DAY).toISOString().slice(0, 10);
  const mail: OutgoingMail = {
    ...addressed(mailbox, requester),
    subject: surveySubject(title, subjectTag(secret, thread), language),
    text: surveyText({ title, ticketId, link, until }, language),
    ...threadHeaders(secret, thread, 'survey', domainOf(mailbox.address), before),
    marks: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    attachments: [],
  };
  const marked = deps.surveys.markAsked(asked, { companyId, requesterId, at: now.toISOString() });
  return { seen, mail, writes: [marked, ...counts] };
}

async function refrain(
  { surveys }: RunSurveysDeps,
  seen: SurveyRow,
  asking: Exclude<Asking, { state: 'ask' }>,
  now: Date,
): Promise<undefined> {
  const next =
    asking.state === 'later'
      ? { dueAt: asking.at }
      : { state: 'not-asked' as const, because: asking.because };
  await surveys.commitSurvey({ ...stepOf(seen, now), ...next });
}

/** Lets a click count. */
async function settle(deps: RunSurveysDeps, place: Place, now: Date): Promise<void> {
  let next: SurveyRow | undefined;
  await changeTicket(
    deps,
    place,
    { by: CLOCK_ACTOR, now },
    async () => {
      const seen = await deps.reader.loadSurvey(place.companyId, place.ticketId);
      if (!seen?.clicked) return { happenings: [] };
      const ballot = settleClick(seen, now);
      next = { ...stepOf(seen, now), clicked: ballot.clicked, vote: ballot.vote };
      return { happenings: ballot.vote === undefined ? [] : [{ type: 'rated', rating: ballot.vote }] };
    },
    () => (next ? [deps.surveys.keepSurvey(next)] : []),
  );
}
