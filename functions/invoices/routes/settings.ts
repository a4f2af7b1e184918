import * as z from 'zod';
import { CompanyParams, Instant } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';

const Text = (max: number) => z.string().trim().min(1).max(max);

export const Issuer = z.strictObject({
  name: Text(140),
  address: z.strictObject({
    street: Text(70),
    houseNumber: Text(16).optional(),
    postcode: Text(16),
    city: Text(35),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'must be two letters of ISO 3166-1, like DE')
      .default('DE'),
  }),
  contact: z
    .strictObject({ name: Text(100), phone: Text(40), email: z.email().max(254) })
    .describe('Whom the customer asks; XRechnung demands all three (BR-DE-5 to 7).'),
  iban: z.string().max(42),
  bic: z.string().max(14).optional(),
  footer: z
    .array(Text(160))
    .max(4)
    .default([])
    .describe('Register, court, managing directors (§35a GmbHG, §80 AktG, §37a HGB).'),
});

const SettingsBody = z
  .strictObject({
    vatId: z.string().max(20).optional().describe('Our USt-IdNr.: received invoices must be for it.'),
    taxNumber: z.string().trim().min(5).max(30).optional().describe('Steuernummer of the tax office.'),
    expenseAccount: z
      .string()
      .regex(/^\d{4,8}$/, 'must be a general ledger account')
      .optional()
      .describe('Proposed where nothing has been booked for a vendor before.'),
    issuer: Issuer.optional().describe('Who we are on invoices of our own; needed to write them.'),
    numberPrefix: z
      .string()
      .regex(/^[A-Z0-9-]{0,12}$/, 'has up to 12 of A-Z, 0-9 and -')
      .default('RE-')
      .describe('Numbers are prefix, year, hyphen, digits: RE-2026-0001.'),
    numberDigits: z.int().min(3).max(8).default(4),
  })
  .meta({ example: { vatId: 'DE123456789', expenseAccount: '4980' } });

export const InvoiceSettingsView = z
  .object({ ...SettingsBody.shape, changedAt: Instant, changedBy: z.string() })
  .meta({ id: 'InvoiceSettings' });

export const putSettings = route({
  id: 'invoices.putSettings',
  method: 'PUT',
  path: '/companies/{companyId}/invoice-settings',
  scope: 'write',
  permission: 'invoices.manage',
  summary: 'Who the company is on invoices, and where expenses go by default',
  description: 'Changing them needs If-Match; the same again changes nothing.',
  params: CompanyParams,
  body: SettingsBody,
  responses: { 200: { description: 'As they stand now', body: InvoiceSettingsView } },
});

export const getSettings = route({
  id: 'invoices.getSettings',
  method: 'GET',
  path: '/companies/{companyId}/invoice-settings',
  scope: 'read',
  permission: 'invoices.read',
  summary: 'The invoice settings, with ETag',
  params: CompanyParams,
  responses: { 200: { description: 'The settings', body: InvoiceSettingsView } },
});
