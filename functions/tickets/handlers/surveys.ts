import { type Binding, on } from '../../../shared/http/binding.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { Tickets } from '../compose.ts';
import type { Ballot } from '../domain/survey/ballot.ts';
import { ANSWERS, type Answer } from '../domain/survey/survey.ts';
import { PAGE_HEADERS } from '../pages/html.ts';
import {
  MAX_COMMENT_CHARACTERS,
  type SurveyNotice,
  type SurveyPage,
  surveyOverPage,
  surveyPage,
} from '../pages/survey-page.ts';
import * as pages from '../routes/survey-pages.ts';
import * as routes from '../routes/surveys.ts';
import type { SurveySettingsRow } from '../table/surveys.ts';
import { answerSurvey, openSurvey, surveyOfToken } from '../usecases/answer-survey.ts';
import { answerSettings } from '../usecases/keep-answers.ts';
import { keepSurveySettings, surveySettings } from '../usecases/keep-survey.ts';

function viewSettings({ companyId: _, at: __, by: ___, ...row }: SurveySettingsRow) {
  return row;
}

/** Whether and how a company asks. */
export function surveyBindings(deps: Tickets): readonly Binding[] {
  return [
    on(routes.getSurveySettings, async ({ params: { companyId } }) => {
      const row = await surveySettings(deps, companyId);
      return ok(viewSettings(row), etagOf(row.version));
    }),
    on(routes.putSurveySettings, async ({ params: { companyId }, body, principal, headers, now }) => {
      const row = await keepSurveySettings(deps, companyId, body, { principal: principal.id, headers, now });
      return ok(viewSettings(row), etagOf(row.version));
    }),
  ];
}

/** A browser that fetches ahead of a click says so; it is no click. */
function isAhead(headers: Readonly<Record<string, string | undefined>>): boolean {
  return /prefetch|preview|prerender/i.test(`${headers['sec-purpose'] ?? ''} ${headers.purpose ?? ''}`);
}

const answerOf = (text: string | undefined): Answer | undefined =>
  ANSWERS.find((answer) => String(answer) === text);

function noticeOf(ballot: Ballot, answer: Answer | undefined): SurveyNotice | undefined {
  if (answer === undefined) return undefined;
  if (ballot.vote === answer) return 'counted';
  return ballot.clicked?.answer === answer ? 'noted' : 'confirm';
}

/** Pages on which requesters answer. */
export function surveyPageBindings(deps: Tickets): readonly Binding[] {
  const languageOf = async (companyId: string) => (await answerSettings(deps, companyId)).language;
  const over = (language: SurveyPage['language']) =>
    ({ status: 410, body: surveyOverPage(language), headers: PAGE_HEADERS }) as const;

  return [
    on(pages.showSurvey, async ({ params: { token, answer: said }, headers, now }) => {
      const survey = await surveyOfToken(deps, token, now);
      const { companyId, ticketId, isOver } = survey;
      const language = await languageOf(companyId);
      if (isOver) return over(language);
      const answer = answerOf(said);
      const ballot = await openSurvey(deps, survey, isAhead(headers) ? undefined : answer, now);
      if (!ballot) return over(language);
      const chosen = answer ?? ballot.vote ?? ballot.clicked?.answer;
      const notice = noticeOf(ballot, answer);
      return ok(surveyPage({ language, ticketId, answer: chosen, notice }), PAGE_HEADERS);
    }),
    on(pages.sendSurvey, async ({ params: { token }, body: { fields }, now }) => {
      const survey = await surveyOfToken(deps, token, now);
      const { companyId, ticketId, isOver } = survey;
      const language = await languageOf(companyId);
      if (isOver) return over(language);
      const answer = answerOf(fields.answer);
      const comment = fields.comment?.trim() || undefined;
      const shown = { language, ticketId, answer, comment };
      const again = (notice: SurveyNotice) => surveyPage({ ...shown, notice });
      const refused = (notice: SurveyNotice) =>
        ({ status: 422, body: again(notice), headers: PAGE_HEADERS }) as const;
      if (answer === undefined) return refused('choose');
      if (comment !== undefined && comment.length > MAX_COMMENT_CHARACTERS) return refused('too-long');
      const outcome = await answerSurvey(deps, survey, { answer, comment }, now);
      if (outcome === 'over') return over(language);
      if (outcome === 'too-many')
        return { status: 429 as const, body: again('too-many'), headers: PAGE_HEADERS };
      return ok(surveyPage({ language, ticketId, answer, notice: 'counted' }), PAGE_HEADERS);
    }),
  ];
}
