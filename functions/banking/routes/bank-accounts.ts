import * as z from 'zod';
import { CompanyId, CompanyParams } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';

const Iban = z
  .string()
  .regex(/^[A-Za-z0-9]{5,34}$/, 'must be an IBAN without spaces')
  .meta({ example: 'DE89370400440532013000' });
const AccountParams = z.object({ companyId: CompanyId, iban: Iban });

const AccountBody = z.strictObject({
  ledgerAccount: z
    .string()
    .regex(/^\d{4,8}$/, 'must be an account number')
    .meta({ example: '1200' }),
  name: z.string().trim().min(1).max(140).optional(),
  bic: z.string().max(14).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  feeAccount: z
    .string()
    .regex(/^\d{4,8}$/, 'must be an account number')
    .optional()
    .describe(
      'Where fees are booked that the bank’s code tells (SKR03 4970, SKR04 6855): then they are proposed.',
    ),
  feeTaxCode: z
    .string()
    .min(1)
    .max(4)
    .optional()
    .describe('DATEV tax key of such fees; none as a rule (§4 Nr. 8 UStG).'),
  bookFees: z.boolean().optional().describe('Book such fees without asking.'),
  bookReturns: z
    .boolean()
    .optional()
    .describe(
      'Book returns of own debits and transfers without asking, where the amount is explained to the cent.',
    ),
  rechargeReturnFees: z
    .boolean()
    .optional()
    .describe('The partner whose debit came back pays the bank’s fee.'),
});

export const BankAccountView = z
  .object({
    iban: z.string(),
    ...AccountBody.partial().shape,
    state: z.enum(['found', 'confirmed']).describe('`found`: a statement named it, nobody has confirmed it.'),
  })
  .meta({ id: 'BankAccount' });

export const putBankAccount = route({
  id: 'banking.putBankAccount',
  method: 'PUT',
  path: '/companies/{companyId}/bank-accounts/{iban}',
  scope: 'write',
  permission: 'banking.manage',
  summary: 'Confirm a bank account and name its account in the ledger',
  description:
    'Changing one needs If-Match. Once an account is confirmed, statements of accounts that are not known are refused.',
  params: AccountParams,
  body: AccountBody,
  responses: {
    200: { description: 'As it stands now', body: BankAccountView },
    201: { description: 'Created', body: BankAccountView },
  },
});

export const getBankAccount = route({
  id: 'banking.getBankAccount',
  method: 'GET',
  path: '/companies/{companyId}/bank-accounts/{iban}',
  scope: 'read',
  permission: 'banking.read',
  summary: 'A bank account with gaps between its statements, with ETag',
  params: AccountParams,
  responses: {
    200: {
      description: 'The account',
      body: BankAccountView.extend({
        findings: z
          .array(
            z.object({ kind: z.enum(['balance-gap', 'number-gap']), date: z.string(), detail: z.string() }),
          )
          .describe(
            'Among the newest 400 statements: one that does not open as the one before closed, or leaves numbers out.',
          ),
      }).meta({ id: 'BankAccountWithFindings' }),
    },
  },
});

export const listBankAccounts = route({
  id: 'banking.listBankAccounts',
  method: 'GET',
  path: '/companies/{companyId}/bank-accounts',
  scope: 'read',
  permission: 'banking.read',
  summary: 'Bank accounts of the company',
  params: CompanyParams,
  responses: { 200: { description: 'All of them', body: z.object({ items: z.array(BankAccountView) }) } },
});
