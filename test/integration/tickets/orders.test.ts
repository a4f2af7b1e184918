import { beforeAll, describe, expect, it } from 'vitest';
import { catalogueBindings } from '../../../functions/tickets/handlers/catalogue.ts';
import { openTicketsApi, type TicketsApi } from '../../support/tickets-api.ts';

let api: TicketsApi;
beforeAll(async () => {
  api = await openTicketsApi(catalogueBindings);
  for (const [principal, role] of Object.entries({
    bert: 'requester',
    cora: 'requester',
    mara: 'help-desk-manager',
  }))
    await api.call('PUT', '/members/{principal}', { principal }, { body: { roles: [role] } });
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
    const nobody = await addTask(ticketId, { title: 'Pay it', assignee: 'robert' });
    expect(nobody.body.errors).toMatchObject([{ pointer: '/assignee' }]);
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

const NOTEBOOK = {
  name: 'Notebook',
  questions: [{ id: 'size', label: 'Size', type: 'choice', choices: ['13"', '15"'], required: true }],
  price: { amount: '1190.00', currency: 'EUR' },
  approvals: [
    { by: { principals: ['bert', 'cora', 'robert'] }, count: 2 },
    { by: { principals: ['mara'] }, from: '3000.00' },
  ],
  tasks: [
    { title: 'Order it', assignee: 'agneta' },
    { title: 'Set it up', dependsOn: [1], dueDays: 7 },
  ],
};
const put = (item: string, body: object, headers = {}) =>
  api.call('PUT', '/help-desk/catalogue/{item}', { item }, { body, headers, principal: 'mara' });
const order = (body: object, principal = 'robert') =>
  api.call('POST', '/tickets/orders', {}, {
    body: { item: 'notebook', answers: { size: '13"' }, requester: { email: 'robert@example.com' }, ...body },
    principal,
  }); // biome-ignore format: a call
const decide = (ticketId: string, principal: string, body: object = { decision: 'approved' }) =>
  api.call('POST', '/tickets/{ticketId}/approvals', { ticketId }, { body, principal });
const waitingFor = async (principal: string) =>
  (await api.call('GET', '/tickets/approvals', {}, { principal })).body.items;
const orderState = async (ticketId: string) => {
  const { state, order: placed } = await read(ticketId);
  return [state, placed.state];
};

describe('the catalogue', () => {
  it('keeps versions, for the manager of the help desk, and orders stay under theirs', async () => {
    expect((await put('notebook', { ...NOTEBOOK, price: undefined })).status).toBe(400);
    expect((await put('notebook', { ...NOTEBOOK, price: { amount: '1.234', currency: 'EUR' } })).status).toBe(
      422,
    );
    const kept = await put('notebook', NOTEBOOK);
    expect([kept.status, kept.body.version, kept.body.approvals[1].from]).toEqual([200, 1, '3000.00']);
    expect((await put('notebook', NOTEBOOK)).status).toBe(428);
    const wrong = await order({ answers: { size: '17"', colour: 'red' } });
    expect(wrong.body.errors).toMatchObject([{ pointer: '/answers/size' }, { pointer: '/answers/colour' }]);
    const { id } = (await order({})).body;
    await put('notebook', { ...NOTEBOOK, tasks: [], active: false }, { 'if-match': '"1"' });
    expect((await order({})).status).toBe(404);
    await Promise.all([decide(id, 'bert'), decide(id, 'cora')]);
    expect(await read(id)).toMatchObject({ state: 'open', openTasks: 2, order: { itemVersion: 1 } });
    await put('notebook', NOTEBOOK, { 'if-match': '"2"' });
  });

  it('asks who has a role when something is ordered, if he may approve and does not ask', async () => {
    const byRole = { name: 'Chair', approvals: [{ by: { role: 'accountant' } }] };
    expect((await put('chair', { ...byRole, approvals: [{ by: { role: 'king' } }] })).status).toBe(400);
    expect((await put('chair', byRole)).body.approvals).toEqual([{ by: { role: 'accountant' }, count: 1 }]);
    const ask = () => order({ item: 'chair', answers: {} });
    const become = (principal: string, ...roles: string[]) =>
      api.call('PUT', '/members/{principal}', { principal }, { body: { roles } });
    await become('alma', 'accountant');
    expect((await ask()).body.type).toBe('/problems/tickets.no-approvers');
    await become('berta', 'accountant', 'requester');
    await become('robert', 'accountant', 'requester');
    const { id, order: placed } = (await ask()).body;
    expect(placed.steps).toEqual([{ approvers: ['berta'], count: 1 }]);
    expect((await decide(id, 'berta')).body.order.state).toBe('approved');
  });

  it('has orders approved step by step by others than who asks; two at the same moment both count', async () => {
    const opened = await order({ quantity: 3, comment: 'For the new team' });
    expect(opened.body).toMatchObject({
      title: 'Notebook (3 ×)', kind: 'request', state: 'waiting-for-third-party', openTasks: 0,
    }); // biome-ignore format: a record
    const { id } = opened.body;
    expect(opened.body.order.steps[0].approvers).toEqual(['bert', 'cora']);
    expect((await decide(id, 'robert')).body.type).toBe('/problems/tickets.four-eyes');
    expect((await decide(id, 'mara')).body.type).toBe('/problems/tickets.not-approver');
    expect(await waitingFor('bert')).toMatchObject([
      {
        ticketId: id,
        total: { amount: '3570.00' },
        step: 1,
        steps: 2,
        text: expect.stringContaining('Size: 13"'),
      },
    ]);
    expect((await patch(id, { state: 'open' })).body.type).toBe('/problems/tickets.approval-pending');
    const both = await Promise.all([decide(id, 'bert'), decide(id, 'cora')]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect([await waitingFor('bert'), (await waitingFor('mara')).length]).toEqual([[], 1]);
    expect(await orderState(id)).toEqual(['waiting-for-third-party', 'pending']);
    expect((await decide(id, 'mara')).body.order.state).toBe('approved');
    expect(await orderState(id)).toEqual(['open', 'approved']);
    const { items } = (await api.call('GET', '/tickets/{ticketId}/tasks', { ticketId: id })).body;
    expect(items).toMatchObject([
      { title: 'Order it', state: 'open', assignee: 'agneta' },
      { title: 'Set it up', state: 'waiting' },
    ]);
  });

  it('closes what is refused with a reply, and what is withdrawn; an approver who is away is replaced', async () => {
    const { id } = (await order({}, 'agneta')).body;
    const swap = { from: 'cora', to: 'anna', reason: 'On leave' };
    const replaced = await api.call('POST', '/tickets/{ticketId}/approvers', { ticketId: id }, {
      body: swap,
      principal: 'mara',
    }); // biome-ignore format: a call
    expect(replaced.body.order.steps[0].approvers).toEqual(['bert', 'anna', 'robert']);
    expect([await waitingFor('cora'), (await waitingFor('anna')).length]).toEqual([[], 1]);
    const no = await decide(id, 'anna', { decision: 'refused', reason: 'The last one is a year old.' });
    expect(no.body.order.state).toBe('refused');
    const { items } = (await api.call('GET', '/tickets/{ticketId}/articles', { ticketId: id })).body;
    expect(items.at(-1)).toMatchObject({ kind: 'reply', text: expect.stringContaining('a year old') });
    expect(await orderState(id)).toEqual(['closed', 'refused']);
    expect((await decide(id, 'bert')).status).toBe(409);
    expect((await patch(id, { state: 'open' })).body.type).toBe('/problems/tickets.order-failed');

    const second = (await order({})).body.id;
    const withdraw = (principal: string) =>
      api.call('POST', '/tickets/{ticketId}/withdrawal', { ticketId: second }, {
        body: { reason: 'Found one' },
        principal,
      }); // biome-ignore format: a call
    expect((await withdraw('cora')).status).toBe(404);
    expect((await withdraw('robert')).body.order.state).toBe('withdrawn');
    expect(await waitingFor('bert')).toEqual([]);
  });
});
