import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';

/** From which score on a company looks at names. */
export const ScreeningSettingsRow = entity({
  name: 'screening.settings',
  schema: z.object({
    company: z.string(),
    hitFrom: z.int(),
    possibleFrom: z.int(),
    version: z.int().nonnegative(),
  }),
  key: ({ company }: { company: string }) => ({ pk: `C#${company}#SCREENING`, sk: 'SETTINGS' }),
  access: ['of a company, by every screening'],
});
export type ScreeningSettingsRow = ItemOf<typeof ScreeningSettingsRow>;

/** All customers and vendors are screened, some hundred at a time; who is up to date is passed by. */
export const ScreeningRunRow = entity({
  name: 'screening.run',
  schema: z.object({
    company: z.string(),
    id: z.string(),
    because: z.enum(['list-changed', 'settings-changed', 'nightly', 'asked']),
    state: z.enum(['running', 'done']),
    /** Where the list of partners goes on. */
    after: z.record(z.string(), z.string()).optional(),
    looked: z.int(),
    screened: z.int(),
    changed: z.int(),
    startedAt: z.iso.datetime(),
    startedBy: z.string(),
    finishedAt: z.iso.datetime().optional(),
    version: z.int().positive(),
  }),
  key: ({ company, id }: { company: string; id: string }) => ({ pk: `C#${company}#SCREENING-RUNS`, sk: id }),
  access: ['by id; all of a company, newest first'],
});
export type ScreeningRunRow = ItemOf<typeof ScreeningRunRow>;

const KEPT_SECONDS = 7 * 86_400;

/** Something to be published: the state of a partner changed, a run goes on. */
export const ScreeningEventRow = entity({
  name: 'screening.event',
  schema: z.object({
    company: z.string(),
    eventId: z.string(),
    type: z.enum(['partner-screened', 'run-continued', 'list-activated']),
    payload: z.record(z.string(), z.json()),
    at: z.iso.datetime(),
  }),
  key: ({ company, eventId }: { company: string; eventId: string }) => ({
    pk: `C#${company}#SCREENING-EVENT#${eventId}`,
    sk: 'EVENT',
  }),
  expiresAt: ({ at }) => Math.floor(Date.parse(at) / 1000) + KEPT_SECONDS,
  access: ['read by the stream only'],
});
export type ScreeningEventRow = ItemOf<typeof ScreeningEventRow>;
