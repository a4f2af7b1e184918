import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';
import { deskPartition, KEPT } from './desk.ts';

const Template = z.object({
  ...KEPT,
  name: z.string(),
  /** With placeholders (`domain/macros/placeholders.ts`). */
  text: z.string(),
  /** Only for tickets of this team, of this category; absent: for all. */
  team: z.string().optional(),
  category: z.string().optional(),
  /** ISO 639-1. */
  language: z.string().optional(),
});

/** Words that are answered again and again: as they are now. */
export const TemplateRow = entity({
  name: 'tickets.template',
  schema: Template,
  key: ({ companyId, id }: { companyId: string; id: string }) => ({
    pk: deskPartition(companyId),
    sk: `TEMPLATE#${id}`,
  }),
  access: ['all of a company, by id, for one ticket, too', 'by id, by macros'],
});
export type TemplateRow = ItemOf<typeof TemplateRow>;

/** A template as it was; stays when it goes, so that its numbers go on should it come again. Never changed. */
export const TemplateVersionRow = entity({
  name: 'tickets.template-version',
  schema: Template,
  key: (of: { companyId: string; id: string; version: number }) => ({
    pk: `C#${of.companyId}#HELP-DESK-TEMPLATE#${of.id}`,
    sk: String(of.version).padStart(6, '0'),
  }),
  access: ['the last version of a template'],
});
