import * as z from 'zod';
import { route } from '../../../shared/http/route.ts';
import { ANSWERS } from '../domain/survey/survey.ts';

const HTML = 'text/html; charset=utf-8';
const page = (description: string) => ({ description, contentType: HTML, body: z.string() });

const place = {
  path: '/surveys/{token}/{answer}',
  params: z.object({
    token: z.string().max(200).describe('As it stands in the mail.'),
    answer: z
      .enum(['choose', ...ANSWERS.map(String)])
      .describe('1 very dissatisfied to 5 very satisfied; `choose` chooses nothing yet.'),
  }),
} as const;

export const showSurvey = route({
  ...place,
  id: 'tickets.showSurvey',
  method: 'GET',
  scope: 'public',
  summary: 'The page of a survey, as a link of its mail opens it: the answer is noted',
  description:
    'It counts ten minutes later, unless other answers of the mail are opened meanwhile, as programs do that look mails over: from then on only what is sent counts.',
  responses: { 200: page('The page'), 410: page('That the links no longer work') },
});

export const sendSurvey = route({
  ...place,
  id: 'tickets.sendSurvey',
  method: 'POST',
  scope: 'public',
  summary: 'Answer a survey from its page, with words; may be changed while the links work',
  description: 'Fields `answer` (1 to 5) and `comment`, which becomes an internal note of the ticket.',
  form: true,
  bodyLimitBytes: 50_000,
  body: z
    .strictObject({ fields: z.record(z.string(), z.string()), files: z.array(z.unknown()).max(0) })
    .meta({ id: 'SentSurvey' }),
  responses: {
    200: page('Thanks'),
    410: page('That the links no longer work'),
    422: page('The page again, with what is wrong'),
    429: page('The page again: it was changed too often'),
  },
});
