import * as z from 'zod';
import { route } from '../../../shared/http/route.ts';
import { EntryView } from '../contract/entry.ts';
import { FiscalYearView, YearParams } from './years.ts';

const AccountNumber = z.string().regex(/^\d{4,9}$/, 'must be an account number');
const YearEndEntries = z.object({
  fiscalYear: z.int(),
  entries: z.array(EntryView).meta({ description: 'Booked now; empty when nothing was missing' }),
});

export const postClosingEntries = route({
  id: 'ledger.postClosingEntries',
  method: 'POST',
  path: '/companies/{companyId}/fiscal-years/{fiscalYear}/closing-entries',
  scope: 'write',
  permission: 'ledger.close',
  summary: 'Book the closing entries of a year',
  description:
    'Income and expense accounts go to zero against the result account, in period 13: Gewinnvortrag (0860, 2970) or ' +
    'Verlustvortrag (0868, 2978) unless named. Again, it books only what has changed meanwhile.',
  params: YearParams,
  body: z
    .strictObject({
      resultAccount: AccountNumber.optional().meta({ description: 'Own charts must name it' }),
    })
    .optional(),
  responses: { 200: { description: 'The entries booked', body: YearEndEntries } },
  idempotent: true,
});

export const postOpeningEntries = route({
  id: 'ledger.postOpeningEntries',
  method: 'POST',
  path: '/companies/{companyId}/fiscal-years/{fiscalYear}/opening-entries',
  scope: 'write',
  permission: 'ledger.close',
  summary: 'Carry the balances of the years before into a year',
  description:
    'General ledger accounts against 9000, customers 9008, vendors 9009 (Saldenvorträge); a result that is not closed yet ' +
    'goes to Gewinnvortrag or Verlustvortrag. Again, it books only the difference to the opening entries there are.',
  params: YearParams,
  body: z
    .strictObject({
      carryForwardAccount: AccountNumber.optional().meta({ description: 'Own charts must name it' }),
      resultAccount: AccountNumber.optional().meta({
        description: 'Own charts name it while a year before is not closed',
      }),
    })
    .optional(),
  responses: { 200: { description: 'The entries booked', body: YearEndEntries } },
  idempotent: true,
});

export const closeFiscalYear = route({
  id: 'ledger.closeFiscalYear',
  method: 'POST',
  path: '/companies/{companyId}/fiscal-years/{fiscalYear}/closing',
  scope: 'write',
  permission: 'ledger.close',
  summary: 'Close all periods of a year whose year-end entries are complete',
  params: YearParams,
  responses: { 200: { description: 'The year as it stands now', body: FiscalYearView } },
  idempotent: true,
});
