import * as z from 'zod';
import { CompanyParams, DateField } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { SALE_TAXES } from '../domain/asset-accounts.ts';
import { MAX_LIFE_MONTHS } from '../domain/value-asset.ts';
import { Account, Amount, AssetParams, AssetView, EventView, Position } from './register.ts';

const COMMON = {
  date: DateField,
  note: z.string().min(1).max(500).optional().describe('Why: kept with the event.'),
  documentNumber: z.string().min(1).max(60).optional().describe('Of the entry; the asset’s id unless said.'),
  text: z.string().min(1).max(200).optional(),
};
const AnyPersonalOrGeneral = z.string().regex(/^\d{4,9}$/, 'must be an account number');
const Life = z.int().min(1).max(MAX_LIFE_MONTHS);

const EventBody = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('subsequent-cost'),
      ...COMMON,
      amount: Amount.describe('Negative where the price came down later.'),
      remainingLifeMonths: Life.optional().describe('Estimated anew, from this month on.'),
    }),
    z.strictObject({
      kind: z.literal('impairment'),
      ...COMMON,
      amount: Amount,
      contraAccount: Account.optional(),
    }),
    z.strictObject({
      kind: z.literal('write-up'),
      ...COMMON,
      amount: Amount,
      contraAccount: Account.optional(),
    }),
    z.strictObject({
      kind: z.literal('disposal'),
      ...COMMON,
      cost: Amount.optional().describe('Part of the cost that leaves; all of it unless said.'),
      proceeds: z
        .strictObject({
          net: Amount.optional().describe('Where the sale has been booked with its invoice.'),
          gross: Amount.optional().describe('Where it is booked now, with `account`.'),
          account: AnyPersonalOrGeneral.optional().describe('Bank or customer that takes the gross amount.'),
          tax: z.enum(SALE_TAXES).default('standard'),
        })
        .optional()
        .describe('Of a sale; without it the asset is scrapped.'),
      proceedsAccount: Account.optional(),
      bookValueAccount: Account.optional(),
    }),
    z.strictObject({
      kind: z.literal('transfer'),
      ...COMMON,
      account: Account,
      position: Position.optional(),
      depreciationAccount: Account.optional(),
    }),
    z.strictObject({
      kind: z.literal('change-of-terms'),
      ...COMMON,
      method: z.enum(['straight-line', 'none']).default('straight-line'),
      remainingLifeMonths: Life.optional().describe('Counted from this month on.'),
    }),
    z.strictObject({ kind: z.literal('units'), ...COMMON, units: z.int().min(1).max(1_000_000_000_000) }),
  ])
  .meta({
    example: {
      kind: 'disposal',
      date: '2026-11-10',
      proceeds: { gross: '11900.00', account: '1200', tax: 'standard' },
    },
  });
export type EventBody = z.output<typeof EventBody>;

export const postEvent = route({
  id: 'assets.postEvent',
  method: 'POST',
  path: '/companies/{companyId}/assets/{assetId}/events',
  scope: 'write',
  permission: 'ledger.post',
  summary:
    'What happened to an asset: subsequent cost, impairment, write-up, disposal, transfer, new terms, units',
  description:
    'Impairment, write-up, transfer and disposal are booked in the same transaction; a transfer or disposal first books the ' +
    'depreciation through its month. Subsequent cost is booked with its invoice and counts for the whole fiscal year ' +
    '(R 7.4 Abs. 9 EStR) unless the life is estimated anew.',
  params: AssetParams,
  body: EventBody,
  responses: {
    201: {
      description: 'Noted, and booked where it is',
      body: z.object({ event: EventView, asset: AssetView }),
    },
  },
  idempotent: true,
});

export const undoEvent = route({
  id: 'assets.undoEvent',
  method: 'POST',
  path: '/companies/{companyId}/assets/{assetId}/events/{eventId}/undo',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Take the last event of an asset back',
  description:
    'As if it had not been; the trace of changes keeps it. What it had booked is booked back in the same fiscal year, unless its ' +
    'entry has been reversed already. Depreciation follows by the next run.',
  params: AssetParams.extend({ eventId: z.string().max(64) }),
  body: z
    .strictObject({ date: DateField.optional().describe('The day of the event unless said.') })
    .optional(),
  responses: { 200: { description: 'The asset without it', body: AssetView } },
  idempotent: true,
});

export const postDepreciationRun = route({
  id: 'assets.postDepreciationRun',
  method: 'POST',
  path: '/companies/{companyId}/depreciation-runs',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Book the depreciation that is due through a month and not booked yet',
  description:
    'One entry for each asset and month, dated on its last day, with the asset’s id as document number. Corrections book the ' +
    'difference; what belongs to a closed month goes to the first open one. The same run again books nothing twice; ' +
    'with `complete: false` time ran out, and the same run goes on. `preview` books nothing.',
  params: CompanyParams,
  body: z
    .strictObject({
      fiscalYear: z.int().min(1900).max(2999),
      through: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month, like 2026-03'),
      preview: z.boolean().default(false),
    })
    .meta({ example: { fiscalYear: 2026, through: '2026-03' } }),
  responses: {
    200: {
      description: 'What was booked',
      body: z.object({
        fiscalYear: z.int(),
        through: z.string(),
        preview: z.boolean(),
        complete: z.boolean(),
        assets: z.int(),
        entries: z.int(),
        total: z.string(),
        items: z
          .array(
            z.object({
              asset: z.string(),
              month: z.string(),
              amount: z.string(),
              entryId: z.string().optional(),
            }),
          )
          .describe('The first 5,000.'),
        refused: z.array(
          z.object({
            asset: z.string(),
            month: z.string(),
            amount: z.string(),
            code: z.string(),
            reason: z.string(),
          }),
        ),
        left: z
          .array(z.object({ asset: z.string(), amount: z.string() }))
          .describe('Due, but no open month of the year can take it.'),
      }),
    },
  },
});
