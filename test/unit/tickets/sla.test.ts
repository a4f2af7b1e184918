import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BusinessCalendar,
  businessSpans,
  businessTimeBetween,
  type Opening,
  type Span,
  WEEKDAYS,
} from '../../../functions/tickets/domain/sla/business-calendar.ts';
import { deadlineOf, mergeSpans } from '../../../functions/tickets/domain/sla/deadline.ts';
import { readCalendar } from '../../../functions/tickets/domain/sla/read-calendar.ts';

const MINUTE = 60_000;
const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

function office(holidays: readonly string[] = [], timeZone = 'Europe/Berlin', opening = ['10:00', '18:00']) {
  const [from = '', to = ''] = opening;
  const hours = Object.fromEntries(WORKDAYS.map((day) => [day, [[from, to] as const]]));
  const { calendar, errors } = readCalendar({ timeZone, hours, holidays });
  expect(errors).toEqual([]);
  return calendar;
}

const at = (text: string) => Date.parse(text);
const show = (instant: number | undefined) =>
  instant && new Date(instant).toISOString().replace(':00.000Z', 'Z');

function deadline(
  calendar: BusinessCalendar,
  start: string,
  minutes: number,
  pauses: [string, string][] = [],
) {
  const spans = pauses.map(([from, to]) => ({ from: at(from), to: at(to) }));
  return show(deadlineOf(calendar, { start: at(start), target: minutes * MINUTE, pauses: spans }));
}

describe('the vectors of the reference (Monday to Friday 10:00 to 18:00, Berlin, summer)', () => {
  // 2026-07-06 is a Monday. Times in UTC: 10:00 in Berlin is 08:00.
  it.each([
    ['Monday 08:00, high', '2026-07-06T06:00Z', [60, 240], ['2026-07-06T09:00Z', '2026-07-06T12:00Z'], []],
    ['Friday 17:00, urgent', '2026-07-10T15:00Z', [30, 120], ['2026-07-10T15:30Z', '2026-07-13T09:00Z'], []],
    ['Sunday, high', '2026-07-12T10:00Z', [60, 240], ['2026-07-13T09:00Z', '2026-07-13T12:00Z'], []],
    [
      'Thursday 15:00, urgent, Thursday and Friday holidays', '2026-07-09T13:00Z', [30, 120],
      ['2026-07-13T08:30Z', '2026-07-13T10:00Z'], ['2026-07-09', '2026-07-10'],
    ],
  ] as const)('%s', (_name, start, targets, deadlines, holidays) => {
    const calendar = office(holidays);
    expect(targets.map((minutes) => deadline(calendar, start, minutes))).toEqual(deadlines);
  }); // biome-ignore format: a table

  it('a deadline on closing time stays on that day', () => {
    expect(deadline(office(), '2026-07-10T15:00Z', 60)).toBe('2026-07-10T16:00Z');
    expect(deadline(office(), '2026-07-10T15:00Z', 61)).toBe('2026-07-13T08:01Z');
  });
});

