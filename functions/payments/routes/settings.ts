import * as z from 'zod';
import { CompanyParams, Instant } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';

export const PaymentAddress = z
  .strictObject({
    street: z.string().trim().min(1).max(70).optional(),
    houseNumber: z.string().trim().min(1).max(16).optional(),
    postcode: z.string().trim().min(1).max(16).optional(),
    city: z.string().trim().min(1).max(35),
    country: z.string().regex(/^[A-Z]{2}$/, 'must be two letters of ISO 3166-1, like DE'),
  })
  .describe('Structured: since mid-November 2026 an address without town and country is refused.');

const SettingsBody = z
  .strictObject({
    name: z.string().trim().min(1).max(70),
    iban: z.string().max(42),
    bic: z.string().max(14).optional(),
    address: PaymentAddress.optional(),
    transitAccount: z
      .string()
      .regex(/^\d{4,9}$/, 'must be an account number')
      .optional()
      .describe('Money in transit; Geldtransit of the chart (SKR03 1360, SKR04 1460) unless said.'),
    creditorId: z.string().max(45).optional().describe('Creditor identifier; needed for debits.'),
    batchBooking: z.boolean().default(true).describe('One line in the statement for all payments of a file.'),
    preNotificationDays: z
      .int()
      .min(1)
      .max(60)
      .default(14)
      .describe('Days before a debit on which the payer is told of it (14 unless agreed otherwise).'),
    blockedPartners: z.array(z.string().max(64)).max(1_000).default([]),
  })
  .meta({
    example: {
      name: 'Acme GmbH',
      iban: 'DE89 3704 0044 0532 0130 00',
      creditorId: 'DE98ZZZ09999999999',
    },
  });

export const SettingsView = z
  .object({ ...SettingsBody.shape, changedAt: Instant, changedBy: z.string() })
  .meta({ id: 'PaymentSettings' });

export const putSettings = route({
  id: 'payments.putSettings',
  method: 'PUT',
  path: '/companies/{companyId}/payment-settings',
  scope: 'write',
  permission: 'payments.approve',
  summary: 'The account that payments are ordered from, how they are booked, the creditor identifier',
  description:
    'Changing them needs If-Match; the same again changes nothing. Runs keep those that they were proposed with.',
  params: CompanyParams,
  body: SettingsBody,
  responses: { 200: { description: 'As they stand now', body: SettingsView } },
});

export const getSettings = route({
  id: 'payments.getSettings',
  method: 'GET',
  path: '/companies/{companyId}/payment-settings',
  scope: 'read',
  permission: 'payments.read',
  summary: 'The payment settings, with ETag',
  params: CompanyParams,
  responses: { 200: { description: 'The settings', body: SettingsView } },
});
