import * as z from 'zod';
import { CompanyParams, PageQuery } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { AsOfNumbers } from './as-of-numbers.ts';
import { PeriodQuery } from './vat-return.ts';

const Amount = z.string().meta({ description: 'Decimal string in euros', example: '190.00' });

export const vatReturnEntries = route({
  id: 'reporting.vatReturnEntries',
  method: 'GET',
  path: '/companies/{companyId}/reports/vat-return/entries',
  scope: 'read',
  permission: 'reporting.read',
  summary: 'The entries behind one Kennzahl',
  description:
    'All pages are true for the journal numbers of the first. Reversals stand beside what they reverse.',
  params: CompanyParams,
  query: PeriodQuery.extend(PageQuery.shape).extend({
    kz: z
      .string()
      .regex(/^\d{2,3}$/, 'must be two or three digits')
      .meta({
        description: 'Of the year: three digits for the annual return, two for the UStVA',
        example: '81',
      }),
  }),
  responses: {
    200: {
      description: 'A page of entries, in the order of the journals',
      body: z.object({
        kz: z.string(),
        label: z.string(),
        asOfNumbers: AsOfNumbers,
        items: z.array(
          z.object({
            entryId: z.string().describe('`GET …/journal-entries/{entryId}` answers the whole entry.'),
            fiscalYear: z.int(),
            number: z.int(),
            date: z.string(),
            serviceDate: z.string().optional(),
            taxDate: z.string().optional(),
            documentNumber: z.string().optional(),
            text: z.string(),
            reverses: z.string().optional(),
            amount: Amount.describe('What it adds to the Kennzahl.'),
            vouchers: z
              .array(z.string())
              .optional()
              .describe('Ids of vouchers: for Kz 41 the proof of delivery (§17b UStDV) is kept here.'),
            lines: z.array(z.object({ account: z.string(), amount: Amount, partner: z.string().optional() })),
          }),
        ),
        next: z.string().optional(),
      }),
    },
  },
});
