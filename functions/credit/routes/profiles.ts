import * as z from 'zod';
import {
  CompanyId,
  CompanyParams,
  DateField,
  Instant,
  PageQuery,
  pageOf,
} from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { AmountText, CurrencyCode, CustomerId } from '../contract.ts';
import { COMPONENTS } from '../domain/components.ts';
import { INSURANCE_STATES, SANCTIONS_STATES } from '../domain/policy/facts.ts';
import { ExposureView, Money } from './views.ts';

export const CustomerParams = z.object({ companyId: CompanyId, customerId: CustomerId });

const Terms = z.strictObject({
  include: z.boolean().default(true).describe('Whether this part counts against the limit.'),
  subLimit: AmountText.optional().describe('The most that this part alone may come to.'),
});
const TermsOfParts = z.strictObject({
  openItems: Terms.optional(),
  deliveries: Terms.optional(),
  reserved: Terms.optional(),
  unbilled: Terms.optional(),
  prepayments: Terms.optional(),
});

const Block = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{0,31}$/, 'has capital letters, digits and _')
    .meta({ example: 'CREDIT_HOLD' }),
  note: z.string().trim().min(1).max(200).optional(),
});

export const RiskClass = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{0,3}$/, 'has up to four capital letters and digits')
  .meta({ description: 'A is the best; the standard policy refers D and declines E', example: 'B' });

const ProfileBody = z
  .strictObject({
    currency: CurrencyCode.optional().describe('Of the limit; that of the company unless said.'),
    riskClass: RiskClass.optional(),
    score: z.int().min(0).max(100_000).optional(),
    insurance: z
      .strictObject({ cover: AmountText, policy: z.string().trim().min(1).max(64).optional() })
      .optional()
      .describe('What the trade credit insurer covers.'),
    collateral: AmountText.optional(),
    mustBeCovered: z.boolean().optional().describe('Exposure above cover and collateral is referred.'),
    blocks: z.array(Block).max(10).optional(),
    parent: CustomerId.optional().describe('The head of the group, whose limit the customer shares.'),
    exposure: TermsOfParts.optional(),
    overdueLimit: AmountText.optional().describe('The most that may be overdue.'),
    person: z
      .enum(['natural', 'legal'])
      .optional()
      .describe('Consumers and sole traders are natural persons. As it was unless said.'),
    customerSince: DateField.optional().describe('As it was, or today, unless said.'),
    reviewOn: DateField.optional().describe('As it was unless said; an approved limit sets it.'),
  })
  .meta({ example: { riskClass: 'B', insurance: { cover: '5000.00' } } });
export type ProfileBody = z.output<typeof ProfileBody>;

export const ProfileView = z
  .object({
    customerId: z.string(),
    currency: z.string(),
    limit: Money.optional().describe(
      'As of today. None and zero are different: none is looked at by a person.',
    ),
    temporaryLimit: z.object({ limit: Money, until: z.string(), afterwards: Money.optional() }).optional(),
    riskClass: z.string().optional(),
    score: z.int().optional(),
    insurance: z
      .object({
        cover: Money,
        policy: z.string().optional(),
        state: z
          .enum(INSURANCE_STATES)
          .optional()
          .describe('By the insurance clock, where there is a policy.'),
        until: z.string().optional().describe('Covered up to this day, if nothing is paid or reported.'),
      })
      .optional(),
    sanctions: z
      .object({ state: z.enum(SANCTIONS_STATES), at: Instant })
      .optional()
      .describe('What screening says of it; none: it was never screened.'),
    ratings: z
      .array(z.object({ agency: z.string(), rating: z.string(), on: z.string() }))
      .optional()
      .describe('What agencies said, the newest of each.'),
    collateral: Money.optional(),
    mustBeCovered: z.boolean(),
    person: z
      .enum(['natural', 'legal', 'unknown'])
      .describe(
        'As it was said, else natural where the partner is a consumer. Unknown is treated like natural.',
      ),
    blocks: z.array(
      z.object({ code: z.string(), note: z.string().optional(), since: z.string(), by: z.string() }),
    ),
    parent: z.string().optional(),
    members: z.array(z.string()).optional().describe('Of a group whose head this is.'),
    exposure: ExposureView,
    terms: z.partialRecord(
      z.enum(COMPONENTS),
      z.object({ include: z.boolean(), subLimit: Money.optional() }),
    ),
    overdueLimit: Money.optional(),
    oldestOverdueDays: z.int(),
    dunningLevel: z.int(),
    customerSince: z.string(),
    reviewOn: z.string().optional(),
    changedAt: Instant,
    changedBy: z.string(),
  })
  .meta({ id: 'CreditProfile' });
export type ProfileView = z.output<typeof ProfileView>;

export const putProfile = route({
  id: 'credit.putProfile',
  method: 'PUT',
  path: '/companies/{companyId}/credit/{customerId}',
  scope: 'write',
  permission: 'credit.manage',
  summary: 'Open the credit profile of a customer, or replace what is known of it',
  description:
    'Changing one needs If-Match. The limit is not part of it: it is asked for at `credit-limits` and approved by somebody ' +
    'else. The head of a group shares its limit with the members, who may have one of their own besides.',
  params: CustomerParams,
  body: ProfileBody,
  responses: {
    200: { description: 'As it stands now', body: ProfileView },
    201: { description: 'Opened', body: ProfileView },
  },
});

export const getProfile = route({
  id: 'credit.getProfile',
  method: 'GET',
  path: '/companies/{companyId}/credit/{customerId}',
  scope: 'read',
  permission: 'credit.read',
  summary: 'The credit profile of a customer with its exposure, part by part, with ETag',
  params: CustomerParams,
  responses: { 200: { description: 'The profile', body: ProfileView } },
});

const ProfileSummary = z.object({
  customerId: z.string(),
  currency: z.string(),
  limit: Money.optional(),
  riskClass: z.string().optional(),
  blocked: z.boolean(),
  parent: z.string().optional(),
  reviewOn: z.string().optional(),
});

export const listProfiles = route({
  id: 'credit.listProfiles',
  method: 'GET',
  path: '/companies/{companyId}/credit',
  scope: 'read',
  permission: 'credit.read',
  summary: 'Credit profiles in the order of their customers, or those to be reviewed by a day',
  params: CompanyParams,
  query: PageQuery.extend({
    reviewUntil: DateField.optional().describe('Only those to be reviewed by this day, the oldest first.'),
  }),
  responses: { 200: { description: 'A page of profiles', body: pageOf(ProfileSummary) } },
});
