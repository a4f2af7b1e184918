import * as z from 'zod';
import { ROLE_NAMES } from '../../../shared/access.ts';
import { CompanyParams } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { AmountText } from '../contract.ts';
import { RiskClass } from './profiles.ts';

/** Roles by amount; the last tier has no bound. */
export const Tiers = z
  .array(
    z.strictObject({
      upTo: AmountText.optional(),
      roles: z.array(z.enum(ROLE_NAMES)).min(1).max(ROLE_NAMES.length),
    }),
  )
  .min(1)
  .max(10);

const SettingsBody = z
  .strictObject({
    tiers: Tiers.optional().describe(
      'Who may approve limits up to which amount; credit controllers and admins all, unless said.',
    ),
    reviewMonths: z
      .record(RiskClass, z.int().min(1).max(60))
      .optional()
      .describe('Months between reviews by risk class: A 12, B 12, C 6, D 3, E 1, others 12, unless said.'),
    horizonDays: z
      .int()
      .min(0)
      .max(365)
      .optional()
      .describe('Orders delivered later take nothing of the limit yet. Without it every order does.'),
    newCustomer: z
      .strictObject({ days: z.int().min(1).max(3_650), documentMaximum: AmountText })
      .optional()
      .describe('For so many days an order of a new customer is referred above this amount.'),
  })
  .meta({ example: { tiers: [{ upTo: '10000.00', roles: ['credit-controller'] }, { roles: ['admin'] }] } });
export type SettingsBody = z.output<typeof SettingsBody>;

export const getSettings = route({
  id: 'credit.getSettings',
  method: 'GET',
  path: '/companies/{companyId}/credit-settings',
  scope: 'read',
  permission: 'credit.read',
  summary: 'How the company grants limits and looks at orders, with ETag',
  params: CompanyParams,
  responses: { 200: { description: 'The settings', body: SettingsBody } },
});

export const putSettings = route({
  id: 'credit.putSettings',
  method: 'PUT',
  path: '/companies/{companyId}/credit-settings',
  scope: 'write',
  permission: 'companies.configure',
  summary: 'Say how the company grants limits and looks at orders; needs If-Match',
  params: CompanyParams,
  body: SettingsBody,
  responses: { 200: { description: 'As they stand now', body: SettingsBody } },
});
