import * as z from 'zod';
import { CompanyParams } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { ALTMAN_VARIANTS } from '../domain/figures/altman-z.ts';

const Figure = z.string().max(32).meta({ description: 'Decimal string', example: '1000.00' });
const Share = z
  .string()
  .max(32)
  .meta({ description: 'Share from 0 to 1, not a percentage', example: '0.04' });
const Name = z.string().trim().min(1).max(100);

/** Exposures of one request, periods of sales, buckets of a matrix. */
export const MAX_EXPOSURES = 10_000;
export const MAX_PERIODS = 1_000;
export const MAX_BUCKETS = 100;

const Component = z.object({
  name: z.enum(['x1', 'x2', 'x3', 'x4', 'x5']),
  ratio: z.string(),
  weight: z.string(),
  value: z.string().describe('Weight times ratio.'),
});

/** What all five have in common: nothing is stored, and every member of the company may ask. */
function calculation<const N extends string, B extends z.ZodType, R extends z.ZodType>(
  name: N,
  spec: {
    readonly id: string;
    readonly summary: string;
    readonly description: string;
    readonly body: B;
    readonly reply: R;
  },
) {
  return route({
    id: `credit.${spec.id}`,
    method: 'POST',
    path: `/companies/{companyId}/calculations/${name}`,
    scope: 'write',
    permission: 'companies.read',
    summary: spec.summary,
    description: spec.description,
    params: CompanyParams,
    body: spec.body,
    responses: { 200: { description: 'The figure, and what it is made of', body: spec.reply } },
  });
}

export const calculateAltmanZ = calculation('altman-z', {
  id: 'calculateAltmanZ',
  summary: 'Altman’s Z, Z′ (private firms) or Z″ (non-manufacturers); nothing is stored',
  description:
    'All amounts in one unit. `equityValue` is the market value for `z`, the book value for the others; `z-service` takes ' +
    'no notice of `sales`. The zone comes from the score before rounding; its bounds are grey.',
  body: z
    .strictObject({
      variant: z.enum(ALTMAN_VARIANTS),
      workingCapital: Figure,
      retainedEarnings: Figure,
      ebit: Figure,
      equityValue: Figure,
      sales: Figure.optional(),
      totalAssets: Figure,
      totalLiabilities: Figure,
    })
    .meta({
      example: {
        variant: 'z',
        workingCapital: '100',
        retainedEarnings: '400',
        ebit: '50',
        equityValue: '600',
        sales: '1500',
        totalAssets: '1000',
        totalLiabilities: '700',
      },
    }),
  reply: z
    .object({
      variant: z.enum(ALTMAN_VARIANTS),
      score: z.string().describe('Three decimals, rounded half up.'),
      zone: z.enum(['distress', 'grey', 'safe']),
      unrounded: z.string().describe('The score with ten decimals.'),
      components: z.array(Component).describe('In the order of the formula.'),
      zones: z.object({ distressBelow: z.string(), safeAbove: z.string() }),
    })
    .meta({ id: 'AltmanZ' }),
});

export const calculateExpectedLoss = calculation('expected-loss', {
  id: 'calculateExpectedLoss',
  summary: 'Expected loss, and unexpected loss where the LGD’s deviation is given',
  description:
    'EL = PD × LGD × EAD; UL = EAD × √(PD × σ² + LGD² × PD × (1 − PD)). Rounded half up to the decimals of `ead`, two at least.',
  body: z
    .strictObject({ ead: Figure, pd: Share, lgd: Share, lgdStdDev: Share.optional() })
    .meta({ example: { ead: '30000000', pd: '0.04', lgd: '0.40', lgdStdDev: '0.40' } }),
  reply: z
    .object({
      expectedLoss: z.string(),
      lossRate: z.string().describe('PD × LGD.'),
      unexpectedLoss: z.string().optional(),
      variance: z.string().optional().describe('What is under the root.'),
      standardDeviation: z.string().optional().describe('Its root, twelve decimals.'),
    })
    .meta({ id: 'ExpectedLoss' }),
});

