import * as z from 'zod';
import { CompanyParams, DateField } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { MatchView } from './views.ts';

export const postScreening = route({
  id: 'screening.postScreening',
  method: 'POST',
  path: '/companies/{companyId}/screenings',
  scope: 'write',
  permission: 'screening.read',
  summary: 'Compare a name with all sanctions lists; nothing is stored',
  description:
    'The score is explained in the README of screening. A clear answer says what it was compared with.',
  params: CompanyParams,
  body: z
    .strictObject({
      name: z.string().trim().min(1).max(400),
      dateOfBirth: z
        .union([DateField, z.string().regex(/^\d{4}$/, 'must be a day or a year')])
        .optional()
        .describe('A day or a year.'),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/, 'must be a country of ISO 3166-1, like DE')
        .optional()
        .describe('Of nationality or seat.'),
      from: z.int().min(50).max(100).optional().describe('Least score; the company’s setting unless said.'),
    })
    .meta({ example: { name: 'Müller Handels GmbH', country: 'DE' } }),
  responses: {
    200: {
      description: 'Who it could be, the likeliest first',
      body: z.object({
        words: z.array(z.string()).describe('The name as it was compared.'),
        found: z.int(),
        matches: z.array(MatchView).describe('Fifty at most.'),
        lists: z.record(z.string(), z.string()).describe('Version of each list.'),
      }),
    },
  },
});
