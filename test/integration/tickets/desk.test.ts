import { beforeAll, describe, expect, it } from 'vitest';
import { composeDesk } from '../../../functions/tickets/compose-desk.ts';
import { fold } from '../../../functions/tickets/domain/ticket/apply.ts';
import type { TicketEvent } from '../../../functions/tickets/domain/ticket/events.ts';
import { categoryBindings } from '../../../functions/tickets/handlers/categories.ts';
import { macroBindings } from '../../../functions/tickets/handlers/macros.ts';
import { ruleBindings } from '../../../functions/tickets/handlers/rules.ts';
import { slaBindings } from '../../../functions/tickets/handlers/slas.ts';
import { teamBindings } from '../../../functions/tickets/handlers/teams.ts';
import { templateBindings } from '../../../functions/tickets/handlers/templates.ts';
import { openTicketsApi, TICKET, type TicketsApi } from '../../support/tickets-api.ts';

let api: TicketsApi;
beforeAll(async () => {
  api = await openTicketsApi((tickets) => [
    ...ruleBindings(tickets),
    ...slaBindings(tickets),
    ...teamBindings(composeDesk(tickets.table)),
    ...categoryBindings(composeDesk(tickets.table)),
    ...templateBindings(composeDesk(tickets.table)),
    ...macroBindings(tickets),
  ]);
});

const NETWORK = { name: 'Network', members: ['agneta'] };
const PRINTING = {
  name: 'Printing',
  defaults: { team: 'network', kind: 'request', urgency: 2, tags: ['paper'] },
  fields: [
    { id: 'inventory', label: 'Inventory number', type: 'text', required: 'on-open' },
    { id: 'cause', label: 'Cause', type: 'choice', required: 'on-resolve', choices: ['Paper', 'Toner'] },
  ],
};
const PLACES = { teams: 'team', categories: 'category', templates: 'template', macros: 'macro' };
const keep = (what: keyof typeof PLACES) => (method: string, id: string, body?: object, etag?: string) =>
  api.call(method, `/help-desk/${what}/{${PLACES[what]}}`, { [PLACES[what]]: id }, {
    body,
    headers: etag === undefined ? {} : { 'if-match': etag },
  }); // biome-ignore format: a call
const team = keep('teams');
const category = keep('categories');
const template = keep('templates');
const macro = keep('macros');
const events = async (ticketId: string): Promise<TicketEvent[]> =>
  (await api.call('GET', '/tickets/{ticketId}/events', { ticketId })).body.items;
const pointers = ({ body }: { body: { errors?: { pointer: string }[] } }) =>
  (body.errors ?? []).map(({ pointer }) => pointer);
const get = async (ticketId: string) => (await api.call('GET', '/tickets/{ticketId}', { ticketId })).body;
const patch = async (ticketId: string, body: object) =>
  api.call('PATCH', '/tickets/{ticketId}', { ticketId }, {
    body,
    principal: 'agneta',
    headers: { 'if-match': `"${(await get(ticketId)).version}"` },
  }); // biome-ignore format: a call

