import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';

const Kept = {
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

/** The partition of what a help desk is made of: few enough to be read at once. */
export function deskPartition(companyId: string): string {
  return `C#${companyId}#HELP-DESK`;
}

/** How many of what a help desk has. Every change of it moves this, so that who names whom is decided one after the other. */
export const DeskHead = entity({
  name: 'tickets.desk-head',
  schema: z.object({ companyId: z.string(), changes: z.int(), teams: z.int() }),
  key: ({ companyId }: { companyId: string }) => ({ pk: deskPartition(companyId), sk: 'HEAD' }),
  access: ['of a company, by every new ticket and every change of the help desk'],
});
export type DeskHead = ItemOf<typeof DeskHead>;

/** People who work on tickets together: as they are now. */
export const TeamRow = entity({
  name: 'tickets.team',
  schema: z.object({ ...Kept, ...TeamText }),
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
  schema: z.object({ ...Kept, ...TeamText }),
  key: (of: { companyId: string; id: string; version: number }) => ({
    pk: `C#${of.companyId}#HELP-DESK-TEAM#${of.id}`,
    sk: String(of.version).padStart(6, '0'),
  }),
  access: ['versions of a team, newest first'],
});
