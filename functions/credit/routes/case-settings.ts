import * as z from 'zod';
import { CompanyParams } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { Tiers } from './settings.ts';

const CaseSettingsBody = z
  .strictObject({
    checklist: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'has small letters, digits and -'),
          text: z.string().trim().min(1).max(200),
          required: z.boolean().default(false).describe('Nothing is released while it is open.'),
        }),
      )
      .max(30)
      .optional(),
    endDays: z
      .int()
      .min(1)
      .max(365)
      .optional()
      .describe('Days after which a case ends by itself: 30 unless said.'),
    tiers: Tiers.optional().describe(
      'Who may release up to which amount; as limits are approved unless said.',
    ),
  })
  .meta({
    example: { checklist: [{ id: 'accounts', text: 'Annual accounts seen', required: true }], endDays: 14 },
  });
export type CaseSettingsBody = z.output<typeof CaseSettingsBody>;

export const getCaseSettings = route({
  id: 'credit.getCaseSettings',
  method: 'GET',
  path: '/companies/{companyId}/credit-case-settings',
  scope: 'read',
  permission: 'credit.read-cases',
  summary: 'How the company works on cases, with ETag',
  params: CompanyParams,
  responses: { 200: { description: 'The settings', body: CaseSettingsBody } },
});

export const putCaseSettings = route({
  id: 'credit.putCaseSettings',
  method: 'PUT',
  path: '/companies/{companyId}/credit-case-settings',
  scope: 'write',
  permission: 'companies.configure',
  summary: 'Say how the company works on cases; needs If-Match',
  description: 'A checklist holds for cases that are opened from now on.',
  params: CompanyParams,
  body: CaseSettingsBody,
  responses: { 200: { description: 'As they stand now', body: CaseSettingsBody } },
});