describe('teams', () => {
  it('are kept by who has seen them, and go unless another one escalates to them', async () => {
    expect((await team('PUT', 'network', NETWORK)).body).toMatchObject({ version: 1, active: true });
    expect((await team('PUT', 'network', NETWORK)).status).toBe(428);
    expect((await team('PUT', 'network', NETWORK, '"7"')).status).toBe(412);
    expect((await team('PUT', 'network', NETWORK, '"1"')).body).toMatchObject({ version: 2 });
    const below = { name: 'First line', members: ['anna'], escalateTo: 'network' };
    expect((await team('PUT', 'first', below)).status).toBe(200);
    expect((await team('DELETE', 'network', undefined, '"2"')).body).toMatchObject({
      type: '/problems/tickets.still-named',
    });
    expect((await team('DELETE', 'first', undefined, '"1"')).status).toBe(204);
    expect((await team('PUT', 'first', { ...below, escalateTo: undefined })).body.version).toBe(2);
    const { body } = await api.call('GET', '/help-desk/teams', {}, { principal: 'agneta' });
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['first', 'network']);
  });

  it('have members who may work on tickets, and are kept by managers', async () => {
    const odd = { name: 'Odd', members: ['anna', 'robert'], escalateTo: 'odd' };
    const refused = await team('PUT', 'odd', odd);
    expect([refused.status, pointers(refused)]).toEqual([422, ['/members/1', '/escalateTo']]);
    const asAgent = { body: NETWORK, principal: 'agneta' };
    expect((await api.call('PUT', '/help-desk/teams/{team}', { team: 'mine' }, asAgent)).status).toBe(403);
  });

  it('of two who change one at once, one is told', async () => {
    const both = await Promise.all(
      ['Net', 'Networks'].map((name) => team('PUT', 'network', { ...NETWORK, name }, '"2"')),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });

  it('get tickets, whose assignees are of the team', async () => {
    expect(pointers(await api.open({ team: 'nobody' }))).toEqual(['/team']);
    const { id } = (await api.open({ team: 'network' })).body;
    expect(pointers(await patch(id, { team: 'nobody', assignee: 'robert' }))).toEqual(['/team', '/assignee']);
    expect(pointers(await patch(id, { assignee: 'anna' }))).toEqual(['/assignee']);
    expect((await patch(id, { assignee: 'agneta' })).body).toMatchObject({ assignee: 'agneta' });
    const moved = await patch(id, { team: 'first', assignee: 'anna' });
    expect(moved.body).toMatchObject({ team: 'first', assignee: 'anna' });
  });
});

