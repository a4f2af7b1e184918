import { readCalendar } from '../domain/sla/read-calendar.ts';
import { slaFor } from '../domain/sla/sla.ts';
import {
  keptPromises,
  openDeadlines,
  openEscalations,
  type TicketClock,
  ticketClocks,
} from '../domain/sla/ticket-clocks.ts';
import { fold } from '../domain/ticket/apply.ts';
import { scheduledStep } from '../domain/ticket/scheduled-steps.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import { refuse } from '../errors.ts';
import type { Promises, SlaReader } from '../reader/slas.ts';
import type { TicketReader } from '../reader/tickets.ts';
import type { TicketTimes } from './change-ticket.ts';

export interface ReadClocks {
  /** The promise that the ticket is under, and the versions that its clocks go by. */
  readonly sla?: { readonly id: string; readonly version: number } | undefined;
  readonly calendar?: { readonly id: string; readonly version: number } | undefined;
  readonly clocks: readonly TicketClock[];
}

/** The clocks of a ticket by the promises as they stand. */
export function readClocks(ticket: Ticket, { slas, calendars }: Promises): ReadClocks {
  const sla = slaFor(ticket, slas);
  const kept = sla && calendars.get(sla.calendarId);
  if (!kept) return { clocks: [] };
  return {
    sla: { id: sla.id, version: sla.version },
    calendar: { id: sla.calendarId, version: kept.version },
    clocks: ticketClocks(ticket, sla, kept.calendar),
  };
}

/** What stands in the row of a ticket. */
export function ticketTimes(ticket: Ticket, promises: Promises): TicketTimes {
  const { clocks } = readClocks(ticket, promises);
  const [next] = openEscalations(clocks, ticket.told);
  const [dueAt] = [next?.at, scheduledStep(ticket)?.at].filter((at) => at !== undefined).toSorted();
  return { deadlines: openDeadlines(clocks), kept: keptPromises(clocks), dueAt };
}

export interface PastClocksDeps {
  readonly reader: Pick<TicketReader, 'allEvents'> &
    Pick<SlaReader, 'loadPromises' | 'loadCalendarVersion' | 'loadSlaVersion'>;
}

export interface PastMoment {
  /** RFC 3339; now where absent. */
  readonly at?: string | undefined;
  readonly slaVersion?: number | undefined;
  readonly calendarVersion?: number | undefined;
}

/**
 * The clocks of a ticket as they stood at a moment, computed from its events, under any version of its promise and calendar.
 * @throws tickets.unknown-ticket where there was none yet, tickets.unknown-version
 */
export async function pastClocks(
  { reader }: PastClocksDeps,
  { companyId, ticketId }: { readonly companyId: string; readonly ticketId: string },
  { at, slaVersion, calendarVersion }: PastMoment,
): Promise<ReadClocks & { readonly version: number }> {
  const events = [];
  for await (const event of reader.allEvents(companyId, ticketId)) {
    if (at !== undefined && Date.parse(event.at) > Date.parse(at)) break;
    events.push(event);
  }
  if (events.length === 0)
    throw refuse('tickets.unknown-ticket', `There is no ticket ${ticketId} at that time.`);
  const ticket = fold(events);
  const promises = await reader.loadPromises(companyId);
  const now = slaFor(ticket, promises.slas);
  const sla = now && slaVersion !== undefined ? await slaAs(reader, companyId, now.id, slaVersion) : now;
  if (!sla) return { clocks: [], version: ticket.version };
  const calendar =
    calendarVersion === undefined
      ? promises.calendars.get(sla.calendarId)
      : await calendarAs(reader, companyId, sla.calendarId, calendarVersion);
  if (!calendar) return { clocks: [], version: ticket.version };
  return {
    version: ticket.version,
    sla: { id: sla.id, version: sla.version },
    calendar: { id: sla.calendarId, version: calendar.version },
    clocks: ticketClocks(ticket, sla, calendar.calendar),
  };
}

async function slaAs(reader: PastClocksDeps['reader'], companyId: string, id: string, version: number) {
  const sla = await reader.loadSlaVersion(companyId, id, version);
  if (!sla) throw refuse('tickets.unknown-version', `The promise ${id} has no version ${version}.`);
  return sla;
}

async function calendarAs(reader: PastClocksDeps['reader'], companyId: string, id: string, version: number) {
  const row = await reader.loadCalendarVersion(companyId, id, version);
  if (!row) throw refuse('tickets.unknown-version', `The calendar ${id} has no version ${version}.`);
  return { version, calendar: readCalendar(row).calendar };
}
