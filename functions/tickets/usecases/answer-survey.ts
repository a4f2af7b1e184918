import { sha256Hex } from '../../../shared/kernel/keyed-hash.ts';
import { type Ballot, castVote, MAX_CHANGES, openLink, quietUntil } from '../domain/survey/ballot.ts';
import type { Answer } from '../domain/survey/survey.ts';
import { claimedCompany, readSurvey, type SurveyOf } from '../domain/survey/survey-token.ts';
import type { TicketHappening } from '../domain/ticket/events.ts';
import { refuse } from '../errors.ts';
import type { MailReader } from '../reader/mails.ts';
import type { SurveyReader } from '../reader/surveys.ts';
import type { SurveyStore } from '../store/surveys.ts';
import type { SurveyRow } from '../table/surveys.ts';
import { type ChangeTicketDeps, changeTicket } from './change-ticket.ts';

export interface AnswerSurveyDeps extends Omit<ChangeTicketDeps, 'reader'> {
  readonly reader: ChangeTicketDeps['reader'] &
    Pick<MailReader, 'loadMailSettings'> &
    Pick<SurveyReader, 'loadSurvey'>;
  readonly surveys: Pick<SurveyStore, 'keepSurvey' | 'commitSurvey'>;
}

/** A survey by the token of its links; `isOver` where they no longer work. @throws tickets.unknown-survey */
export async function surveyOfToken(
  { reader }: Pick<AnswerSurveyDeps, 'reader'>,
  token: string,
  now: Date,
): Promise<SurveyOf & { readonly isOver: boolean }> {
  const company = claimedCompany(token);
  const settings = company === undefined ? undefined : await reader.loadMailSettings(company);
  const survey = settings && readSurvey(settings.secret, token, now);
  if (!survey) throw refuse('tickets.unknown-survey', 'There is no such survey.');
  return survey;
}

/**
 * Notes that the link of an answer was opened. It counts later, unless other answers are opened meanwhile (`domain/survey/ballot.ts`).
 * @returns how it stands now; undefined where nobody is asked any more
 */
export function openSurvey(
  deps: AnswerSurveyDeps,
  { companyId, ticketId }: SurveyOf,
  answer: Answer | undefined,
  now: Date,
): Promise<Ballot | undefined> {
  return deps.retryWhileContended(async () => {
    const seen = await deps.reader.loadSurvey(companyId, ticketId);
    if (seen?.state !== 'sent') return undefined;
    const ballot: Ballot = seen;
    const next = answer === undefined ? ballot : openLink(ballot, answer, now);
    if (next === ballot) return seen;
    const dueAt = next.clicked && quietUntil(next.clicked.at);
    await deps.surveys.commitSurvey({ ...seen, ...next, version: seen.version + 1, dueAt });
    return next;
  });
}

export type SurveyOutcome = 'counted' | 'too-many' | 'over';

/** Counts an answer that was sent from the page, with its words as an internal note. The same again changes nothing. */
export async function answerSurvey(
  deps: AnswerSurveyDeps,
  place: SurveyOf,
  { answer, comment }: { readonly answer: Answer; readonly comment?: string | undefined },
  now: Date,
): Promise<SurveyOutcome> {
  const { companyId, ticketId } = place;
  let outcome: SurveyOutcome = 'counted';
  let next: SurveyRow | undefined;
  const ticket = await deps.reader.loadTicket(companyId, ticketId);
  if (!ticket) return 'over';
  const by = { kind: 'requester' as const, id: ticket.requesterId };
  await changeTicket(
    deps,
    { companyId, ticketId },
    { by, now },
    async ({ articles, requester }) => {
      outcome = 'counted';
      next = undefined;
      const seen = await deps.reader.loadSurvey(companyId, ticketId);
      const commentHash = comment === undefined ? seen?.commentHash : sha256Hex(comment);
      const isNewWord = comment !== undefined && commentHash !== seen?.commentHash;
      if (seen?.state !== 'sent') outcome = 'over';
      else if (seen.vote === answer && !isNewWord) return { happenings: [] };
      else if (seen.changes >= MAX_CHANGES) outcome = 'too-many';
      if (!seen || outcome !== 'counted') return { happenings: [] };
      const version = seen.version + 1;
      const ballot = castVote({ ...seen, changes: seen.changes + 1 }, answer);
      next = { ...seen, ...ballot, version, commentHash, dueAt: undefined };
      const rated: TicketHappening[] = seen.vote === answer ? [] : [{ type: 'rated', rating: answer }];
      const note = { type: 'article-added', article: articles + 1, kind: 'note', isPublic: false } as const;
      return isNewWord
        ? { happenings: [...rated, note], words: [{ text: comment, from: requester }] }
        : { happenings: rated };
    },
    () => (next ? [deps.surveys.keepSurvey(next)] : []),
  );
  return outcome;
}