describe('categories', () => {
  it('are kept with what they need, and a team that they name stays', async () => {
    expect((await api.open({ category: 'anything' })).body.category).toBe('anything');
    const fields = [
      { id: 'os', label: 'System', type: 'choice' },
      { id: 'os', label: 'Again', type: 'text' },
    ];
    expect(pointers(await category('PUT', 'odd', { name: 'Odd', fields }))).toContain('/fields/0/choices');
    const lost = { name: 'Odd', parent: 'gone', defaults: { team: 'gone' } };
    expect(pointers(await category('PUT', 'odd', lost))).toEqual(['/parent', '/defaults/team']);
    expect((await category('PUT', 'printing', PRINTING)).body).toMatchObject({ version: 1 });
    expect((await category('PUT', 'paper', { name: 'Paper', parent: 'printing' })).status).toBe(200);
    expect((await category('DELETE', 'printing', undefined, '"1"')).status).toBe(409);
    expect((await team('DELETE', 'network', undefined, '"3"')).status).toBe(409);
    const resting = { name: 'Paper', parent: 'printing', active: false };
    expect((await category('PUT', 'paper', resting, '"1"')).body.version).toBe(2);
    const versions = await api.call('GET', '/help-desk/categories/{category}/versions', {
      category: 'paper',
    });
    expect(versions.body.items.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
  });

  it('give a new ticket what nobody set, and ask for their fields', async () => {
    const { impact: _, urgency: __, kind: ___, ...bare } = TICKET;
    const post = (more: object) => api.call('POST', '/tickets', {}, { body: { ...bare, ...more } });
    const refused = await post({ category: 'printing', fields: { cause: 'Ink', constructor: 'x' } });
    expect(pointers(refused)).toEqual(['/fields/cause', '/fields/constructor', '/fields/inventory']);
    expect(pointers(await post({ category: 'paper', fields: { x: 1 } }))).toEqual(['/category', '/fields/x']);
    const { body } = await post({ category: 'printing', fields: { inventory: 'PC-0815' } });
    expect(body).toMatchObject({
      kind: 'request',
      impact: 3,
      urgency: 2,
      team: 'network',
      tags: ['paper'],
      fields: { inventory: 'PC-0815' },
    });
    const history = await events(body.id);
    expect(history.map(({ what }) => what)).toContainEqual({
      type: 'fields-changed',
      fields: ['inventory'],
      categoryVersion: 1,
    });
    expect(JSON.stringify(history)).not.toContain('0815');
    expect(fold(history)).toMatchObject({ kind: 'request', urgency: 2, team: 'network', tags: ['paper'] });
    expect(history[0]?.what).toMatchObject({
      byCategory: { version: 1, set: ['kind', 'urgency', 'team', 'tags'] },
    });
  });

  it('end a ticket with what they ask for', async () => {
    const { id } = (await api.open({ category: 'printing', fields: { inventory: 'PC-1' } })).body;
    expect(pointers(await patch(id, { state: 'resolved' }))).toEqual(['/fields/cause']);
    const reply = { body: { kind: 'reply', text: 'Done.', state: 'resolved' }, principal: 'agneta' };
    const place = '/tickets/{ticketId}/articles';
    expect(pointers(await api.call('POST', place, { ticketId: id }, reply))).toEqual(['/fields/cause']);
    expect(pointers(await patch(id, { fields: { cause: 'Ink' } }))).toEqual(['/fields/cause']);
    const done = await patch(id, { state: 'resolved', fields: { cause: 'Toner', inventory: 'PC-2' } });
    expect(done.body).toMatchObject({ state: 'resolved', fields: { cause: 'Toner', inventory: 'PC-2' } });
    expect((await patch(id, { fields: { cause: 'Toner' } })).body.version).toBe(done.body.version);
    expect((await patch(id, { fields: { cause: null } })).body.fields).toEqual({ inventory: 'PC-2' });
  });

  it('lose nothing of a message that names what is not there', async () => {
    const odd = { ...TICKET, category: 'gone', team: 'gone', fields: { inventory: 'PC-3', seats: 1.5 } };
    for (const _ of [1, 2]) await api.hear('tickets.create', 'odd-1', odd);
    const { body } = await api.call('GET', '/tickets', {}, { query: { team: '-' } });
    const [found, ...more] = body.items.filter(({ category: code }: { category?: string }) => !code);
    expect(more).toEqual([]);
    const history = await events(found.id);
    expect(history[0]?.what).toMatchObject({ unknown: { category: 'gone', team: 'gone' } });
    const articles = await api.call('GET', '/tickets/{ticketId}/articles', { ticketId: found.id });
    expect(articles.body.items[0].text).toBe(`${TICKET.description}\n\ninventory: PC-3\nseats: 1.5`);
  });
});

describe('reply templates', () => {
  it('name only what can be filled in, and are kept by who has seen them', async () => {
    const odd = { name: 'Odd', text: '{{requestor.name}} {{fields.constructor}}', category: 'printing' };
    const refused = await template('PUT', 'odd', odd);
    expect([refused.status, pointers(refused)]).toEqual([422, ['/text', '/text']]);
    expect(pointers(await template('PUT', 'odd', { ...odd, team: 'gone', category: 'gone' }))).toEqual([
      '/category',
      '/team',
    ]);
    const text = 'Hello {{requester.name|"and welcome"}}, {{fields.inventory}}? {{agent.name}}';
    const ask = { name: 'Ask', text, category: 'printing', language: 'en' };
    expect((await template('PUT', 'ask', ask)).body).toMatchObject({ version: 1, text });
    expect((await template('PUT', 'ask', ask)).status).toBe(428);
    expect((await template('DELETE', 'ask', undefined, '"1"')).status).toBe(204);
    expect((await template('PUT', 'ask', ask)).body.version).toBe(2);
    const thanks = { name: 'Danke', text: 'Danke! #{{ticket.number}}', language: 'de', team: 'network' };
    expect((await template('PUT', 'thanks', thanks)).status).toBe(200);
    const { body } = await api.call('GET', '/help-desk/templates', {}, { principal: 'agneta' });
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['ask', 'thanks']);
  });

  it('come filled in where they fit a ticket, and say what is missing', async () => {
    const requester = { email: 'robert@example.com', name: '{{agent.name}}' };
    const { id } = (await api.open({ requester, category: 'printing', fields: { inventory: '$&' } })).body;
    const list = async (query: object = {}) =>
      (await api.call('GET', '/tickets/{ticketId}/templates', { ticketId: id }, { query })).body.items;
    const danke = { id: 'thanks', text: `Danke! #${id}`, missing: [] };
    expect(await list()).toMatchObject([
      { id: 'ask', text: 'Hello {{agent.name}}, $&? {{agent.name}}', missing: ['agent.name'] },
      danke,
    ]);
    expect(await list({ language: 'de' })).toMatchObject([danke]);
    await patch(id, { team: 'first', category: 'paper' });
    await patch(id, { team: 'first', category: null });
    expect(await list()).toEqual([]);
  });
});

