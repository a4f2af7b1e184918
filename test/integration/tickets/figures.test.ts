import { beforeAll, expect, it } from 'vitest';
import type { TicketHappening } from '../../../functions/tickets/domain/ticket/events.ts';
import { figureBindings } from '../../../functions/tickets/handlers/figures.ts';
import { slaBindings } from '../../../functions/tickets/handlers/slas.ts';
import { TicketFiguresRow } from '../../../functions/tickets/table/figures.ts';
import { changeTicket } from '../../../functions/tickets/usecases/change-ticket.ts';
import { measureTicket } from '../../../functions/tickets/usecases/measure-ticket.ts';
import { put } from '../../../shared/table/writes.ts';
import { openTicketsApi, type TicketsApi } from '../../support/tickets-api.ts';

let api: TicketsApi;

/** Monday, 15 June 2026, 14:00 in Berlin; the office works Monday to Friday 10:00 to 18:00 there. */
const NOW = Date.parse('2026-06-15T12:00:00.000Z');
const HOURS = [['10:00', '18:00']];
const AGENT = { kind: 'agent', id: 'agneta' } as const;
const answer = (article: number): TicketHappening => ({
  type: 'article-added',
  article,
  kind: 'reply',
  isPublic: true,
});
const resolved: TicketHappening = { type: 'state-changed', state: 'resolved' };

async function happens(ticketId: string, hours: number, ...happenings: TicketHappening[]) {
  const now = new Date(NOW + hours * 3_600_000);
  await changeTicket(api.tickets, { companyId: 'acme', ticketId }, { by: AGENT, now }, () => ({
    happenings,
  }));
}
const measure = (ticketId: string) => measureTicket(api.tickets, 'acme', ticketId);
const report = async (name: string, query: Record<string, string> = {}) =>
  api.call('GET', '/reports/tickets/{report}', { report: name }, {
    query: { from: '2026-06-01', to: '2026-06-30', ...query },
  }); // biome-ignore format: a call
const values = async (name: string, query: Record<string, string> = {}) =>
  Object.fromEntries(
    (await report(name, query)).body.lines.map(({ key, values: of }: { key: string; values: object }) => [
      key,
      of,
    ]),
  );
const behind = async (name: string, query: Record<string, string>) => {
  const found: { ticket: { id: string } }[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.call('GET', '/reports/tickets/{report}/tickets', { report: name }, {
      query: { from: '2026-06-01', to: '2026-06-30', limit: '2', ...query, ...(cursor && { cursor }) },
    }); // biome-ignore format: a call
    expect(page.status).toBe(200);
    found.push(...page.body.items);
    cursor = page.body.next;
  } while (cursor);
  return found.map(({ ticket }) => ticket.id);
};

let ids: string[];

beforeAll(async () => {
  api = await openTicketsApi((tickets) => [...slaBindings(tickets), ...figureBindings(tickets)]);
  const calendar = { timeZone: 'Europe/Berlin', hours: { mon: HOURS, tue: HOURS }, holidays: [] };
  await api.call('PUT', '/calendars/{calendarId}', { calendarId: 'office' }, { body: calendar });
  const targets = { '3': { firstResponse: 60, resolution: 480 } };
  await api.call('PUT', '/slas/{slaId}', { slaId: 'all' }, { body: { calendarId: 'office', targets } });
  ids = [];
  for (const team of ['network', 'network', 'desk']) ids.push((await api.open({ team })).body.id);
  const [first = '', second = '', third = ''] = ids;
  await happens(first, 0.5, answer(2)); // in time
  await happens(first, 3, resolved);
  await happens(second, 2, answer(2)); // too late
  await happens(second, 3, { type: 'assigned', team: 'desk', assignee: 'agneta' });
  await happens(second, 11, resolved); // 23:00 in UTC, the 16th in Berlin
  await happens(second, 24, { type: 'state-changed', state: 'open' });
  await happens(third, 1, { type: 'tagged', add: ['x'], remove: [] });
  for (const id of ids) {
    await measure(id);
    await measure(id);
  }
});

it('flow by team: opened, handed on, resolved, reopened, open at the end', async () => {
  expect(await values('flow', { by: 'team' })).toEqual({
    network: {
      openAtStart: '0', opened: '2', reopened: '0', resolved: '1', merged: '0', movedIn: '0', movedOut: '1', openAtEnd: '0',
    }, // biome-ignore format: a record
    desk: {
      openAtStart: '0', opened: '1', reopened: '1', resolved: '1', merged: '0', movedIn: '1', movedOut: '0', openAtEnd: '2',
    }, // biome-ignore format: a record
  });
});

