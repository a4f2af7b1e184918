import * as z from 'zod';
import { CompanyParams } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { Code } from '../contract.ts';

const Address = z
  .url()
  .max(300)
  .regex(
    /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)[:/])[^\s?#]*$/,
    'must be like https://help.example.com',
  )
  .transform((address) => address.replace(/\/+$/, ''));

const SettingsBody = z
  .strictObject({
    isOn: z.boolean(),
    address: Address.optional().describe(
      'Under which people outside reach this API; links of mails begin with it.',
    ),
    afterHours: z.int().min(0).max(336).default(24).describe('How long a ticket must have stayed done.'),
    perRequesterDays: z
      .int()
      .min(1)
      .max(365)
      .default(14)
      .describe('Nobody is asked twice within so many days.'),
    exceptTags: z.array(Code).max(50).default(['spam']),
    exceptCategories: z.array(Code).max(50).default([]),
  })
  .refine(({ isOn, address }) => !isOn || address !== undefined, {
    path: ['address'],
    error: 'is needed to ask',
  })
  .meta({ id: 'SurveySettingsBody', example: { isOn: true, address: 'https://help.example.com' } });
const SettingsView = z
  .object({ ...SettingsBody.shape, address: z.string().optional(), version: z.int() })
  .meta({ id: 'SurveySettings' });

export const getSurveySettings = route({
  id: 'tickets.getSurveySettings',
  method: 'GET',
  path: '/companies/{companyId}/help-desk/survey',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'Whether and how requesters are asked if they are satisfied, with ETag; off until it is set',
  params: CompanyParams,
  responses: { 200: { description: 'The settings', body: SettingsView } },
});

export const putSurveySettings = route({
  id: 'tickets.putSurveySettings',
  method: 'PUT',
  path: '/companies/{companyId}/help-desk/survey',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Set whether and how requesters are asked if they are satisfied; needs If-Match',
  description:
    'A ticket is asked about once, when it has stayed done; not where it was merged, has one of the tags or categories, or its requester was asked lately.',
  params: CompanyParams,
  body: SettingsBody,
  responses: { 200: { description: 'As it stands now', body: SettingsView } },
});
