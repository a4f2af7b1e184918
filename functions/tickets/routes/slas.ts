import * as z from 'zod';
import { CompanyId, CompanyParams, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { Code, Line } from '../contract.ts';
import { LAENDER, LOCAL_HOLIDAYS, type LocalHoliday } from '../domain/holidays/german-holidays.ts';
import { CLOCKS } from '../domain/sla/sla.ts';
import { TICKET_KINDS } from '../domain/ticket/ticket.ts';
import { CalendarBody, MAX_TARGET_MINUTES } from './calculations.ts';

const Kept = { id: z.string(), version: z.int(), at: z.iso.datetime(), by: z.string() };
const LOCAL = Object.keys(LOCAL_HOLIDAYS) as [LocalHoliday, ...LocalHoliday[]];

const CalendarParams = z.object({ companyId: CompanyId, calendarId: Code });
const SlaParams = z.object({ companyId: CompanyId, slaId: Code });

const KeptCalendarBody = CalendarBody.extend({
  name: Line(100).optional(),
  official: z
    .strictObject({
      land: z.enum(LAENDER),
      local: z.array(z.enum(LOCAL)).max(LOCAL.length).optional(),
      closedOnDecember24: z.boolean().optional(),
      closedOnDecember31: z.boolean().optional(),
    })
    .optional()
    .describe('Official holidays of a Land that are observed besides, in every year.'),
}).meta({
  id: 'KeptCalendarBody',
  example: {
    timeZone: 'Europe/Berlin',
    hours: { mon: [['10:00', '18:00']], fri: [['10:00', '18:00']] },
    holidays: [],
    official: { land: 'BY', local: ['assumption'] },
  },
});

const CalendarView = KeptCalendarBody.extend(Kept).meta({ id: 'KeptCalendar' });

const Minutes = z.int().min(0).max(MAX_TARGET_MINUTES);
const Targets = z.partialRecord(z.enum(CLOCKS), Minutes);

const SlaBody = z
  .strictObject({
    name: Line(100).optional(),
    calendarId: Code,
    targets: z
      .partialRecord(z.enum(['1', '2', '3', '4', '5']), Targets)
      .describe('Minutes of business time by priority; a clock without a target does not run.'),
    rank: z
      .int()
      .min(0)
      .max(1_000)
      .default(100)
      .describe('Of promises that fit a ticket the smallest counts.'),
    when: z
      .strictObject({
        teams: z.array(Code).min(1).max(50).optional(),
        categories: z.array(Code).min(1).max(50).optional(),
        kinds: z.array(z.enum(TICKET_KINDS)).min(1).optional(),
      })
      .default({})
      .describe('To which tickets it is given; to all, unless said.'),
    warnPercent: z.int().min(1).max(100).default(80).describe('Share of the target after which is warned.'),
    repeatMinutes: z.int().min(5).max(MAX_TARGET_MINUTES).optional(),
  })
  .meta({
    example: {
      calendarId: 'office',
      targets: { '4': { firstResponse: 60, resolution: 240 }, '5': { firstResponse: 30, resolution: 120 } },
    },
  });

const SlaView = SlaBody.extend(Kept).meta({ id: 'Sla' });

export const putCalendar = route({
  id: 'tickets.putCalendar',
  method: 'PUT',
  path: '/companies/{companyId}/calendars/{calendarId}',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Keep a calendar of business time; one that stands needs If-Match',
  description: 'Deadlines of open tickets follow within ten minutes. Former versions stay.',
  params: CalendarParams,
  body: KeptCalendarBody,
  responses: { 200: { description: 'As it stands now', body: CalendarView } },
});

export const getCalendar = route({
  id: 'tickets.getCalendar',
  method: 'GET',
  path: '/companies/{companyId}/calendars/{calendarId}',
  scope: 'read',
  permission: 'companies.read',
  summary: 'A calendar as it stands, with ETag',
  params: CalendarParams,
  responses: { 200: { description: 'The calendar', body: CalendarView } },
});

export const listCalendars = route({
  id: 'tickets.listCalendars',
  method: 'GET',
  path: '/companies/{companyId}/calendars',
  scope: 'read',
  permission: 'companies.read',
  summary: 'All calendars of business time',
  params: CompanyParams,
  responses: { 200: { description: 'All of them', body: z.object({ items: z.array(CalendarView) }) } },
});

export const listCalendarVersions = route({
  id: 'tickets.listCalendarVersions',
  method: 'GET',
  path: '/companies/{companyId}/calendars/{calendarId}/versions',
  scope: 'read',
  permission: 'companies.read',
  summary: 'What a calendar has been, newest first',
  params: CalendarParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of versions', body: pageOf(CalendarView) } },
});

export const putSla = route({
  id: 'tickets.putSla',
  method: 'PUT',
  path: '/companies/{companyId}/slas/{slaId}',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Promise by when tickets are answered and resolved; one that stands needs If-Match',
  description: 'Deadlines of open tickets follow within ten minutes. Former versions stay.',
  params: SlaParams,
  body: SlaBody,
  responses: { 200: { description: 'As it stands now', body: SlaView } },
});

export const getSla = route({
  id: 'tickets.getSla',
  method: 'GET',
  path: '/companies/{companyId}/slas/{slaId}',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'A promise as it stands, with ETag',
  params: SlaParams,
  responses: { 200: { description: 'The promise', body: SlaView } },
});

export const listSlas = route({
  id: 'tickets.listSlas',
  method: 'GET',
  path: '/companies/{companyId}/slas',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'All promises',
  params: CompanyParams,
  responses: { 200: { description: 'All of them', body: z.object({ items: z.array(SlaView) }) } },
});

export const listSlaVersions = route({
  id: 'tickets.listSlaVersions',
  method: 'GET',
  path: '/companies/{companyId}/slas/{slaId}/versions',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'What a promise has been, newest first',
  params: SlaParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of versions', body: pageOf(SlaView) } },
});