it('a merge fills empty fields and hands watchers on; who splits takes fields along and watches', async () => {
  const field = (id: string) => ({ id, label: id, type: 'text', required: 'never' });
  const kept = await category('PUT', 'lab', { name: 'Lab', fields: [field('room'), field('device')] });
  expect(kept.status).toBe(200);
  const open = async (fields: object, more: object = {}) =>
    (await api.open({ category: 'lab', fields, ...more })).body.id as string;
  const asAgent = (method: string, path: string, params: object, more: object = {}) =>
    api.call(method, `/tickets/{ticketId}${path}`, params as Record<string, string>, {
      principal: 'agneta',
      ...more,
    });
  const merge = async (ticketId: string, into: string) =>
    asAgent('POST', '/merge', { ticketId }, {
      body: { into },
      headers: { 'if-match': `"${(await get(ticketId)).version}"` },
    }); // biome-ignore format: a call
  const [source, target] = [await open({ room: '7', device: 'scale' }), await open({ room: '8' })];
  for (const watcher of ['anna', 'agneta'])
    await asAgent('PUT', '/watchers/{watcher}', { ticketId: source, watcher });
  await asAgent('PUT', '/watchers/{watcher}', { ticketId: target, watcher: 'anna' });
  expect((await merge(source, target)).body).toMatchObject({
    fields: { room: '8', device: 'scale' },
    watchers: ['anna', 'agneta'],
    notWatching: [],
  });
  const ofOther = await open({ device: 'press' }, { requester: { email: 'other@example.com' } });
  const empty = await open({});
  expect((await merge(ofOther, empty)).body.fields).toBeUndefined();

  const split = await asAgent(
    'POST',
    '/split',
    { ticketId: target },
    { body: { articles: [1], title: 'Scale' } },
  );
  expect(split.body).toMatchObject({ fields: { room: '8', device: 'scale' }, watchers: ['agneta'] });
  const elsewhere = await asAgent('POST', '/split', { ticketId: target }, {
    body: { articles: [1], title: 'Scale', category: 'printing' },
  }); // biome-ignore format: a call
  expect(elsewhere.body.fields ?? {}).toEqual({});
  const whole = await events(target);
  expect(fold(whole)).toMatchObject({ version: whole.length, watchers: ['anna', 'agneta'] });
});

