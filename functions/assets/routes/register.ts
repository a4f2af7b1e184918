import * as z from 'zod';
import {
  CompanyId,
  CompanyParams,
  DateField,
  Instant,
  PageQuery,
  pageOf,
} from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { METHODS } from '../domain/asset.ts';
import { MAX_LIFE_MONTHS } from '../domain/value-asset.ts';

export const AssetId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,59}$/, 'has 1 to 60 letters, digits or . _ : -')
  .meta({
    description: 'Inventory number, chosen by the caller; document number of what is booked',
    example: 'PC-017',
  });
export const AssetParams = z.object({ companyId: CompanyId, assetId: AssetId });
export const Account = z.string().regex(/^\d{4,8}$/, 'must be a general ledger account');
export const Amount = z.string().max(40).meta({ example: '1200.00' });
export const Position = z
  .string()
  .regex(/^(I\.[1-4]|II\.[1-4]|III\.[1-6])$/, 'must be a place below Aktiva A. of §266 HGB, like II.3')
  .meta({ example: 'II.3' });
const Life = z.int().min(1).max(MAX_LIFE_MONTHS);

const Percent = z
  .string()
  .regex(/^(?:0|[1-9]\d?)(?:\.\d{1,2})?$/, 'must be a percentage below 100 with up to two decimals')
  .meta({ example: '30' });

/** What decides the depreciation. */
const TERMS = {
  acquiredOn: DateField.describe('Day of acquisition or completion: depreciation begins with its month.'),
  cost: Amount.describe('Anschaffungs- oder Herstellungskosten, net of deductible VAT.'),
  residualValue: Amount.optional().describe('Memo or scrap value that is left in the end; 0 unless said.'),
  method: z.enum(METHODS),
  usefulLifeMonths: Life.optional(),
  ratePercent: Percent.optional().describe('Declining rate a year; the highest allowed unless said.'),
  totalUnits: z.int().min(1).max(1_000_000_000_000).optional(),
  building: z
    .strictObject({
      residential: z.boolean(),
      permitAppliedOn: DateField.optional(),
      completedOn: DateField,
    })
    .optional(),
  quantity: z.int().min(1).max(1_000_000).default(1).describe('Equal things; low-value limits are for one.'),
};

const AssetBody = z
  .strictObject({
    name: z.string().trim().min(1).max(120),
    account: Account.describe('Asset account; depreciation is booked on it directly.'),
    position: Position.optional().describe('Needed where the chart does not say it.'),
    depreciationAccount: Account.optional().describe('The chart’s for this kind of asset unless said.'),
    costCentre: z.string().min(1).max(36).optional(),
    location: z.string().min(1).max(120).optional(),
    serialNumber: z.string().min(1).max(120).optional(),
    documentNumber: z.string().min(1).max(60).optional().describe('Of the invoice.'),
    usefulLifeReason: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .describe('Why this useful life: the place in the AfA table, an expert’s view. Auditors ask.'),
    ...TERMS,
    opening: z
      .strictObject({
        asOf: DateField.describe('Last day of a month.'),
        accumulated: Amount.describe('All depreciation up to that day.'),
        thisYear: Amount.describe('What of it belongs to the fiscal year of that day.'),
      })
      .optional()
      .describe('Depreciation booked elsewhere before the register begins (takeover); nothing is booked.'),
  })
  .meta({
    example: {
      name: 'Laptop',
      account: '0420',
      costCentre: 'IT',
      acquiredOn: '2026-03-10',
      cost: '1800.00',
      method: 'straight-line',
      usefulLifeMonths: 36,
      usefulLifeReason: 'AfA-Tabelle AV 6.14.3.2',
    },
  });
export type AssetBody = z.output<typeof AssetBody>;

export const EventView = z.object({
  id: z.string(),
  kind: z.string(),
  date: z.string(),
  entryId: z.string().optional(),
  amount: z.string().optional(),
  remainingLifeMonths: z.int().optional(),
  proceeds: z.string().optional(),
  cost: z.string().optional(),
  account: z.string().optional(),
  position: z.string().optional(),
  depreciationAccount: z.string().optional(),
  method: z.string().optional(),
  units: z.int().optional(),
  note: z.string().optional(),
  by: z.string(),
  at: Instant,
});

export const AssetView = z
  .object({
    id: z.string(),
    ...AssetBody.shape,
    position: z.string(),
    asOf: z.string().describe('End of the month for which the next three are given.'),
    costNow: z.string(),
    accumulatedDepreciation: z.string().describe('By plan, booked or not.'),
    bookValue: z.string(),
    state: z.enum(['active', 'disposed']),
    events: z.array(EventView),
    booked: z.array(z.object({ month: z.string(), amount: z.string() })),
    changedAt: Instant,
    changedBy: z.string(),
  })
  .meta({ id: 'FixedAsset' });

