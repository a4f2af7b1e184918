import * as z from 'zod';
import { CompanyId, CompanyParams, DateField } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';

const RuleId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be small letters, digits and hyphens')
  .meta({ example: 'telephone' });
const RuleParams = z.object({ companyId: CompanyId, ruleId: RuleId });
const Amount = z.string().max(20).meta({ example: '100.00' });
const Text = z.string().trim().min(1).max(140);

const Conditions = z
  .strictObject({
    account: z.string().max(40).optional().describe('IBAN of the own account.'),
    counterpartyIban: z.string().max(40).optional(),
    counterpartyName: Text.optional().describe(
      'Stands in the name of the other side; case and accents do not matter.',
    ),
    textContains: z
      .array(Text)
      .min(1)
      .max(10)
      .optional()
      .describe('All of them stand in the remittance text.'),
    code: z
      .string()
      .max(40)
      .optional()
      .describe('The bank’s code, whole or its beginning with `*`.')
      .meta({ example: 'PMNT-RDDT-*' }),
    direction: z.enum(['received', 'paid']).optional(),
    minAmount: Amount.optional().describe('Without sign.'),
    maxAmount: Amount.optional().describe('Without sign.'),
  })
  .describe('Every condition that is named must hold.');

const RuleBody = z.strictObject({
  name: Text.optional(),
  conditions: Conditions,
  account: z
    .string()
    .regex(/^\d{4,9}$/, 'must be an account number')
    .meta({ example: '4920' }),
  taxCode: z.string().min(1).max(4).optional().describe('DATEV tax key.'),
  costCentre: z.string().min(1).max(36).optional(),
  text: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Text of the entries; the remittance text unless said.'),
  automatic: z.boolean().default(false).describe('Book without asking; else it is proposed.'),
});

const BankRuleView = RuleBody.extend({
  id: z.string(),
  changedAt: z.string(),
  changedBy: z.string(),
}).meta({ id: 'BankRule' });

export const putBankRule = route({
  id: 'banking.putBankRule',
  method: 'PUT',
  path: '/companies/{companyId}/bank-rules/{ruleId}',
  scope: 'write',
  permission: 'banking.manage',
  summary: 'Say what is to be done with transactions that look like this',
  description:
    'Changing one needs If-Match. At least one of the other side, a text or a code must be named. It counts for what is matched from then on.',
  params: RuleParams,
  body: RuleBody,
  responses: {
    200: { description: 'As it stands now', body: BankRuleView },
    201: { description: 'Created', body: BankRuleView },
  },
});

export const getBankRule = route({
  id: 'banking.getBankRule',
  method: 'GET',
  path: '/companies/{companyId}/bank-rules/{ruleId}',
  scope: 'read',
  permission: 'banking.read',
  summary: 'A rule, with ETag',
  params: RuleParams,
  responses: { 200: { description: 'The rule', body: BankRuleView } },
});

export const listBankRules = route({
  id: 'banking.listBankRules',
  method: 'GET',
  path: '/companies/{companyId}/bank-rules',
  scope: 'read',
  permission: 'banking.read',
  summary: 'Rules of the company',
  params: CompanyParams,
  responses: { 200: { description: 'All of them', body: z.object({ items: z.array(BankRuleView) }) } },
});

export const deleteBankRule = route({
  id: 'banking.deleteBankRule',
  method: 'DELETE',
  path: '/companies/{companyId}/bank-rules/{ruleId}',
  scope: 'write',
  permission: 'banking.manage',
  summary: 'Give a rule up; what it has booked stays booked',
  params: RuleParams,
  responses: { 204: { description: 'It is gone' } },
});

/** Matches in one answer. */
export const MAX_TRIAL_MATCHES = 100;
/** Transactions that one trial looks at. */
export const MAX_TRIAL_TRANSACTIONS = 10_000;

export const tryBankRule = route({
  id: 'banking.tryBankRule',
  method: 'POST',
  path: '/companies/{companyId}/bank-rules/trial',
  scope: 'write',
  permission: 'banking.read',
  summary: 'Try a rule on past transactions: what it would have met, and how that was booked',
  description:
    'Changes nothing. Looks at 10,000 transactions of the days at most, shows the first 100 that are met.',
  params: CompanyParams,
  body: z.strictObject({
    conditions: Conditions,
    account: z
      .string()
      .regex(/^\d{4,9}$/)
      .optional()
      .describe('Compared with what was booked.'),
    from: DateField,
    to: DateField,
  }),
  responses: {
    200: {
      description: 'What it meets',
      body: z.object({
        transactions: z.int().describe('How many were looked at.'),
        met: z.int(),
        more: z.boolean().describe('There are transactions that were not looked at.'),
        items: z.array(
          z.object({
            id: z.string(),
            bookingDate: z.string(),
            amount: z.string(),
            currency: z.string(),
            remittance: z.string(),
            state: z.string(),
            bookedOn: z
              .array(z.string())
              .optional()
              .describe('Accounts that it was booked on, besides the bank’s.'),
            agrees: z.boolean().optional().describe('It was booked on the account that is named.'),
          }),
        ),
      }),
    },
  },
});
