import * as z from 'zod';
import { CompanyParams } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';

const Money = z.string().meta({ example: '1200.00' });

const Row = z.object({
  costOpening: Money,
  additions: Money,
  disposals: Money,
  transfers: Money,
  costClosing: Money,
  depreciationOpening: Money,
  depreciationOfYear: Money.describe('Planned and not planned.'),
  writeUps: Money,
  depreciationOnDisposals: Money,
  depreciationOnTransfers: Money,
  depreciationClosing: Money,
  bookValueClosing: Money,
  bookValuePrior: Money,
});

const Query = z.object({
  fiscalYear: z.coerce.number().int().min(1900).max(2999),
  through: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month, like 2026-06')
    .optional()
    .describe('A month of the year to end with; its last unless said.'),
});

export const getAssetSchedule = route({
  id: 'assets.getAssetSchedule',
  method: 'GET',
  path: '/companies/{companyId}/reports/asset-schedule',
  scope: 'read',
  permission: 'assets.read',
  summary: 'Anlagenspiegel (§284 Abs. 3 HGB) of a fiscal year, beside the ledger',
  description:
    'By position of §266 Abs. 2 HGB. Depreciation is what has been booked (or brought in); `unbooked` is what the plan has ' +
    'besides. `difference` is register less ledger for each asset account: zero when every purchase is in the register.',
  params: CompanyParams,
  query: Query,
  responses: {
    200: {
      description: 'The schedule',
      body: z.object({
        fiscalYear: z.int(),
        from: z.string(),
        to: z.string(),
        currency: z.string(),
        journalNumber: z.int(),
        provisional: z.boolean(),
        assets: z.int(),
        positions: z.array(Row.extend({ position: z.string(), name: z.string() })),
        total: Row,
        accounts: z.array(
          z.object({
            account: z.string(),
            name: z.string(),
            cost: Money,
            accumulatedDepreciation: Money,
            bookValue: Money,
            ledgerBalance: Money,
            difference: Money,
            unbooked: Money,
          }),
        ),
        difference: Money,
        unbooked: Money,
      }),
    },
  },
});

export const getAssetScheduleCsv = route({
  id: 'assets.getAssetScheduleCsv',
  method: 'GET',
  path: '/companies/{companyId}/reports/asset-schedule/csv',
  scope: 'read',
  permission: 'assets.read',
  summary: 'The Anlagenspiegel as CSV: semicolons, decimal commas, one row a position and a total',
  params: CompanyParams,
  query: Query,
  responses: { 200: { description: 'The file', contentType: 'text/csv; charset=utf-8' } },
});
