import * as z from 'zod';
import { CompanyParams, DateField, Instant } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { RiskClass } from './profiles.ts';

const Share = z
  .string()
  .max(32)
  .meta({ description: 'Share from 0 to 1, not a percentage', example: '0.04' });

export const LossRatesBody = z
  .strictObject({
    classes: z
      .record(
        RiskClass,
        z.strictObject({
          pd: Share.describe('Probability of default within a year.'),
          lgd: Share.describe('Loss given default: what is lost of the exposure then.'),
        }),
      )
      .describe('1 to 50 classes; what stands for one that is left out is nothing.'),
    source: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe('Where the rates come from: own losses of which years, an agency.'),
  })
  .meta({
    example: {
      classes: { A: { pd: '0.002', lgd: '0.45' }, B: { pd: '0.01', lgd: '0.45' } },
      source: 'own losses 2016 to 2025',
    },
  });
export type LossRatesBody = z.output<typeof LossRatesBody>;

const LossRatesView = z
  .object({
    validFrom: z.string(),
    classes: z.record(z.string(), z.object({ pd: z.string(), lgd: z.string() })),
    source: z.string().optional(),
    changedAt: Instant,
    changedBy: z.string(),
  })
  .meta({ id: 'CreditLossRates' });
export type LossRatesView = z.output<typeof LossRatesView>;

export const listLossRates = route({
  id: 'credit.listLossRates',
  method: 'GET',
  path: '/companies/{companyId}/credit-loss-rates',
  scope: 'read',
  permission: 'credit.read',
  summary: 'How likely customers of each class default and what is lost then, by the day from which it holds',
  params: CompanyParams,
  responses: {
    200: { description: 'The versions, oldest first', body: z.object({ items: z.array(LossRatesView) }) },
  },
});

export const putLossRates = route({
  id: 'credit.putLossRates',
  method: 'PUT',
  path: '/companies/{companyId}/credit-loss-rates/{validFrom}',
  scope: 'write',
  permission: 'companies.configure',
  summary: 'Say how likely customers of each class default and what is lost then, from a day on',
  description:
    'There is no default: without a version in force reports show no expected loss. A version may be corrected with ' +
    'If-Match; reports as of its days change with it, and the trail shows what was.',
  params: CompanyParams.extend({ validFrom: DateField }),
  body: LossRatesBody,
  responses: {
    200: { description: 'Corrected', body: LossRatesView },
    201: { description: 'A version more', body: LossRatesView },
  },
});
