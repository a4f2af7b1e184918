import * as z from 'zod';
import { CompanyParams, DateField, Instant, madeId, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { CustomerId } from '../contract.ts';
import { Money } from './views.ts';

const Share = z
  .string()
  .regex(/^(0(\.\d{1,12})?|1(\.0{1,12})?)$/, 'must be a share from 0 to 1 with a point, like "0.01" for 1 %')
  .meta({ example: '0.01' });
const Factor = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,12})?$/, 'must be a factor with a point, like "1.1"')
  .meta({ example: '1.1' });

const Matrix = z.strictObject({
  notDue: Share,
  '1-30': Share,
  '31-60': Share,
  '61-90': Share,
  over90: Share,
});

export const ValuationBody = z
  .strictObject({
    asOf: DateField,
    specific: z
      .array(
        z.strictObject({
          customerId: CustomerId,
          share: Share.describe('Of what is owed without VAT and not covered.'),
          lasting: z
            .boolean()
            .describe('Expected to last: only then is it in the tax value (§6 Abs. 1 Nr. 2 EStG).'),
          reason: z.string().trim().min(1).max(200),
        }),
      )
      .max(1_000)
      .default([])
      .describe('Debtors whose claims are in doubt (Einzelwertberichtigung).'),
    generalShare: Share.describe('Of the rest (Pauschalwertberichtigung), from own experience.'),
    taxGeneralShare: Share.default('0').describe('The same for the tax balance sheet; none unless said.'),
    publicBodies: z
      .array(CustomerId)
      .max(1_000)
      .default([])
      .describe('Debtors that are public bodies: not in the base of the general allowance.'),
    matrix: Matrix.describe('Loss rates by days overdue (IFRS 9).'),
    adjustment: Factor.default('1').describe(
      'What is expected of the future, as a factor on all loss rates (IFRS 9 B5.5.35).',
    ),
    taxOfUntold: Share.optional().describe(
      'VAT rate of items whose entry does not tell it, such as balances carried forward: "0.19".',
    ),
  })
  .meta({
    example: {
      asOf: '2026-12-31',
      specific: [{ customerId: 'k-4711', share: '0.5', lasting: true, reason: 'insolvency filed' }],
      generalShare: '0.01',
      matrix: { notDue: '0.003', '1-30': '0.016', '31-60': '0.036', '61-90': '0.066', over90: '0.106' },
    },
  });
export type ValuationBody = z.output<typeof ValuationBody>;

const Allowances = z.object({ specific: Money, general: Money, total: Money });

const Summary = z.object({
  valuationId: z.string(),
  asOf: z.string(),
  currency: z.string(),
  state: z.enum(['proposed', 'booked', 'rejected']),
  hgb: Allowances,
  proposedBy: z.string(),
  proposedAt: Instant,
  decidedBy: z.string().optional(),
  decidedAt: Instant.optional(),
  entryId: z.string().optional().describe('Left out where nothing differed from what was booked.'),
  before: Allowances.optional().describe('What the accounts held; the entry books the difference.'),
});

const Reconciliation = z.object({
  items: Money.describe('Open items that are valued, with VAT, credits taken off.'),
  advances: Money.describe('Advances that were asked for: in the ledger, not valued.'),
  ledgerBalance: Money.describe(
    'Customers’ accounts and what was booked on the collective account directly.',
  ),
  difference: Money.describe('Items and advances less the ledger.'),
  differingAccounts: z.int(),
  accounts: z
    .array(
      z.object({
        account: z.string(),
        items: Money,
        advances: Money,
        ledgerBalance: Money,
        difference: Money,
      }),
    )
    .describe('Those that differ, at most 100; all others agree.'),
});

export const ValuationView = Summary.extend({
  reconciliation: Reconciliation.optional().describe(
    'Items beside the ledger as of the day. While an account differs, or has moved since, nobody can approve. Left out where the ' +
      'valuation is older than the comparison.',
  ),
  net: Money.describe('What all debtors owe without VAT.'),
  generalBase: Money,
  tax: Allowances,
  ifrs: z.object({
    buckets: z.array(z.object({ name: z.string(), balance: Money, provision: Money })),
    matrix: Money,
    specific: Money,
    total: Money,
  }),
  said: ValuationBody,
  debtors: z.int(),
}).meta({ id: 'CreditValuation' });
export type ValuationView = z.output<typeof ValuationView>;

const ValuationParams = CompanyParams.extend({ valuationId: madeId('val') });
const BASE = '/companies/{companyId}/credit-valuations';

export const postValuation = route({
  id: 'credit.postValuation',
  method: 'POST',
  path: BASE,
  scope: 'write',
  permission: 'credit.manage',
  idempotent: true,
  summary: 'Value receivables as of a day by HGB, tax law and IFRS 9, and ask for approval',
  description:
    'One reading of the open items gives all three, set beside the ledger account by account. Collateral and insurance cover are those of the credit profiles as they ' +
    'stand now. Nothing is booked yet. What cannot be collected any more is written off by a clearing, which corrects its VAT ' +
    '(§17 UStG): `POST …/clearings` with `writeOff`.',
  params: CompanyParams,
  body: ValuationBody,
  responses: { 201: { description: 'Proposed', body: ValuationView } },
});

export const listValuations = route({
  id: 'credit.listValuations',
  method: 'GET',
  path: BASE,
  scope: 'read',
  permission: 'credit.read',
  summary: 'Valuations of receivables, newest first',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of them', body: pageOf(Summary) } },
});

export const getValuation = route({
  id: 'credit.getValuation',
  method: 'GET',
  path: `${BASE}/{valuationId}`,
  scope: 'read',
  permission: 'credit.read',
  summary: 'A valuation of receivables with its figures and what was said for it',
  params: ValuationParams,
  responses: { 200: { description: 'The valuation', body: ValuationView } },
});

export const listValuedDebtors = route({
  id: 'credit.listValuedDebtors',
  method: 'GET',
  path: `${BASE}/{valuationId}/debtors`,
  scope: 'read',
  permission: 'credit.read',
  summary: 'The debtors behind a valuation, in the order of their accounts',
  params: ValuationParams,
  query: PageQuery,
  responses: {
    200: {
      description: 'A page of debtors',
      body: pageOf(
        z.object({
          customerId: z.string(),
          treatment: z.enum(['specific', 'general', 'public', 'covered', 'nothing-owed']),
          net: Money,
          uncovered: Money,
          hgb: Money.describe('Of specific allowances; the general one is of all others together.'),
          tax: Money,
        }),
      ),
    },
  },
});

export const decideValuation = route({
  id: 'credit.decideValuation',
  method: 'POST',
  path: `${BASE}/{valuationId}/decision`,
  scope: 'write',
  permission: 'ledger.approve',
  summary: 'Approve or reject a valuation that somebody else proposed; approved, its HGB values are booked',
  description:
    'Books the difference to what the accounts hold on its day: additions (SKR03 2451, 2450; SKR04 6923, 6920) or releases ' +
    '(2731, 2730; 4923, 4920) against the allowances (0998, 0996; 1246, 1248). The same values again book nothing. ' +
    'Refused while what was valued differs from the ledger of the day, or the ledger of that day has moved since.',
  params: ValuationParams,
  body: z.strictObject({ decision: z.enum(['approved', 'rejected']) }),
  responses: { 200: { description: 'Decided', body: ValuationView } },
});