describe('pauses', () => {
  const monday = '2026-07-06T08:00Z';
  it('move the deadline by the business time within them, merged where they overlap', () => {
    const overlapping: [string, string][] = [
      ['2026-07-06T09:00Z', '2026-07-06T10:00Z'],
      ['2026-07-06T09:30Z', '2026-07-06T11:00Z'],
    ];
    expect(deadline(office(), monday, 120, overlapping)).toBe('2026-07-06T12:00Z');
  });

  it('over night count for nothing, and over a weekend for what was business time', () => {
    expect(deadline(office(), '2026-07-06T14:00Z', 180, [['2026-07-06T16:00Z', '2026-07-07T08:00Z']])).toBe(
      '2026-07-07T09:00Z',
    );
    expect(deadline(office(), '2026-07-10T15:00Z', 90, [['2026-07-10T15:30Z', '2026-07-13T09:00Z']])).toBe(
      '2026-07-13T10:00Z',
    );
  });

  it('that begin at the deadline or later do not count; one that begins a moment before does', () => {
    const until = '2026-07-06T12:00Z';
    expect(deadline(office(), monday, 60, [['2026-07-06T09:00Z', until]])).toBe('2026-07-06T09:00Z');
    expect(deadline(office(), monday, 60, [['2026-07-06T08:59Z', until]])).toBe('2026-07-06T12:01Z');
    // After closing time on the day of the deadline, before the next opening.
    expect(deadline(office(), '2026-07-10T15:00Z', 60, [['2026-07-10T17:00Z', '2026-07-13T12:00Z']])).toBe(
      '2026-07-10T16:00Z',
    );
  });

  it('that never end leave no deadline, and neither does a calendar without hours', () => {
    expect(deadline(office(), monday, 60, [['2026-07-06T08:30Z', '9999-12-31T00:00Z']])).toBeUndefined();
    const none = { timeZone: 'Europe/Berlin', hours: {}, holidays: new Set<string>() };
    expect(deadline(none, monday, 60)).toBeUndefined();
    expect(deadline(none, monday, 0)).toBe('2026-07-06T08:00Z');
  });
});

describe('summer time', () => {
  it('is counted by the clock on the wall: one hour fewer in spring, one more in autumn', () => {
    const night = readCalendar({
      timeZone: 'Europe/Berlin',
      hours: { sun: [['01:00', '04:00']] },
      holidays: [],
    }).calendar;
    const hoursOf = (day: string) =>
      businessTimeBetween(night, { from: at(`${day}T00:00+02:00`), to: at(`${day}T12:00Z`) }) / 3_600_000;
    expect(['2026-03-22', '2026-03-29', '2026-04-05', '2026-10-25'].map(hoursOf)).toEqual([3, 2, 3, 4]);
  });

  it('a night shift that ends within the hour that comes twice is open twice', () => {
    const hours = { sun: [['01:00', '02:30']] as const };
    const { calendar } = readCalendar({ timeZone: 'Europe/Berlin', hours, holidays: [] });
    const [first, second] = businessSpans(calendar, at('2026-10-24T22:00Z'));
    expect([first, second].map((span) => span && [show(span.from), show(span.to)])).toEqual([
      ['2026-10-24T23:00Z', '2026-10-25T00:30Z'],
      ['2026-10-25T01:00Z', '2026-10-25T01:30Z'],
    ]);
  });

  it('whole days, and zones that move by half an hour or skip a day, are understood', () => {
    const all = Object.fromEntries(WEEKDAYS.map((day) => [day, [['00:00', '24:00'] as const]]));
    for (const timeZone of [
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'America/New_York',
      'Asia/Kathmandu',
      'UTC',
    ]) {
      const { calendar } = readCalendar({ timeZone, hours: all, holidays: [] });
      const year = { from: at('2011-06-01T00:00Z'), to: at('2012-06-01T00:00Z') };
      expect([timeZone, businessTimeBetween(calendar, year)]).toEqual([timeZone, year.to - year.from]);
    }
  });
});

const ZONES = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'America/St_Johns',
  'UTC',
];
const opening = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 4 })
  .map((quarters) => quarters.toSorted((a, b) => a - b))
  .map((quarters): Opening[] =>
    quarters.flatMap((quarter, index) =>
      index % 2 === 1 ? [{ from: (quarters[index - 1] ?? 0) * 15, to: quarter * 15 }] : [],
    ),
  );
const anyCalendar: fc.Arbitrary<BusinessCalendar> = fc.record({
  timeZone: fc.constantFrom(...ZONES),
  hours: fc
    .uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 })
    .chain((days) => fc.tuple(...days.map((day) => fc.tuple(fc.constant(day), opening))))
    .map((entries) => Object.fromEntries(entries)),
  holidays: fc
    .array(fc.constantFrom('2026-03-29', '2026-10-25', '2026-03-30', '2026-11-01', '2026-04-05'))
    .map((days) => new Set(days)),
});
// Around the changes of 2026: March in America and Europe, April in Chile and the South, October and November back.
const anyInstant = fc
  .tuple(
    fc.constantFrom('2026-03-07', '2026-03-28', '2026-04-04', '2026-09-05', '2026-10-24', '2026-10-31'),
    fc.integer({ min: 0, max: 5 * 1440 }),
  )
  .map(([day, minutes]) => at(`${day}T00:00Z`) + minutes * MINUTE);
