import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';
import { LANGUAGES } from '../domain/forms/language.ts';
import { TICKET_KINDS } from '../domain/ticket/ticket.ts';

/** A page on which people outside report something, and what becomes of it. */
export const IntakeFormRow = entity({
  name: 'tickets.intake-form',
  schema: z.object({
    companyId: z.string(),
    formId: z.string(),
    version: z.int().positive(),
    isOn: z.boolean(),
    language: z.enum(LANGUAGES),
    title: z.string(),
    introduction: z.string().optional(),
    confirmation: z.string().optional(),
    kind: z.enum(TICKET_KINDS),
    team: z.string().optional(),
    category: z.string().optional(),
    /** From which address its tickets are answered. */
    mailbox: z.string().optional(),
    /** What people choose from; without any, `category` is it. */
    categories: z.array(z.object({ code: z.string(), label: z.string() })),
    /** Signs the pages that are handed out. */
    secret: z.string(),
    at: z.iso.datetime(),
    by: z.string(),
  }),
  key: ({ companyId, formId }: { companyId: string; formId: string }) => ({
    pk: `C#${companyId}#INTAKE-FORMS`,
    sk: formId,
  }),
  access: ['by id, with every page', 'all of a company'],
});
export type IntakeFormRow = ItemOf<typeof IntakeFormRow>;

/** How many tickets came through a form in an hour, of all or from one address. Gone two days later. */
export const FormRateRow = entity({
  name: 'tickets.form-rate',
  schema: z.object({
    companyId: z.string(),
    formId: z.string(),
    of: z.string(),
    hour: z.string(),
    count: z.int(),
  }),
  key: (row: { companyId: string; formId: string; of: string; hour: string }) => ({
    pk: `C#${row.companyId}#FORM-RATE#${row.formId}#${row.of}`,
    sk: row.hour,
  }),
  expiresAt: ({ hour }) => Math.floor(Date.parse(`${hour}:00:00Z`) / 1000) + 2 * 86_400,
  access: ['by form, address (hashed) and hour, by every form that is sent'],
});
export type FormRateRow = ItemOf<typeof FormRateRow>;
