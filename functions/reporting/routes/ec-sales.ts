import * as z from 'zod';
import { CompanyParams } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { AsOfNumbers } from './as-of-numbers.ts';
import { PeriodQuery } from './vat-return.ts';

const Amount = z.string().max(40).meta({ description: 'Decimal string in euros', example: '11000.00' });

export const ecSalesList = route({
  id: 'reporting.ecSalesList',
  method: 'GET',
  path: '/companies/{companyId}/reports/ec-sales-list',
  scope: 'read',
  permission: 'reporting.read',
  summary: 'Zusammenfassende Meldung (§18a UStG): sales to businesses in other member states by VAT id',
  description:
    'From the amounts of Kz 41 (`L`, supplies), 21 (`S`, services) and 42 (`D`, triangular supplies). The VAT id is the ' +
    'partner of the line or of another line of the entry, a partner’s of that id, or of the partner whose account it is, ' +
    'else that of the proof of delivery; it must have the form of its member state. ' +
    'Full euros, cents cut off.',
  params: CompanyParams,
  query: PeriodQuery,
  responses: {
    200: {
      description: 'The rows in the order of VAT ids',
      body: z.object({
        year: z.int(),
        period: z.string(),
        from: z.string(),
        to: z.string(),
        items: z.array(
          z.object({
            vatId: z.string(),
            kind: z.enum(['L', 'S', 'D']),
            amount: z.string().meta({ description: 'Whole euros', example: '1000' }),
            exact: Amount,
            lines: z.int(),
          }),
        ),
        withoutVatId: z
          .array(
            z.object({
              entryId: z.string(),
              fiscalYear: z.int(),
              number: z.int(),
              kind: z.enum(['L', 'S', 'D']),
              amount: Amount,
              malformed: z.string().optional().describe('What only looks like a VAT id.'),
            }),
          )
          .describe('Sales that cannot be reported; the first hundred.'),
        withoutVatIdInAll: z.int(),
        asOfNumbers: AsOfNumbers,
      }),
    },
  },
});