const anySpan = fc
  .tuple(anyInstant, fc.integer({ min: 0, max: 3 * 1440 }))
  .map(([from, minutes]): Span => ({ from, to: from + minutes * MINUTE }));

describe('in every time zone', () => {
  it('what passes until the deadline is the target and what was paused of it', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyInstant,
        fc.integer({ min: 1, max: 3_000 }),
        fc.array(anySpan, { maxLength: 5 }),
        (calendar, start, minutes, pauses) => {
          const end = deadlineOf(calendar, { start, target: minutes * MINUTE, pauses });
          if (end === undefined) throw new Error('there are hours in every week');
          const paused = mergeSpans(
            pauses.map(({ from, to }) => ({ from: Math.max(from, start), to: Math.min(to, end) })),
          ).reduce((sum, span) => sum + businessTimeBetween(calendar, span), 0);
          expect(businessTimeBetween(calendar, { from: start, to: end })).toBe(minutes * MINUTE + paused);
          // And not a moment earlier: a minute before, less had passed.
          expect(businessTimeBetween(calendar, { from: start, to: end - 1 })).toBeLessThan(
            minutes * MINUTE + paused,
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('business time is what a clock on the wall shows', () => {
    // Openings, changes of the clock and starts all lie on quarters of an hour.
    const anyQuarter = anyInstant.map((instant) => instant - (instant % (15 * MINUTE)));
    fc.assert(
      fc.property(anyCalendar, anyQuarter, (calendar, from) => {
        const clock = new Intl.DateTimeFormat('en-CA', {
          timeZone: calendar.timeZone, hourCycle: 'h23', weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
        }); // biome-ignore format: a list
        const isOpen = (instant: number) => {
          const part = Object.fromEntries(
            clock.formatToParts(instant).map(({ type, value }) => [type, value]),
          );
          const minute = Number(part.hour) * 60 + Number(part.minute);
          const day = part.weekday?.toLowerCase() as keyof typeof calendar.hours;
          const isHoliday = calendar.holidays.has(`${part.year}-${part.month}-${part.day}`);
          return (
            !isHoliday && (calendar.hours[day] ?? []).some((one) => minute >= one.from && minute < one.to)
          );
        };
        const to = from + 1_440 * MINUTE;
        let minutes = 0;
        for (let instant = from; instant < to; instant += 15 * MINUTE) minutes += isOpen(instant) ? 15 : 0;
        expect(businessTimeBetween(calendar, { from, to })).toBe(minutes * MINUTE);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a calendar', () => {
  const read = (more: object) =>
    readCalendar({ timeZone: 'Europe/Berlin', hours: {}, holidays: [], ...more }).errors;
  it('is refused with the places of all that is wrong', () => {
    const hours = {
      mon: [['9:00', '17:00']],
      tue: [['12:00', '10:00']],
      wed: [
        ['08:00', '12:00'],
        ['11:00', '13:00'],
      ],
      thu: [['08:00', '25:00']],
    };
    expect(read({ timeZone: 'Europe/Nowhere', hours, holidays: ['2026-02-30'] }).map(({ pointer }) => pointer)).toEqual([
      '/timeZone', '/hours/mon/0/0', '/hours/tue/0', '/hours/wed/1', '/hours/thu/0/1', '/holidays/0',
    ]); // biome-ignore format: a list
    expect(read({}).map(({ pointer }) => pointer)).toEqual(['/hours']);
    expect(read({ hours: { sun: [['00:00', '24:00']] } })).toEqual([]);
  });
});
