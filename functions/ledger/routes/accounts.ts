import * as z from 'zod';
import { CompanyId, CompanyParams, DateField, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';

const Kind = z.enum(['general', 'customer', 'vendor']);
const Category = z.enum(['asset', 'liability', 'equity', 'income', 'expense']);

const AccountParams = z.object({
  companyId: CompanyId,
  account: z
    .string()
    .regex(/^\d{1,9}$/, 'must be digits')
    .meta({ description: 'Account number, with leading zeros', example: '8400' }),
});

export const AccountView = z
  .object({
    account: z.string(),
    name: z.string(),
    kind: Kind.meta({ description: 'By number: Sachkonto, or Personenkonto of a customer or vendor' }),
    origin: z
      .enum(['chart', 'own', 'range'])
      .meta({ description: 'Of the chart, added by the company, or a Personenkonto by its number' }),
    category: Category.optional(),
    openFrom: z.string().optional().meta({ description: 'The chart has the account from this day on' }),
    closedAfter: z.string().optional().meta({ description: 'Nothing is booked on days after this one' }),
    position: z.string().optional().meta({ description: 'Place in the balance sheet or income statement' }),
    taxFunction: z
      .object({ collects: z.string(), ratePercent: z.string().optional() })
      .optional()
      .meta({ description: 'Which tax the account collects' }),
    automatic: z.boolean().optional().meta({ description: 'Automatikkonto: carries its tax by itself' }),
    vatReturnKz: z.string().optional(),
  })
  .meta({ id: 'Account' });
export type AccountView = z.input<typeof AccountView>;

export const listAccounts = route({
  id: 'ledger.listAccounts',
  method: 'GET',
  path: '/companies/{companyId}/accounts',
  scope: 'read',
  permission: 'ledger.read',
  summary: 'The accounts: of the chart, your own, and the Personenkonten you have named',
  params: CompanyParams,
  query: PageQuery.extend({
    kind: Kind.optional(),
    category: Category.optional(),
    query: z
      .string()
      .min(1)
      .max(60)
      .optional()
      .meta({ description: 'Start of the number or part of the name' }),
  }),
  responses: {
    200: { description: 'A page of accounts in order of their numbers', body: pageOf(AccountView) },
  },
});

export const getAccount = route({
  id: 'ledger.getAccount',
  method: 'GET',
  path: '/companies/{companyId}/accounts/{account}',
  scope: 'read',
  permission: 'ledger.read',
  summary: 'One account',
  params: AccountParams,
  responses: { 200: { description: 'The account; its ETag is for PUT', body: AccountView } },
});

export const putAccount = route({
  id: 'ledger.putAccount',
  method: 'PUT',
  path: '/companies/{companyId}/accounts/{account}',
  scope: 'write',
  permission: 'ledger.configure',
  summary: 'Add an account, name it, close it or open it again',
  description:
    'Replaces what the company says of the account: without `closedAfter` it is open, as long as the chart has it; a later ' +
    'day keeps an account open that the chart has ended. An account of your own needs name and category (which decides ' +
    'whether its balance is carried forward), and keeps its category. What was said before changes with If-Match only. A Personenkonto may be given ' +
    'the name of a business; names of persons belong into partner records, which can be erased.',
  params: AccountParams,
  body: z.strictObject({
    name: z.string().trim().min(1).max(100).optional(),
    category: Category.optional(),
    closedAfter: DateField.optional().meta({ description: 'Last day that may be booked' }),
  }),
  responses: {
    200: { description: 'Changed, or as it was', body: AccountView },
    201: { description: 'The company had said nothing of it before', body: AccountView },
  },
});
