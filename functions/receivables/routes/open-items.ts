import * as z from 'zod';
import { CompanyId, CompanyParams, DateField, PageQuery } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { AGEING_BUCKETS } from '../domain/ageing.ts';

const Money = z.string().meta({ example: '119.00' });

const Discount = z.object({ percent: z.string(), until: z.string(), amount: Money });

export const OpenItemView = z
  .object({
    id: z.string().meta({ example: '2026-17-1' }),
    account: z.string(),
    partner: z.object({ id: z.string(), name: z.string() }).optional(),
    entryId: z.string(),
    documentNumber: z.string().optional(),
    reference: z.string().optional(),
    text: z.string(),
    date: z.string(),
    dueDate: z.string(),
    amount: Money,
    open: Money.describe('What is left; what is owed is positive on both sides.'),
    discount: Discount.optional().describe(
      'Cash discount of the whole amount, when paid by then: the invoice’s own, else the partner’s.',
    ),
    advance: z.boolean().optional().describe('An advance that was asked for; never false.'),
    laterDiscounts: z.array(Discount).optional().describe('Those that end later.'),
    daysOverdue: z.int(),
    bucket: z.enum(AGEING_BUCKETS),
    clearings: z.array(z.object({ id: z.string(), on: z.string(), amount: Money })),
  })
  .meta({ id: 'OpenItem' });

const AccountView = z.object({
  account: z.string(),
  partner: z.object({ id: z.string(), name: z.string() }).optional(),
  open: Money,
  ledgerBalance: Money,
  difference: Money,
});

export const getOpenItemsReport = route({
  id: 'receivables.getOpenItemsReport',
  method: 'GET',
  path: '/companies/{companyId}/reports/open-items',
  scope: 'read',
  permission: 'receivables.read',
  summary: 'Open items of customers or vendors as of a day, with ageing, beside the ledger',
  description:
    'Ageing, totals and accounts are those of all items; `items` come in pages by account and due date. ' +
    '`difference` between items and ledger is zero: both follow from the same journal.',
  params: CompanyParams,
  query: PageQuery.extend({
    side: z.enum(['receivable', 'payable']),
    asOf: DateField.optional().describe('Today unless said.'),
    account: z.string().max(9).optional().describe('Only items of this account are listed.'),
    overdueOnly: z.enum(['true', 'false']).default('false'),
  }),
  responses: {
    200: {
      description: 'The report',
      body: z.object({
        side: z.enum(['receivable', 'payable']),
        asOf: z.string(),
        currency: z.string(),
        total: Money,
        overdue: Money,
        ageing: z.record(z.enum(AGEING_BUCKETS), Money),
        ledgerBalance: Money,
        difference: Money,
        accounts: z.array(AccountView),
        items: z.array(OpenItemView),
        next: z.string().optional(),
      }),
    },
  },
});

export const getOpenItem = route({
  id: 'receivables.getOpenItem',
  method: 'GET',
  path: '/companies/{companyId}/open-items/{itemId}',
  scope: 'read',
  permission: 'receivables.read',
  summary: 'One item, open or settled, with what has cleared it',
  params: z.object({ companyId: CompanyId, itemId: z.string().max(32) }),
  responses: { 200: { description: 'The item', body: OpenItemView } },
});
