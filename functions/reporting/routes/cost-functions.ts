import * as z from 'zod';
import { CompanyParams } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';

const Share = z
  .string()
  .regex(/^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/, 'must be a percentage from 0 to 100, like "33.33"');
const AccountRange = z
  .string()
  .regex(/^\d{4,8}(-\d{4,8})?$/, 'must be an account or a range of them, like 4100-4199');

export const CostFunctionRules = z
  .strictObject({
    rules: z
      .array(
        z.strictObject({
          accounts: z.array(AccountRange).min(1).max(100).optional(),
          costCentres: z.array(z.string().min(1).max(36)).min(1).max(100).optional(),
          shares: z
            .strictObject({
              production: Share.optional(),
              distribution: Share.optional(),
              administration: Share.optional(),
              other: Share.optional(),
            })
            .describe('Percentages; together 100.'),
        }),
      )
      .max(200)
      .describe(
        'The first rule that takes an amount counts; one that names accounts and cost centres wants both.',
      ),
  })
  .meta({
    example: {
      rules: [
        { costCentres: ['100'], shares: { production: '100' } },
        { accounts: ['4200-4299'], shares: { production: '60', administration: '40' } },
      ],
    },
  });

export const getCostFunctions = route({
  id: 'reporting.getCostFunctions',
  method: 'GET',
  path: '/companies/{companyId}/report-settings/cost-functions',
  scope: 'read',
  permission: 'reporting.read',
  summary: 'Which expenses serve which function (§275 Abs. 3 HGB)',
  description: 'Without rules so far the list is empty and the ETag `"0"`.',
  params: CompanyParams,
  responses: { 200: { description: 'The rules', body: CostFunctionRules } },
});

export const putCostFunctions = route({
  id: 'reporting.putCostFunctions',
  method: 'PUT',
  path: '/companies/{companyId}/report-settings/cost-functions',
  scope: 'write',
  permission: 'ledger.configure',
  summary: 'Replace the rules that assign expenses to functions',
  description: 'They count for every report made from then on, of past years too. A change needs `If-Match`.',
  params: CompanyParams,
  body: CostFunctionRules,
  responses: { 200: { description: 'The rules', body: CostFunctionRules } },
});
