import * as z from 'zod';
import { CompanyId } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { LANGUAGES } from '../domain/explanation/words.ts';
import { CheckKey } from './checks.ts';

const Sentence = z.string();

export const getExplanation = route({
  id: 'credit.getExplanation',
  method: 'GET',
  path: '/companies/{companyId}/credit-checks/{checkId}/explanation',
  scope: 'read',
  permission: 'credit.read-orders',
  summary: 'Why a check was decided as it was, in plain words for the customer',
  description:
    'What was looked at, what was found, what was decisive and what would have to be different; how decisions come about, and what ' +
    'the customer may ask for (Art. 12, 15(1)(h), 22(3) GDPR).',
  params: z.object({ companyId: CompanyId, checkId: CheckKey }),
  query: z.object({ language: z.enum(LANGUAGES).default('de') }),
  responses: {
    200: {
      description: 'The explanation',
      body: z
        .object({
          checkId: z.string(),
          language: z.enum(LANGUAGES),
          summary: z.array(Sentence),
          criteria: z.array(
            z.object({
              title: Sentence,
              finding: Sentence,
              decisive: z.boolean(),
              change: Sentence.optional().describe('What would have to be different.'),
            }),
          ),
          procedure: z.array(Sentence),
          rights: z.array(Sentence).describe('None for a legal person.'),
        })
        .meta({ id: 'CreditExplanation' }),
    },
  },
});