it('the backlog of a past day, by the day of Berlin', async () => {
  const on = async (day: string) => (await values('flow', { from: day, to: day }))['-'].openAtEnd;
  expect([await on('2026-06-14'), await on('2026-06-15'), await on('2026-06-16')]).toEqual(['0', '2', '2']);
  const days = await values('flow', { by: 'day' });
  expect(days['2026-06-15']).toMatchObject({ opened: '3', resolved: '1', openAtEnd: '2' });
  expect(days['2026-06-16']).toMatchObject({
    openAtStart: '2',
    resolved: '1',
    reopened: '1',
    openAtEnd: '2',
  });
  const [first, second, third] = ids;
  expect(await behind('flow', { figure: 'openAtEnd', to: '2026-06-15' })).toEqual(
    expect.arrayContaining([second, third]),
  );
  expect(await behind('flow', { figure: 'openAtEnd', by: 'team', key: 'desk' })).toHaveLength(2);
  expect(await behind('flow', { figure: 'openAtStart', from: '2026-06-16' })).not.toContain(first);
});

it('times in calendar and business time; a solution that was undone does not count', async () => {
  expect((await values('times'))['-']).toMatchObject({
    responseCount: '2', responseMedian: '30.0', responseP90: '120.0', responseMean: '75.0',
    responseBusinessMean: '75.0', resolutionCount: '1', resolutionMedian: '180.5', resolutionMean: '180.0',
  }); // biome-ignore format: a record
});

it('promises kept by clock, and who stands behind them', async () => {
  expect((await values('sla'))['-']).toEqual({
    firstResponseKept: '1', firstResponseMissed: '1', firstResponseShare: '50.0',
    updateKept: '0', updateMissed: '0', resolutionKept: '1', resolutionMissed: '0', resolutionShare: '100.0',
  }); // biome-ignore format: a record
  expect(await behind('sla', { figure: 'firstResponseMissed' })).toEqual([ids[1]]);
  expect(await behind('sla', { figure: 'firstResponseMissed', by: 'team', key: 'desk' })).toEqual([]);
});

it('reopened and workload', async () => {
  expect((await values('reopened'))['-']).toEqual({ resolved: '2', reopened: '1', reopenedShare: '50.0' });
  expect((await values('workload', { by: 'agent' })).agneta).toEqual({
    openAtEnd: '1', movedIn: '1', resolved: '1',
  }); // biome-ignore format: a record
});

it('CSV and chart', async () => {
  const csv = await report('flow', { by: 'team', format: 'csv' });
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
  const svg = await report('flow', { by: 'team', format: 'svg' });
  expect(svg.headers['content-type']).toBe('image/svg+xml');
});

it('figures are what the facts come to; what is tampered with or was never counted is told and mended', async () => {
  const reconcile = async (method: string) =>
    api.call(method, '/reports/tickets/reconciliation', {}, method === 'GET'
      ? { query: { month: '2026-06' } }
      : { body: { month: '2026-06' } }); // biome-ignore format: a call
  expect((await reconcile('GET')).body).toMatchObject({ unmeasured: [], differences: [] });
  const key = { companyId: 'acme', by: 'total', period: 'M#2026-06', key: '-' } as const;
  const [row] = await api.table.getMany(TicketFiguresRow, [key]);
  if (!row) throw new Error('no figures');
  await api.table.write(put(TicketFiguresRow, { ...row, counts: { ...row.counts, opened: 7 } }));
  const late = (await api.open()).body.id;
  const { body } = await reconcile('GET');
  expect(body.unmeasured).toEqual([late]);
  expect(body.differences).toMatchObject([{ by: 'total', period: 'M#2026-06', key: '-' }]);
  await reconcile('POST');
  expect((await reconcile('GET')).body).toMatchObject({ unmeasured: [], differences: [] });
  expect((await values('flow'))['-'].opened).toBe('4');
});

it('a figure that a report has not, and a range that is none, are told', async () => {
  const query = { figure: 'colour' };
  expect(
    (await api.call('GET', '/reports/tickets/{report}/tickets', { report: 'sla' }, { query })).body.type,
  ).toBe('/problems/tickets.no-such-figure');
  expect((await report('flow', { from: '2026-07-01' })).body.type).toBe('/problems/tickets.invalid-range');
});
