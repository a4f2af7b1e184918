import { beforeAll, describe, expect, it } from 'vitest';
import { openTicketsApi, TICKET, type TicketsApi } from '../../support/tickets-api.ts';

let api: TicketsApi;

beforeAll(async () => {
  api = await openTicketsApi();
});

const read = async (ticketId: string) =>
  (await api.call('GET', '/tickets/{ticketId}', { ticketId }, { principal: 'agneta' })).body;
const patch = (ticketId: string, version: number, body: object) =>
  api.call('PATCH', '/tickets/{ticketId}', { ticketId }, {
    body,
    principal: 'agneta',
    headers: { 'if-match': `"${version}"` },
  }); // biome-ignore format: a call
const write = (ticketId: string, body: object, headers = {}) =>
  api.call('POST', '/tickets/{ticketId}/articles', { ticketId }, { body, principal: 'agneta', headers });
const list = async (query: Record<string, string>) =>
  (await api.call('GET', '/tickets', {}, { query, principal: 'agneta' })).body.items.map(
    ({ id }: { id: string }) => id,
  );

describe('a ticket', () => {
  it('is opened, classified, answered, done; its history says so', async () => {
    const { status, body: opened, headers } = await api.open();
    expect(status).toBe(201);
    expect(headers.location).toBe(`/companies/acme/tickets/${opened.id}`);
    expect(opened).toMatchObject({
      number: Number(opened.id),
      state: 'new',
      priority: 3,
      requester: { email: 'robert@example.com', name: 'Robert Roe' },
      articles: 1,
    });
    const assigned = await patch(opened.id, opened.version, {
      team: 'print',
      assignee: 'agneta',
      urgency: 5,
    });
    expect(assigned.body).toMatchObject({ team: 'print', assignee: 'agneta', priority: 3, state: 'new' });
    const asked = await write(opened.id, {
      kind: 'reply',
      text: 'Which one?',
      state: 'waiting-for-requester',
    });
    expect(asked.body.ticket).toMatchObject({ state: 'waiting-for-requester' });
    const said = { kind: 'message', text: 'The blue one.', from: { email: 'robert@example.com' } };
    expect((await write(opened.id, said)).body.ticket).toMatchObject({ state: 'open' });
    const done = await patch(opened.id, (await read(opened.id)).version, { state: 'resolved' });
    expect(done.body.resolvedAt).toBeDefined();
    const params = { ticketId: opened.id };
    const { items } = (await api.call('GET', '/tickets/{ticketId}/events', params)).body;
    expect(items.map(({ what }: { what: { type: string } }) => what.type)).toEqual([
      'opened', 'article-added', 'classified', 'assigned', 'article-added', 'state-changed', 'article-added',
      'state-changed', 'state-changed',
    ]); // biome-ignore format: a list
    expect(items.at(-1).version).toBe(done.body.version);
    const articles = (await api.call('GET', '/tickets/{ticketId}/articles', params)).body.items;
    expect(articles.map(({ text }: { text: string }) => text)).toEqual([
      TICKET.description, 'Which one?', 'The blue one.',
    ]); // biome-ignore format: a list
  });

  it('is in the lists of its team, its agent, its requester, and leaves them', async () => {
    const requester = { email: 'lists@example.com' };
    const { id, version } = (await api.open({ requester, team: 'lists' })).body;
    expect(await list({ team: 'lists' })).toEqual([id]);
    expect(await list({ requester: 'LISTS@example.com' })).toEqual([id]);
    await patch(id, version, { team: 'other', assignee: 'berta' });
    expect(await list({ team: 'lists' })).toEqual([]);
    expect(await list({ assignee: 'berta' })).toEqual([id]);
    await patch(id, (await read(id)).version, { assignee: null, state: 'resolved' });
    expect(await list({ assignee: 'berta' })).toEqual([]);
    expect(await list({ team: 'other' })).toEqual([]);
    expect(await list({ team: 'other', phase: 'done' })).toEqual([id]);
    expect(await list({ requester: 'nobody@example.com' })).toEqual([]);
  });

  it('is changed by one of two who saw the same version; notes of both are kept', async () => {
    const { id, version } = (await api.open()).body;
    const answers = await Promise.all([patch(id, version, { team: 'a' }), patch(id, version, { team: 'b' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    await Promise.all(['one', 'two', 'three'].map((text) => write(id, { kind: 'note', text })));
    const ticket = await read(id);
    expect(ticket).toMatchObject({ articles: 4, version: version + 4, state: 'new' });
  });

  it('is opened once for one key, and refuses what cannot be', async () => {
    const key = { headers: { 'idempotency-key': 'k-1' } };
    const twice = [1, 2].map(() => api.call('POST', '/tickets', {}, { body: TICKET, ...key }));
    const [one, two] = await Promise.all(twice);
    expect(one?.body.id).toBe(two?.body.id);
    const { id, version } = one?.body ?? {};
    expect((await patch(id, version, { state: 'new' })).status).toBe(200);
    await patch(id, version, { state: 'closed' });
    const wrong = await patch(id, (await read(id)).version, { state: 'planned' });
    expect(wrong).toMatchObject({ status: 409, body: { type: '/problems/tickets.no-such-step' } });
    expect((await api.open({ requester: { email: 'nobody' } })).status).toBe(400);
    expect((await api.open({ title: 'two\nlines' })).body.errors[0].pointer).toBe('/title');
    expect((await api.call('GET', '/tickets/{ticketId}', { ticketId: '999999' })).status).toBe(404);
  });

  it('is for agents: requesters open tickets, and read none by this way', async () => {
    const asRobert = { principal: 'robert' };
    expect((await api.call('POST', '/tickets', {}, { body: TICKET, ...asRobert })).status).toBe(201);
    expect((await api.call('GET', '/tickets', {}, asRobert)).status).toBe(403);
  });
});

describe('a message', () => {
  const payload = { ...TICKET, requester: { email: 'queue@example.com' } };

  it('makes one ticket, however often it comes', async () => {
    await Promise.all([1, 2, 3].map(() => api.hear('tickets.create', 'm-1', payload)));
    expect(await list({ requester: 'queue@example.com' })).toHaveLength(1);
    const other = await api.hear('tickets.create', 'm-1', { ...payload, title: 'Another one' });
    expect(other).toMatchObject([{ outcome: 'refused', error: { code: 'tickets.id-reused' } }]);
  });

  it('adds to a ticket; who takes no part is a note inside', async () => {
    const [ticketId = ''] = await list({ requester: 'queue@example.com' });
    const from = { email: 'queue@example.com' };
    await api.hear('tickets.add-article', 'm-2', { ticketId, text: 'More of it.', from });
    await api.hear('tickets.add-article', 'm-2', { ticketId, text: 'More of it.', from });
    await api.hear('tickets.add-article', 'm-3', { ticketId, text: 'Hm.', from: { email: 'x@example.com' } });
    const { items } = (await api.call('GET', '/tickets/{ticketId}/articles', { ticketId })).body;
    expect(items.map(({ isPublic }: { isPublic: boolean }) => isPublic)).toEqual([true, true, false]);
  });
});

describe('files that come with a request', () => {
  const content = Buffer.from('a picture');
  const attached = { fileName: '../blank.png', mediaType: 'image/png', content: content.toString('base64') };

  it('are kept as they came, and saved by a link', async () => {
    const { body: ticket } = await api.open({ attachments: [attached] });
    const more = await write(ticket.id, { kind: 'reply', text: 'See it.', attachments: [attached] });
    const [file] = more.body.article.files;
    expect(file).toMatchObject({ fileName: 'blank.png', mediaType: 'image/png', sizeBytes: 9 });
    const params = { ticketId: ticket.id, article: '1', sha256: file.sha256 };
    const path = '/tickets/{ticketId}/articles/{article}/files/{sha256}';
    const link = (await api.call('GET', path, params)).body;
    expect(link).toMatchObject({ fileName: 'blank.png', sizeBytes: 9 });
    const key = link.url.slice('https://files.test/'.length);
    expect(Buffer.from(api.files.get(key) ?? []).equals(content)).toBe(true);
    const missing = await api.call('GET', path, { ...params, sha256: '0'.repeat(64) });
    expect([missing.status, missing.body.type]).toEqual([404, '/problems/tickets.unknown-file']);
  });

  it('are refused where they are too many, too large, or no base64', async () => {
    const tries = [
      Array.from({ length: 11 }, () => attached),
      [{ ...attached, content: Buffer.alloc(4 * 1_048_576 + 10).toString('base64') }],
      [{ ...attached, content: '%%%' }],
      [{ ...attached, mediaType: 'text/html; x' }],
    ];
    const pointers = [];
    for (const attachments of tries) pointers.push((await api.open({ attachments })).body.errors[0].pointer);
    expect(pointers).toEqual([
      '/attachments',
      '/attachments',
      '/attachments/0/content',
      '/attachments/0/mediaType',
    ]);
  });
});
