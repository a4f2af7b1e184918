import * as z from 'zod';
import { CompanyId, Instant, madeId } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';

export const getPreNotificationLetter = route({
  id: 'payments.getPreNotificationLetter',
  method: 'GET',
  path: '/companies/{companyId}/payment-runs/{runId}/pre-notifications/{number}',
  scope: 'read',
  permission: 'payments.read',
  summary: 'The letter that tells a payer of a debit, and a link to its PDF',
  description:
    'Amount, day, mandate and creditor identifier, in the language of the partner; sent by whoever fetches it. The sender is that of the ' +
    'dunning settings, else that of the payment settings.',
  params: z.object({
    companyId: CompanyId,
    runId: madeId('pay'),
    number: z.coerce.number().int().positive(),
  }),
  responses: {
    200: {
      description: 'The letter; the link works for a quarter of an hour',
      body: z
        .object({
          payment: z.int(),
          language: z.enum(['de', 'en']),
          date: z.string(),
          recipient: z.array(z.string()),
          subject: z.string(),
          opening: z.string(),
          rows: z.array(z.array(z.string())),
          closing: z.string(),
          particulars: z.array(z.object({ label: z.string(), value: z.string() })),
          download: z.object({ url: z.string(), expiresAt: Instant }),
        })
        .meta({ id: 'PreNotificationLetter' }),
    },
  },
});
