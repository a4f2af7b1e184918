import { beforeAll, describe, expect, it } from 'vitest';
import { openTicketsApi, type TicketsApi } from '../../support/tickets-api.ts';

let api: TicketsApi;
beforeAll(async () => {
  api = await openTicketsApi();
});

const AGENT = { principal: 'agneta' };
const read = async (ticketId: string) => (await api.call('GET', '/tickets/{ticketId}', { ticketId })).body;
const addTask = (ticketId: string, body: object) =>
  api.call('POST', '/tickets/{ticketId}/tasks', { ticketId }, { body, ...AGENT });
const patchTask = (ticketId: string, task: number, body: object) =>
  api.call('PATCH', '/tickets/{ticketId}/tasks/{task}', { ticketId, task: `${task}` }, { body, ...AGENT });
const myTasks = async (query: object) =>
  (await api.call('GET', '/tickets/tasks', {}, { query, ...AGENT })).body.items;
const patch = async (ticketId: string, body: object) =>
  api.call('PATCH', '/tickets/{ticketId}', { ticketId }, {
    body,
    headers: { 'if-match': `"${(await read(ticketId)).version}"` },
    ...AGENT,
  }); // biome-ignore format: a call

describe('tasks', () => {
  it('are worked off in order, listed by day, and keep the ticket from being resolved', async () => {
    const ticketId = (await api.open({ title: 'New colleague' })).body.id as string;
    const first = await addTask(ticketId, {
      title: 'Order the notebook',
      assignee: 'agneta',
      due: '2026-12-03',
    });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ task: 1, state: 'open', title: 'Order the notebook' });
    await addTask(ticketId, { title: 'Set it up', assignee: 'agneta', due: '2026-12-01', dependsOn: [1] });
    await addTask(ticketId, { title: 'A desk', team: 'house' });
    expect(await myTasks({})).toMatchObject([
      { task: 2, state: 'waiting', ticketTitle: 'New colleague', ticketId },
      { task: 1, title: 'Order the notebook' },
    ]);
    expect(await myTasks({ team: 'house' })).toMatchObject([{ task: 3, title: 'A desk' }]);

    expect((await patchTask(ticketId, 2, { state: 'done' })).body.type).toBe('/problems/tickets.task-waits');
    const done = await patchTask(ticketId, 1, { state: 'done', result: 'Arrives on Thursday' });
    expect(done.body).toMatchObject({ state: 'done', result: 'Arrives on Thursday' });
    const { items } = (await api.call('GET', '/tickets/{ticketId}/tasks', { ticketId })).body;
    expect(items.map(({ state }: { state: string }) => state)).toEqual(['done', 'open', 'open']);
    expect(await myTasks({})).toMatchObject([{ task: 2, state: 'open' }]);

    const refused = await patch(ticketId, { state: 'resolved' });
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('2, 3')]);
    expect((await patch(ticketId, { state: 'resolved', dropTasks: true })).body).toMatchObject({
      state: 'resolved',
      openTasks: 0,
    });
    expect([await myTasks({}), await myTasks({ team: 'house' })]).toEqual([[], []]);
    const { items: events } = (await api.call('GET', '/tickets/{ticketId}/events', { ticketId })).body;
    expect(JSON.stringify(events)).not.toContain('notebook');
  });
});
