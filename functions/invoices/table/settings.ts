import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';

const Address = z.object({
  street: z.string(),
  houseNumber: z.string().optional(),
  postcode: z.string(),
  city: z.string(),
  country: z.string(),
});

/** Who we are on invoices, those that come in and those that go out. */
export const InvoiceSettingsRow = entity({
  name: 'invoices.settings',
  schema: z.object({
    company: z.string(),
    vatId: z.string().optional(),
    taxNumber: z.string().optional(),
    expenseAccount: z.string().optional(),
    issuer: z
      .object({
        name: z.string(),
        address: Address,
        contact: z.object({ name: z.string(), phone: z.string(), email: z.string() }),
        iban: z.string(),
        bic: z.string().optional(),
        /** Register, court, managing directors: §35a GmbHG, §80 AktG, §37a HGB. */
        footer: z.array(z.string()),
      })
      .optional(),
    numberPrefix: z.string(),
    numberDigits: z.int(),
    version: z.int().positive(),
    changedAt: z.iso.datetime(),
    changedBy: z.string(),
  }),
  key: ({ company }: { company: string }) => ({ pk: `C#${company}#INVOICE-SETTINGS`, sk: 'SETTINGS' }),
  access: ['of a company'],
});
export type InvoiceSettingsRow = ItemOf<typeof InvoiceSettingsRow>;