const ProvisionBody = z.union([
  z
    .strictObject({
      buckets: z.array(z.strictObject({ name: Name, balance: Figure, lossRate: Share })).max(MAX_BUCKETS),
      adjustment: Figure.optional().describe('Factor on every rate, for what is expected of the future.'),
    })
    .meta({
      example: {
        buckets: [
          { name: 'not due', balance: '15000', lossRate: '0.003' },
          { name: '1-30', balance: '7500', lossRate: '0.016' },
        ],
      },
    }),
  z
    .strictObject({
      flow: z
        .array(z.strictObject({ name: Name, reached: Figure }))
        .max(MAX_BUCKETS)
        .describe('What reached each bucket, youngest first; the last element is what was lost.'),
      balances: z
        .array(Figure)
        .max(MAX_BUCKETS)
        .describe('Of each bucket; one more, if given, counts as lost already.'),
      adjustment: Figure.optional().describe('Factor on every rate, for what is expected of the future.'),
    })
    .meta({
      example: {
        flow: [
          { name: 'not due', reached: '100000' },
          { name: '1-30', reached: '50000' },
          { name: 'lost', reached: '2000' },
        ],
        balances: ['300000', '140000'],
      },
    }),
]);

export const calculateProvisionMatrix = calculation('provision-matrix', {
  id: 'calculateProvisionMatrix',
  summary: 'Provisions by age, from loss rates or from the flow that they follow from',
  description:
    'IFRS 9, simplified approach. From a flow the rate of a bucket is what was lost divided by what reached the bucket; it is ' +
    'not rounded on the way. Each provision is rounded half up to the decimals of the balances, two at least; the total is their sum.',
  body: ProvisionBody,
  reply: z
    .object({
      buckets: z.array(
        z.object({ name: z.string(), balance: z.string(), lossRate: z.string(), provision: z.string() }),
      ),
      total: z.string(),
      totalBalance: z.string(),
      averageRate: z.string().optional(),
    })
    .meta({ id: 'ProvisionMatrix' }),
});

export const calculateDso = calculation('dso', {
  id: 'calculateDso',
  summary: 'Days sales outstanding by count-back',
  description:
    'Whole periods of sales (with VAT, newest first) are taken off the receivables and their days added; the last one counts ' +
    'pro rata. Sales that do not reach back far enough are refused.',
  body: z
    .strictObject({
      receivables: Figure,
      sales: z
        .array(
          z.strictObject({
            amount: Figure,
            days: z.union([z.int().positive().max(10_000), Figure]).meta({ example: '30' }),
          }),
        )
        .max(MAX_PERIODS),
    })
    .meta({
      example: {
        receivables: '212000',
        sales: [
          { amount: '100000', days: '30' },
          { amount: '80000', days: '30' },
          { amount: '70000', days: '30' },
        ],
      },
    }),
  reply: z
    .object({
      days: z.string().describe('Two decimals, rounded half up.'),
      periods: z.array(
        z.object({ amount: z.string(), days: z.string(), taken: z.string(), countedDays: z.string() }),
      ),
    })
    .meta({ id: 'DaysSalesOutstanding' }),
});

export const calculateConcentration = calculation('concentration', {
  id: 'calculateConcentration',
  summary: 'Concentration of exposures: Herfindahl-Hirschman index',
  description: 'The sum of squared percentage shares, 10,000 where one debtor owes all.',
  body: z
    .strictObject({ exposures: z.array(Figure).max(MAX_EXPOSURES) })
    .meta({ example: { exposures: ['30', '30', '20', '20'] } }),
  reply: z
    .object({
      hhi: z.string().describe('0 to 10,000, two decimals at most.'),
      total: z.string(),
      shares: z.array(z.string()).describe('In percent, in the order of the exposures.'),
      largestShare: z.string(),
      effectiveNumber: z.string().describe('So many equal debtors would be as concentrated.'),
    })
    .meta({ id: 'Concentration' }),
});
