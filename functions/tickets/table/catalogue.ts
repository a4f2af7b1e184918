import * as z from 'zod';
import { ROLE_NAMES } from '../../../shared/access.ts';
import { entity, type ItemOf, MinorUnits } from '../../../shared/table/entity.ts';
import { FIELD_TYPES, REQUIRED } from '../domain/desk/fields.ts';
import { KEPT } from './desk.ts';

const Kept = {
  ...KEPT,
  name: z.string(),
  description: z.string(),
  category: z.string().optional(),
  team: z.string().optional(),
  questions: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      type: z.enum(FIELD_TYPES),
      required: z.enum(REQUIRED),
      choices: z.array(z.string()).optional(),
    }),
  ),
  price: z.object({ amountMinor: MinorUnits, currency: z.string() }).optional(),
  /** Steps, in order. */
  approvals: z.array(
    z.object({
      by: z.union([
        z.object({ principals: z.array(z.string()) }),
        z.object({ team: z.string() }),
        z.object({ role: z.enum(ROLE_NAMES) }),
      ]),
      count: z.int().positive(),
      fromMinor: MinorUnits.optional(),
    }),
  ),
  tasks: z.array(
    z.object({
      title: z.string(),
      assignee: z.string().optional(),
      team: z.string().optional(),
      dueDays: z.int().optional(),
      dependsOn: z.array(z.int().positive()),
    }),
  ),
  active: z.boolean(),
};

/** Something that people can order: as it is now. */
export const CatalogueItemRow = entity({
  name: 'tickets.catalogue-item',
  schema: z.object(Kept),
  key: ({ companyId, id }: { companyId: string; id: string }) => ({
    pk: `C#${companyId}#CATALOGUE`,
    sk: id,
  }),
  access: ['all of a company, by id', 'by id, by whoever orders it'],
});
export type CatalogueItemRow = ItemOf<typeof CatalogueItemRow>;

/** An item as it was, for the orders that were made under it; stays when the item goes. Never changed. */
export const CatalogueVersionRow = entity({
  name: 'tickets.catalogue-version',
  schema: z.object(Kept),
  key: (of: { companyId: string; id: string; version: number }) => ({
    pk: `C#${of.companyId}#CATALOGUE-ITEM#${of.id}`,
    sk: String(of.version).padStart(6, '0'),
  }),
  access: ['by version, by orders under way', 'the last version of an item'],
});
