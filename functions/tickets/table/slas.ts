import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';
import { LAENDER, LOCAL_HOLIDAYS, type LocalHoliday } from '../domain/holidays/german-holidays.ts';
import { WEEKDAYS } from '../domain/sla/business-calendar.ts';
import { CLOCKS } from '../domain/sla/sla.ts';
import { TICKET_KINDS } from '../domain/ticket/ticket.ts';

const At = z.iso.datetime();
const Kept = { companyId: z.string(), id: z.string(), version: z.int().positive(), at: At, by: z.string() };
const Targets = z.partialRecord(z.enum(CLOCKS), z.int().nonnegative());

const CalendarText = {
  name: z.string().optional(),
  timeZone: z.string(),
  hours: z.partialRecord(z.enum(WEEKDAYS), z.array(z.tuple([z.string(), z.string()]))),
  holidays: z.array(z.string()),
  official: z
    .object({
      land: z.enum(LAENDER),
      local: z.array(z.enum(Object.keys(LOCAL_HOLIDAYS) as LocalHoliday[])).optional(),
      closedOnDecember24: z.boolean().optional(),
      closedOnDecember31: z.boolean().optional(),
    })
    .optional(),
};
const SlaText = {
  name: z.string().optional(),
  calendarId: z.string(),
  targets: z.partialRecord(z.enum(['1', '2', '3', '4', '5']), Targets),
  rank: z.int(),
  when: z.object({
    teams: z.array(z.string()).optional(),
    categories: z.array(z.string()).optional(),
    kinds: z.array(z.enum(TICKET_KINDS)).optional(),
  }),
  warnPercent: z.int(),
  repeatMinutes: z.int().optional(),
};

function versionKey(version: number): string {
  return String(version).padStart(6, '0');
}

/** When teams of a company work: as it stands now. */
export const CalendarRow = entity({
  name: 'tickets.calendar',
  schema: z.object({ ...Kept, ...CalendarText }),
  key: ({ companyId, id }: { companyId: string; id: string }) => ({
    pk: `C#${companyId}#TICKET-CLOCKS`,
    sk: `CALENDAR#${id}`,
  }),
  access: ['all of a company, with every change of a ticket', 'by id'],
});
export type CalendarRow = ItemOf<typeof CalendarRow>;

/** A calendar as it was: so that clocks of any day can be computed again. Never changed. */
export const CalendarVersionRow = entity({
  name: 'tickets.calendar-version',
  schema: z.object({ ...Kept, ...CalendarText }),
  key: (of: { companyId: string; id: string; version: number }) => ({
    pk: `C#${of.companyId}#TICKET-CALENDAR#${of.id}`,
    sk: versionKey(of.version),
  }),
  access: ['versions of a calendar, by number'],
});

/** What a company promises: as it stands now. */
export const SlaRow = entity({
  name: 'tickets.sla',
  schema: z.object({ ...Kept, ...SlaText }),
  key: ({ companyId, id }: { companyId: string; id: string }) => ({
    pk: `C#${companyId}#TICKET-CLOCKS`,
    sk: `SLA#${id}`,
  }),
  access: ['all of a company, with every change of a ticket', 'by id'],
});
export type SlaRow = ItemOf<typeof SlaRow>;

/** A promise as it was. Never changed. */
export const SlaVersionRow = entity({
  name: 'tickets.sla-version',
  schema: z.object({ ...Kept, ...SlaText }),
  key: (of: { companyId: string; id: string; version: number }) => ({
    pk: `C#${of.companyId}#TICKET-SLA#${of.id}`,
    sk: versionKey(of.version),
  }),
  access: ['versions of a promise, by number'],
});

/** How far open tickets follow what has changed in calendars and promises. */
export const ClockStateRow = entity({
  name: 'tickets.clock-state',
  schema: z.object({
    companyId: z.string(),
    /** Grows with every change of a calendar or a promise. */
    changes: z.int(),
    changedAt: At.optional(),
    /** The changes that all open tickets have followed. */
    followed: z.int(),
    /** Where the walk over open tickets stands, for the changes in `walking`. */
    walking: z.int().optional(),
    walkingSince: At.optional(),
    after: z.record(z.string(), z.string()).optional(),
  }),
  key: ({ companyId }: { companyId: string }) => ({ pk: `C#${companyId}#TICKET-CLOCKS`, sk: 'STATE' }),
  access: ['of a company, every five minutes and with every change'],
});
export type ClockStateRow = ItemOf<typeof ClockStateRow>;
