import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';
import { TICKET_STATES } from '../domain/ticket/ticket.ts';
import { deskPartition, KEPT } from './desk.ts';
import { ASSIGNING, CLASSIFYING } from './tickets.ts';

const Codes = z.array(z.string());
const Writing = { text: z.string().optional(), template: z.string().optional() };

const StoredStep = z.discriminatedUnion('type', [
  z.object({ type: z.literal('classify'), ...CLASSIFYING }),
  z.object({ type: z.literal('assign'), ...ASSIGNING }),
  z.object({ type: z.literal('tag'), add: Codes, remove: Codes }),
  z.object({
    type: z.literal('fields'),
    values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).nullable()),
  }),
  z.object({ type: z.literal('watch'), add: Codes, remove: Codes }),
  z.object({ type: z.literal('reply'), ...Writing }),
  z.object({ type: z.literal('note'), ...Writing }),
  z.object({
    type: z.literal('state'),
    state: z.enum(TICKET_STATES).exclude(['new']),
    afterDays: z.int().positive().optional(),
    dropTasks: z.literal(true).optional(),
  }),
]);

const Macro = z.object({
  ...KEPT,
  name: z.string(),
  steps: z.array(StoredStep),
});

/** What is done to a ticket in one go: as it is now. */
export const MacroRow = entity({
  name: 'tickets.macro',
  schema: Macro,
  key: ({ companyId, id }: { companyId: string; id: string }) => ({
    pk: deskPartition(companyId),
    sk: `MACRO#${id}`,
  }),
  access: ['all of a company, by id', 'by id, by whoever applies it'],
});
export type MacroRow = ItemOf<typeof MacroRow>;

/** A macro as it was; stays when it goes, so that what it did can be explained. Never changed. */
export const MacroVersionRow = entity({
  name: 'tickets.macro-version',
  schema: Macro,
  key: (of: { companyId: string; id: string; version: number }) => ({
    pk: `C#${of.companyId}#HELP-DESK-MACRO#${of.id}`,
    sk: String(of.version).padStart(6, '0'),
  }),
  access: ['versions of a macro, newest first'],
});
