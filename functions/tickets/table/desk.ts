import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';
import { FIELD_TYPES, REQUIRED } from '../domain/desk/fields.ts';
import { TICKET_KINDS } from '../domain/ticket/ticket.ts';

/** What every setting of the help desk says of itself, that has an id and versions. */
export const KEPT = {
  companyId: z.string(),
  id: z.string(),
  version: z.int().positive(),
  at: z.iso.datetime(),
  by: z.string(),
};

const TeamText = {
  name: z.string(),
  /** Principals. */
  members: z.array(z.string()),
  /** The team that hears of deadlines that have passed here. */
  escalateTo: z.string().optional(),
  active: z.boolean(),
};

const LevelNumber = z.literal([1, 2, 3, 4, 5]);
const CategoryText = {
  name: z.string(),
  /** The one that it is shown below; it hands nothing down. */
  parent: z.string().optional(),
  defaults: z.object({
    team: z.string().optional(),
    kind: z.enum(TICKET_KINDS).optional(),
    impact: LevelNumber.optional(),
    urgency: LevelNumber.optional(),
    tags: z.array(z.string()).optional(),
  }),
  fields: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      type: z.enum(FIELD_TYPES),
      required: z.enum(REQUIRED),
      onForm: z.boolean().optional(),
      choices: z.array(z.string()).optional(),
    }),
  ),
  /** How long the words of its tickets are kept after these are closed; absent: as long as the company keeps any. */
  retentionMonths: z.int().positive().optional(),
  active: z.boolean(),
};

/** The partition of what a help desk is made of: few enough to be read at once. */
export function deskPartition(companyId: string): string {
  return `C#${companyId}#HELP-DESK`;
}

/** How many of what a help desk has. Every change of it moves this, so that who names whom is decided one after the other. */
export const DeskHead = entity({
  name: 'tickets.desk-head',
  schema: z.object({
    companyId: z.string(),
    changes: z.int(),
    teams: z.int(),
    categories: z.int(),
    /** Older heads do not count these. */
    templates: z.int().default(0),
    macros: z.int().default(0),
  }),
  key: ({ companyId }: { companyId: string }) => ({ pk: deskPartition(companyId), sk: 'HEAD' }),
  access: ['of a company, by every new ticket and every change of the help desk'],
});
export type DeskHead = ItemOf<typeof DeskHead>;

/** People who work on tickets together: as they are now. */
export const TeamRow = entity({
  name: 'tickets.team',
  schema: z.object({ ...KEPT, ...TeamText }),
  key: ({ companyId, id }: { companyId: string; id: string }) => ({
    pk: deskPartition(companyId),
    sk: `TEAM#${id}`,
  }),
  access: ['all of a company', 'by id, by tickets that come into it and by notices'],
});
export type TeamRow = ItemOf<typeof TeamRow>;

/** A team as it was; stays when it goes, so that its numbers go on should it come again. Never changed. */
export const TeamVersionRow = entity({
  name: 'tickets.team-version',
  schema: z.object({ ...KEPT, ...TeamText }),
  key: (of: { companyId: string; id: string; version: number }) => ({
    pk: `C#${of.companyId}#HELP-DESK-TEAM#${of.id}`,
    sk: String(of.version).padStart(6, '0'),
  }),
  access: ['versions of a team, newest first'],
});

/** What a ticket is about: as it is now. */
export const CategoryRow = entity({
  name: 'tickets.category',
  schema: z.object({ ...KEPT, ...CategoryText }),
  key: ({ companyId, id }: { companyId: string; id: string }) => ({
    pk: deskPartition(companyId),
    sk: `CATEGORY#${id}`,
  }),
  access: ['all of a company', 'by code, by tickets that open in it, come into it or end'],
});
export type CategoryRow = ItemOf<typeof CategoryRow>;

/** A category as it was; stays when it goes, so that what it did can be explained. Never changed. */
export const CategoryVersionRow = entity({
  name: 'tickets.category-version',
  schema: z.object({ ...KEPT, ...CategoryText }),
  key: (of: { companyId: string; id: string; version: number }) => ({
    pk: `C#${of.companyId}#HELP-DESK-CATEGORY#${of.id}`,
    sk: String(of.version).padStart(6, '0'),
  }),
  access: ['versions of a category, newest first'],
});
