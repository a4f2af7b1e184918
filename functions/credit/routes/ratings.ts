import * as z from 'zod';
import { CompanyParams, Instant } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { AmountText } from '../contract.ts';
import { RATING_OUTCOMES } from '../table/ratings.ts';
import { CustomerParams } from './profiles.ts';
import { Money } from './views.ts';

const AgencyName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'has small letters, digits and -')
  .meta({ example: 'creditreform' });

const RatingSettingsBody = z
  .strictObject({
    agencies: z
      .array(
        z.strictObject({
          agency: AgencyName,
          maximumAgeDays: z
            .int()
            .min(1)
            .max(3_660)
            .describe('A rating that is not older is not asked for again.'),
          price: AmountText.optional().describe('Of a rating, where the agency’s answer names none.'),
        }),
      )
      .max(4)
      .describe('In the order in which they are asked; where they answer is said by the deployment.'),
    requestsPerHour: z.int().min(0).max(60).describe('To all agencies together; 0 asks none.'),
  })
  .meta({
    example: {
      agencies: [{ agency: 'creditreform', maximumAgeDays: 180, price: '12.50' }],
      requestsPerHour: 20,
    },
  });
export type RatingSettingsBody = z.output<typeof RatingSettingsBody>;

export const getRatingSettings = route({
  id: 'credit.getRatingSettings',
  method: 'GET',
  path: '/companies/{companyId}/credit-rating-settings',
  scope: 'read',
  permission: 'credit.read',
  summary: 'Which agencies are asked for ratings, with ETag',
  description: '`known` are the agencies that this deployment can reach.',
  params: CompanyParams,
  responses: {
    200: {
      description: 'The settings',
      body: RatingSettingsBody.extend({ known: z.array(z.string()) }),
    },
  },
});

export const putRatingSettings = route({
  id: 'credit.putRatingSettings',
  method: 'PUT',
  path: '/companies/{companyId}/credit-rating-settings',
  scope: 'write',
  permission: 'companies.configure',
  summary: 'Say which agencies are asked for ratings; needs If-Match',
  params: CompanyParams,
  body: RatingSettingsBody,
  responses: { 200: { description: 'As they stand now', body: RatingSettingsBody } },
});

export const requestRating = route({
  id: 'credit.requestRating',
  method: 'POST',
  path: '/companies/{companyId}/credit/{customerId}/rating-requests',
  scope: 'write',
  permission: 'credit.manage',
  summary: 'Ask the agencies of the company for a rating, in their order',
  description:
    'A rating that is young enough is answered without asking anybody. Name, VAT id and address of the partner are told, for ' +
    'businesses only. Each request is kept with what it cost. An agency that fails is passed over: `steps` says what became of each.',
  params: CustomerParams,
  responses: {
    200: {
      description: 'The rating, or why there is none',
      body: z.object({
        rating: z.object({ agency: z.string(), rating: z.string(), on: z.string() }).optional(),
        steps: z.array(
          z.object({
            agency: z.string(),
            outcome: z.enum(['young', 'rated', 'none', 'timeout', 'failed', 'malformed']),
            requestId: z.string().optional(),
            detail: z.string().optional(),
          }),
        ),
      }),
    },
  },
});

export const listRatingRequests = route({
  id: 'credit.listRatingRequests',
  method: 'GET',
  path: '/companies/{companyId}/credit-rating-requests',
  scope: 'read',
  permission: 'credit.read',
  summary: 'What was asked of agencies in a month, and what it cost',
  params: CompanyParams,
  query: z.object({
    month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month, like 2026-03')
      .optional()
      .describe('The present one unless said.'),
  }),
  responses: {
    200: {
      description: 'Sums by agency, and the last thousand requests',
      body: z.object({
        month: z.string(),
        currency: z.string(),
        agencies: z.array(
          z.object({
            agency: z.string(),
            requests: z.int(),
            rated: z.int(),
            price: Money,
            averageMilliseconds: z.int(),
          }),
        ),
        items: z.array(
          z.object({
            id: z.string(),
            agency: z.string(),
            customerId: z.string(),
            at: Instant,
            by: z.string(),
            outcome: z
              .enum(RATING_OUTCOMES)
              .describe('`asked`: begun, and how it ended was not written down.'),
            detail: z.string().optional(),
            price: Money,
            milliseconds: z.int(),
          }),
        ),
      }),
    },
  },
});
