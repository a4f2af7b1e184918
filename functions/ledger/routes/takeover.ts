import * as z from 'zod';
import { CompanyParams } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';

const Sides = z.object({ debit: z.string(), credit: z.string() });

export const takeoverReport = route({
  id: 'ledger.takeoverReport',
  method: 'GET',
  path: '/companies/{companyId}/reports/takeover',
  scope: 'read',
  permission: 'ledger.read',
  summary: 'Whether the months taken over stand in the books as the other program had them',
  description:
    'Sums of the files of kind `monthly-sums` beside what the ledger holds in the same months, account by account. What was ' +
    'booked there besides shows as a difference; opening entries are not counted.',
  params: CompanyParams,
  query: z.object({ fiscalYear: z.coerce.number().int().min(1900).max(2999) }),
  responses: {
    200: {
      description: 'The comparison',
      body: z.object({
        fiscalYear: z.int(),
        currency: z.string(),
        months: z.array(
          z.object({
            month: z.string(),
            entryId: z.string(),
            number: z.int(),
            lines: z.int(),
            turnover: z.string(),
            reversedBy: z.string().optional(),
          }),
        ),
        accounts: z.int().describe('That moved in these months.'),
        taken: Sides,
        ledger: Sides,
        agrees: z.boolean(),
        differences: z.array(
          z.object({
            account: z.string(),
            name: z.string(),
            takenDebit: z.string(),
            takenCredit: z.string(),
            ledgerDebit: z.string(),
            ledgerCredit: z.string(),
          }),
        ),
      }),
    },
  },
});
