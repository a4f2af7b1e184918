import { beforeAll, expect, it } from 'vitest';
import { figureBindings } from '../../../functions/tickets/handlers/figures.ts';
import { measureTicket } from '../../../functions/tickets/usecases/measure-ticket.ts';
import { NOW } from '../../support/ledger-api.ts';
import { openTicketsApi, type TicketsApi } from '../../support/tickets-api.ts';

let api: TicketsApi;
let ticketId: string;

const book = (body: object, principal = 'agneta') =>
  api.call('POST', '/tickets/{ticketId}/time', { ticketId }, { body, principal });
const takeBack = (entry: string, principal = 'agneta') =>
  api.call('DELETE', '/tickets/{ticketId}/time/{entry}', { ticketId, entry }, { principal });
const bookings = async () =>
  (await api.call('GET', '/tickets/{ticketId}/time', { ticketId })).body.items as Record<string, unknown>[];
const query = { from: `${NOW.slice(0, 7)}-01`, to: NOW.slice(0, 10) };

beforeAll(async () => {
  api = await openTicketsApi(figureBindings);
  ticketId = (await api.open({ team: 'desk' })).body.id;
});

it('agents book their own time, and correct it; the sum stands on the ticket', async () => {
  const first = await book({ minutes: 50, activity: 'on-site', note: 'New drum' });
  expect([first.status, first.body.ticket.spentMinutes]).toEqual([201, 50]);
  expect(first.body.time).toMatchObject({ entry: 1, minutes: 50, agent: 'agneta', note: 'New drum' });
  const second = await book({ minutes: 5, replaces: 1 });
  expect(second.body).toMatchObject({ ticket: { spentMinutes: 5 }, time: { entry: 2, replaces: 1 } });
  expect((await book({ minutes: 5, replaces: 1 })).body.type).toBe('/problems/tickets.invalid-time');
  expect((await book({ minutes: 5, on: '2199-01-01' })).body.errors[0].pointer).toBe('/on');
  expect((await bookings()).map(({ entry, takenBack }) => [entry, takenBack !== undefined])).toEqual([
    [1, true],
    [2, false],
  ]);
});

it('the time of others is for who runs the help desk', async () => {
  expect((await book({ minutes: 10, agent: 'anna' })).status).toBe(403);
  expect((await book({ minutes: 10, agent: 'bert' }, 'anna')).status).toBe(201);
  expect((await takeBack('3')).status).toBe(403);
  expect((await takeBack('9')).status).toBe(404);
  expect((await takeBack('3', 'anna')).status).toBe(204);
  expect((await takeBack('3', 'anna')).status).toBe(204);
  const { body } = await api.call('GET', '/tickets/{ticketId}', { ticketId });
  expect(body.spentMinutes).toBe(5);
});

it('figures by agent are what stands, with what is behind them', async () => {
  await measureTicket(api.tickets, 'acme', ticketId);
  await measureTicket(api.tickets, 'acme', ticketId);
  const report = (by: string) =>
    api.call('GET', '/reports/tickets/{report}', { report: 'time' }, { query: { ...query, by } });
  expect((await report('agent')).body.lines).toEqual([{ key: 'agneta', values: { spentMinutes: '5.0' } }]);
  expect((await report('team')).body.lines).toEqual([{ key: 'desk', values: { spentMinutes: '5.0' } }]);
  const behind = await api.call('GET', '/reports/tickets/{report}/tickets', { report: 'time' }, {
    query: { ...query, figure: 'spentMinutes', by: 'agent', key: 'agneta' },
  }); // biome-ignore format: a call
  const minutes = behind.body.items.map(({ spentMinutes }: { spentMinutes: number }) => spentMinutes);
  expect(minutes.toSorted((a: number, b: number) => a - b)).toEqual([-50, 5, 50]);
});