describe('what names teams and categories', () => {
  const PROMISE = { calendarId: 'standard', targets: { '1': { resolution: 60 } }, rank: 1, warnPercent: 80 };

  it('names such as are there, and keeps them from going', async () => {
    const rules = (set: object, etag = '*') =>
      api.call('PUT', '/ticket-rules', {}, {
        body: { rules: [{ id: 'paper', when: {}, set }] },
        headers: { 'if-match': etag },
      }); // biome-ignore format: a call
    await team('PUT', 'desk', { name: 'Desk', members: ['anna'] });
    await category('PUT', 'paper', { name: 'Paper' });
    const unknown = await rules({ team: 'anything', category: 'whatever' });
    expect(unknown).toMatchObject({ status: 422, body: { type: '/problems/tickets.does-not-fit' } });
    expect(pointers(unknown)).toEqual(['/rules/0/set/team', '/rules/0/set/category']);
    expect((await rules({ team: 'desk', category: 'paper' })).status).toBe(200);
    const calendar = { timeZone: 'Europe/Berlin', hours: { mon: [['09:00', '17:00']] }, holidays: [] };
    await api.call('PUT', '/calendars/{calendarId}', { calendarId: 'standard' }, { body: calendar });
    const promise = (teams: string[]) =>
      api.call('PUT', '/slas/{slaId}', { slaId: 'gold' }, { body: { ...PROMISE, when: { teams } } });
    expect(pointers(await promise(['desk', 'nobody']))).toEqual(['/when/teams/1']);
    expect((await promise(['desk'])).status).toBe(200);
    const open = await api.open({ team: 'desk' });
    const refused = await team('DELETE', 'desk', undefined, '"1"');
    expect(refused).toMatchObject({
      status: 409,
      body: {
        namedBy: [
          { by: 'rule', id: 'paper', pointer: '/rules/0/set/team' },
          { by: 'promise', id: 'gold', pointer: '/when/teams/0' },
          { by: 'ticket', id: open.body.id, pointer: '/team' },
        ],
      },
    });
    const stays = await category('DELETE', 'paper', undefined, '*');
    expect(stays.body.namedBy).toEqual([{ by: 'rule', id: 'paper', pointer: '/rules/0/set/category' }]);
    await rules({ tags: ['paper'] });
    const again = await category('DELETE', 'paper', undefined, '*');
    expect(again.status).toBe(204);
  });
});