export const putAsset = route({
  id: 'assets.putAsset',
  method: 'PUT',
  path: '/companies/{companyId}/assets/{assetId}',
  scope: 'write',
  permission: 'assets.manage',
  summary: 'Take an asset into the register, or correct what is known of it',
  description:
    'Books nothing: the purchase is booked with its invoice, and what a correction changes in depreciation by the next run. ' +
    'Changing one needs If-Match; the same request again changes nothing. Methods and limits are those of §§6 and 7 EStG for the ' +
    'day of acquisition. Assets from before the books begin say with `opening` what was depreciated.',
  params: AssetParams,
  body: AssetBody,
  responses: {
    200: { description: 'As it stands now', body: AssetView },
    201: { description: 'Taken in', body: AssetView },
  },
});

export const MAX_BATCH_ASSETS = 250;

export const putAssets = route({
  id: 'assets.putAssets',
  method: 'POST',
  path: '/companies/{companyId}/assets/batch',
  scope: 'write',
  permission: 'assets.manage',
  summary: 'Take many assets into the register, as when another system is left',
  description:
    'Each as in `PUT`, by itself: taken in, there already with the same content, or refused (one that is there with other ' +
    'content, too). The same request again does no harm. A malformed asset refuses the request.',
  params: CompanyParams,
  body: z.strictObject({
    assets: z
      .array(z.strictObject({ id: AssetId, ...AssetBody.shape }))
      .min(1)
      .max(MAX_BATCH_ASSETS),
  }),
  responses: {
    200: {
      description: 'What became of each asset, in order',
      body: z.object({
        results: z.array(
          z.object({
            id: z.string(),
            status: z.enum(['added', 'unchanged', 'refused']),
            problem: z.looseObject({ type: z.string(), detail: z.string() }).optional(),
          }),
        ),
      }),
    },
  },
});

export const getAsset = route({
  id: 'assets.getAsset',
  method: 'GET',
  path: '/companies/{companyId}/assets/{assetId}',
  scope: 'read',
  permission: 'assets.read',
  summary: 'An asset with what happened to it, its book value, and an ETag',
  params: AssetParams,
  query: z.object({ asOf: DateField.optional().describe('Today unless said; the end of its month counts.') }),
  responses: { 200: { description: 'The asset', body: AssetView } },
});

export const listAssets = route({
  id: 'assets.listAssets',
  method: 'GET',
  path: '/companies/{companyId}/assets',
  scope: 'read',
  permission: 'assets.read',
  summary: 'The register, in the order of ids',
  params: CompanyParams,
  query: PageQuery.extend({
    asOf: DateField.optional(),
    account: Account.optional(),
    costCentre: z.string().max(36).optional(),
    state: z.enum(['active', 'disposed']).optional(),
  }),
  responses: {
    200: { description: 'A page of assets; it may be empty and have a next', body: pageOf(AssetView) },
  },
});

const PlanRowView = z.object({
  from: z.string(),
  to: z.string(),
  depreciation: z.string(),
  impairment: z.string().optional().describe('Less write-ups.'),
  cost: z.string(),
  bookValue: z.string(),
});
const PlanView = z
  .object({ years: z.array(PlanRowView), months: z.array(PlanRowView) })
  .meta({ id: 'DepreciationPlan' });

export const getPlan = route({
  id: 'assets.getPlan',
  method: 'GET',
  path: '/companies/{companyId}/assets/{assetId}/plan',
  scope: 'read',
  permission: 'assets.read',
  summary: 'Depreciation of an asset by month and by fiscal year, to its end',
  params: AssetParams,
  responses: { 200: { description: 'The plan', body: PlanView } },
});

const MonthField = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month, like 2026-03');

export const calculateDepreciation = route({
  id: 'assets.calculateDepreciation',
  method: 'POST',
  path: '/companies/{companyId}/calculations/depreciation',
  scope: 'write',
  permission: 'assets.read',
  summary: 'Compute a depreciation plan without an asset',
  params: CompanyParams,
  body: z
    .strictObject({
      ...TERMS,
      fiscalYearStart: z
        .string()
        .regex(/^(0[1-9]|1[0-2])-01$/, 'must be the first of a month, like 07-01')
        .optional()
        .describe('The company’s unless said.'),
      shortYears: z
        .array(z.strictObject({ from: MonthField, to: MonthField }))
        .max(10)
        .optional()
        .describe('Fiscal years shorter than twelve months (§8b EStDV).'),
    })
    .meta({
      example: { acquiredOn: '2026-03-10', cost: '1800.00', method: 'straight-line', usefulLifeMonths: 36 },
    }),
  responses: { 200: { description: 'The plan', body: PlanView } },
});
