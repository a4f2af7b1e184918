import { beforeAll, expect, it } from 'vitest';
import { slaBindings } from '../../../functions/tickets/handlers/slas.ts';
import { escalateDue, followPromises } from '../../../functions/tickets/usecases/watch-clocks.ts';
import { openTicketsApi, type TicketsApi } from '../../support/tickets-api.ts';

let api: TicketsApi;

/** The company works Monday to Friday 10:00 to 18:00 in Berlin; the clock of the test stands at Monday, 15 June 2026, 14:00 there. */
const CALENDAR = {
  timeZone: 'Europe/Berlin',
  hours: { mon: [['10:00', '18:00']], tue: [['10:00', '18:00']] },
  holidays: [],
};
const NOW = Date.parse('2026-06-15T12:00:00.000Z');
const after = (minutes: number) => new Date(NOW + minutes * 60_000);
const fail = (_: string, error: unknown) => {
  throw error;
};
const put = (path: string, body: object, etag?: string) =>
  api.call('PUT', path.replace(/[^/]+$/, path.includes('slas') ? '{slaId}' : '{calendarId}'), {
    [path.includes('slas') ? 'slaId' : 'calendarId']: path.split('/').at(-1) ?? '',
  }, { body, headers: etag ? { 'if-match': etag } : {} }); // biome-ignore format: a call
const read = async (ticketId: string) => (await api.call('GET', '/tickets/{ticketId}', { ticketId })).body;

beforeAll(async () => {
  api = await openTicketsApi(slaBindings);
  expect((await put('/slas/all', { calendarId: 'office', targets: {} })).status).toBe(422);
  await put('/calendars/office', CALENDAR);
  await put('/slas/all', { calendarId: 'office', targets: { '3': { firstResponse: 60, resolution: 480 } } });
});

it('a ticket has the deadlines of its promise, is warned of, and found by the schedule once', async () => {
  const { id, deadlines } = (await api.open()).body;
  expect(deadlines).toEqual({
    firstResponse: '2026-06-15T13:00:00.000Z',
    resolution: '2026-06-16T12:00:00.000Z',
  });
  for (const minutes of [47, 48, 48, 55, 61]) await escalateDue(api.tickets, 'acme', after(minutes), fail);
  const { items } = (await api.call('GET', '/tickets/{ticketId}/events', { ticketId: id })).body;
  const escalated = items.filter(({ what }: { what: { type: string } }) => what.type === 'escalated');
  expect(escalated.map(({ at, what }: { at: string; what: { step: number } }) => [at, what.step])).toEqual([
    [after(48).toISOString(), 1],
    [after(61).toISOString(), 2],
  ]);
});

it('deadlines of open tickets follow a calendar that changes, and the past is computed under either version', async () => {
  const { id, version } = (await api.open()).body;
  const { headers } = await api.call('GET', '/calendars/{calendarId}', { calendarId: 'office' });
  expect((await put('/calendars/office', CALENDAR)).status).toBe(428);
  const closed = await put('/calendars/office', { ...CALENDAR, holidays: ['2026-06-15'] }, headers.etag);
  expect(closed.body.version).toBe(2);
  // Changed just now: who was under way may have read the old one, so the walk comes again later.
  expect(await followPromises(api.tickets, 'acme', after(0), () => true)).toBe(false);
  expect((await read(id)).deadlines.firstResponse).toBe('2026-06-16T09:00:00.000Z');
  expect(await followPromises(api.tickets, 'acme', after(5), () => true)).toBe(true);
  expect((await read(id)).version).toBe(version);
  const past = (calendarVersion: string) =>
    api.call('GET', '/tickets/{ticketId}/clocks', { ticketId: id }, { query: { calendarVersion } });
  expect((await past('1')).body.clocks[0].deadline).toBe('2026-06-15T13:00:00.000Z');
  expect((await past('2')).body.clocks[0].deadline).toBe('2026-06-16T09:00:00.000Z');
  expect((await past('3')).body.type).toBe('/problems/tickets.unknown-version');
});

it('a walk that has no time goes on where it stood', async () => {
  const { etag } = (await api.call('GET', '/calendars/{calendarId}', { calendarId: 'office' })).headers;
  await put('/calendars/office', CALENDAR, etag);
  expect(await followPromises(api.tickets, 'acme', after(10), () => false)).toBe(false);
  expect(await followPromises(api.tickets, 'acme', after(10), () => true)).toBe(true);
});