describe('macros', () => {
  const apply = async (ticketId: string, id: string, headers: object = {}) =>
    api.call('POST', '/tickets/{ticketId}/macros/{macro}', { ticketId, macro: id }, {
      principal: 'agneta',
      headers: { 'if-match': `"${(await get(ticketId)).version}"`, ...headers },
    }); // biome-ignore format: a call
  const articles = async (ticketId: string) =>
    (await api.call('GET', '/tickets/{ticketId}/articles', { ticketId })).body.items;

  it('name only what is there, each sort of step once', async () => {
    const steps = [
      { type: 'classify', category: 'gone' },
      { type: 'assign', team: 'network', assignee: 'anna' },
      { type: 'watch', add: ['robert'] },
      { type: 'fields', values: { cause: 'Ink' } },
      { type: 'reply', text: '{{requestor.name}}' },
      { type: 'note', template: 'gone' },
    ];
    const codes = await macro('PUT', 'odd', { name: 'Odd', steps });
    expect([codes.status, pointers(codes)]).toEqual([422, ['/steps/0/category']]);
    const refused = await macro('PUT', 'odd', {
      name: 'Odd',
      steps: [{ type: 'classify', category: 'printing' }, ...steps.slice(1)],
    });
    expect([refused.status, pointers(refused)]).toEqual([
      422,
      ['/steps/1/assignee', '/steps/2/add/0', '/steps/3/values/cause', '/steps/4/text', '/steps/5/template'],
    ]);
    const malformed = [
      [],
      [{ type: 'assign' }],
      [{ type: 'tag' }],
      [{ type: 'reply', text: 'a', template: 'ask' }],
      [{ type: 'state', state: 'open', afterDays: 3 }],
      [
        { type: 'state', state: 'open' },
        { type: 'state', state: 'closed' },
      ],
    ];
    for (const odd of malformed)
      expect((await macro('PUT', 'odd', { name: 'Odd', steps: odd })).status).toBe(400);
  });

  it('change a ticket at once, mail what they say, and stand in its history', async () => {
    const steps = [
      { type: 'assign', team: 'network', assignee: '@me' },
      { type: 'fields', values: { cause: 'Toner' } },
      { type: 'tag', add: ['toner'] },
      { type: 'reply', template: 'thanks' },
      { type: 'note', text: '@anna: {{requester.name}} has new toner.' },
      { type: 'state', state: 'resolved' },
    ];
    expect((await macro('PUT', 'toner', { name: 'New toner', steps })).body).toMatchObject({ version: 1 });
    expect((await macro('PUT', 'toner', { name: 'Toner', steps }, '"1"')).body).toMatchObject({ version: 2 });
    const versions = await api.call('GET', '/help-desk/macros/{macro}/versions', { macro: 'toner' });
    expect(versions.body.items.map(({ name }: { name: string }) => name)).toEqual(['Toner', 'New toner']);
    expect((await template('DELETE', 'thanks', undefined, '"1"')).body).toMatchObject({
      type: '/problems/tickets.still-named',
      namedBy: [{ by: 'macro', id: 'toner', pointer: '/steps/3/template' }],
    });
    expect((await team('DELETE', 'network', undefined, '*')).body.namedBy).toContainEqual({
      by: 'macro',
      id: 'toner',
      pointer: '/steps/0/team',
    });

    const requester = { email: 'rita@example.com', name: '@robert {{agent.name}}' };
    const { id } = (await api.open({ requester, category: 'printing', fields: { inventory: 'PC-1' } })).body;
    const before = (await get(id)).version;
    expect((await apply(id, 'toner', { 'if-match': '"99"' })).status).toBe(412);
    expect((await apply(id, 'toner', { 'if-match': undefined })).status).toBe(428);
    const once = { 'idempotency-key': 'apply-1', 'if-match': `"${before}"` };
    const done = await apply(id, 'toner', once);
    expect(done.body).toMatchObject({
      ticket: { state: 'resolved', assignee: 'agneta', tags: ['paper', 'toner'], watchers: ['anna'] },
      articles: [
        { kind: 'reply', text: `Danke! #${id}`, unsent: 'no-mailbox' },
        { kind: 'note', text: '@anna: @robert {{agent.name}} has new toner.', isPublic: false },
      ],
    });
    expect((await apply(id, 'toner', once)).body).toEqual(done.body);
    const history = await events(id);
    expect(history.length).toBe(done.body.ticket.version);
    for (const [index, { macro: by }] of history.entries())
      expect(by).toEqual(index < before ? undefined : { id: 'toner', version: 2 });
    expect(JSON.stringify(history)).not.toContain('Toner');
    expect(fold(history)).toMatchObject({ state: 'resolved', articles: 3 });
  });

  it('do nothing where a step half-way cannot be, and say which', async () => {
    const { id } = (await api.open({ category: 'printing', fields: { inventory: 'PC-1' } })).body;
    const steps = [
      { type: 'tag', add: ['toner'] },
      { type: 'reply', text: 'Hello {{requester.name}}' },
      { type: 'state', state: 'resolved' },
    ];
    await macro('PUT', 'hasty', { name: 'Hasty', steps });
    const untouched = await get(id);
    const missing = await apply(id, 'hasty');
    expect([missing.status, pointers(missing)]).toEqual([422, ['/steps/2/state']]);
    expect(missing.body.errors[0].detail).toContain('Cause');
    const hole = [
      { type: 'tag', add: ['toner'] },
      { type: 'reply', text: 'By {{agent.name}}' },
    ];
    await macro('PUT', 'hole', { name: 'Hole', steps: hole });
    const told = await apply(id, 'hole');
    expect([told.status, told.body.type, pointers(told)]).toEqual([
      409,
      '/problems/tickets.missing-value',
      ['/steps/1/text'],
    ]);
    expect(await get(id)).toEqual(untouched);
    expect(await articles(id)).toHaveLength(1);
    expect((await macro('DELETE', 'hole', undefined, '"1"')).status).toBe(204);
    expect((await apply(id, 'hole')).body.type).toBe('/problems/tickets.unknown-macro');
  });
});
