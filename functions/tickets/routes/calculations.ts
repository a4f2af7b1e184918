import * as z from 'zod';
import { CompanyParams } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { LAENDER, LOCAL_HOLIDAYS, type LocalHoliday } from '../domain/holidays/german-holidays.ts';
import { WEEKDAYS } from '../domain/sla/business-calendar.ts';

export const MAX_OPENINGS = 24;
export const MAX_HOLIDAYS = 2_000;
export const MAX_PAUSES = 1_000;
/** A year, and more of business time than anybody promises. */
export const MAX_TARGET_MINUTES = 527_040;

const Clock = z.string().max(5).meta({ example: '10:00' });
const Moment = z.iso.datetime({ offset: true }).meta({ example: '2026-07-06T08:00:00+02:00' });

export const CalendarBody = z
  .strictObject({
    timeZone: z.string().max(64).meta({ description: 'IANA time zone', example: 'Europe/Berlin' }),
    hours: z
      .partialRecord(z.enum(WEEKDAYS), z.array(z.tuple([Clock, Clock])).max(MAX_OPENINGS))
      .describe(
        'Openings by the clock of the time zone, 24:00 for midnight at the end; a day left out is closed.',
      ),
    holidays: z.array(z.string().max(10)).max(MAX_HOLIDAYS).default([]).describe('Days that are closed.'),
  })
  .meta({ id: 'BusinessCalendar' });

export const calculateSla = route({
  id: 'tickets.calculateSla',
  method: 'POST',
  path: '/companies/{companyId}/calculations/sla',
  scope: 'write',
  permission: 'companies.read',
  summary: 'When a target in business time is reached; nothing is stored',
  description:
    'Pauses do not count, as far as they began before the deadline as it then stood. A deadline that falls on closing time ' +
    'stays on that day. Business time is what the clock on the wall shows: an hour that summer time skips does not happen, ' +
    'one that comes twice counts twice. Deadlines more than twenty years away are refused.',
  params: CompanyParams,
  body: z
    .strictObject({
      calendar: CalendarBody,
      start: Moment,
      minutes: z.int().min(0).max(MAX_TARGET_MINUTES),
      pauses: z
        .array(z.strictObject({ from: Moment, to: Moment }))
        .max(MAX_PAUSES)
        .default([]),
    })
    .meta({
      example: {
        calendar: {
          timeZone: 'Europe/Berlin',
          hours: { mon: [['10:00', '18:00']], fri: [['10:00', '18:00']] },
          holidays: ['2026-12-25'],
        },
        start: '2026-07-10T17:00:00+02:00',
        minutes: 120,
        pauses: [],
      },
    }),
  responses: {
    200: {
      description: 'The deadline',
      body: z
        .object({
          deadline: z.iso.datetime().describe('In UTC.'),
          businessMinutesPaused: z.number().describe('Business time that pauses took, up to the deadline.'),
        })
        .meta({ id: 'SlaDeadline' }),
    },
  },
});

const LOCAL = Object.keys(LOCAL_HOLIDAYS) as [LocalHoliday, ...LocalHoliday[]];

export const listHolidays = route({
  id: 'tickets.listHolidays',
  method: 'GET',
  path: '/companies/{companyId}/holidays',
  scope: 'read',
  permission: 'companies.read',
  summary: 'Official holidays of a German Land in a year, to be taken over into a calendar',
  description:
    'From 1995 on, by the laws of the Länder; observances (carnival, St. Martin’s day, 24 and 31 December) are none. ' +
    'Holidays of single municipalities are asked for by `local`, with commas.',
  params: CompanyParams,
  query: z.object({
    land: z.enum(LAENDER),
    year: z.coerce.number().int().min(1_995).max(2_999),
    local: z
      .string()
      .max(100)
      .optional()
      .meta({ description: `Of ${LOCAL.join(', ')}, with commas`, example: 'assumption' }),
  }),
  responses: {
    200: {
      description: 'In the order of the calendar',
      body: z
        .object({
          land: z.enum(LAENDER),
          year: z.int(),
          items: z.array(z.object({ date: z.iso.date(), name: z.string() })),
        })
        .meta({ id: 'Holidays' }),
    },
  },
});
