import { beforeAll, describe, expect, it } from 'vitest';
import { escalateDue } from '../../../functions/tickets/usecases/watch-clocks.ts';
import { type MailApi, mailOf, openMailApi } from '../../support/tickets-mail.ts';

let api: MailApi;
beforeAll(async () => {
  api = await openMailApi();
});

const AGENT = { principal: 'agneta' };
const open = async (title: string, email = 'robert@example.com') =>
  (await api.open({ title, requester: { email } })).body.id as string;
const read = async (ticketId: string) => (await api.call('GET', '/tickets/{ticketId}', { ticketId })).body;
const articles = async (ticketId: string) =>
  (await api.call('GET', '/tickets/{ticketId}/articles', { ticketId })).body.items;
const write = (ticketId: string, text: string, kind = 'reply') =>
  api.call('POST', '/tickets/{ticketId}/articles', { ticketId }, { body: { kind, text }, ...AGENT });
const link = (ticketId: string, relation: string, other: string) =>
  api.call(
    'POST',
    '/tickets/{ticketId}/links',
    { ticketId },
    { body: { relation, ticketId: other }, ...AGENT },
  );
const merge = (ticketId: string, into: string, version: number, key?: string) =>
  api.call('POST', '/tickets/{ticketId}/merge', { ticketId }, {
    body: { into },
    ...AGENT,
    headers: { 'if-match': `"${version}"`, ...(key ? { 'idempotency-key': key } : {}) },
  }); // biome-ignore format: a call

describe('two tickets', () => {
  it('are linked on both sides, once, and unlinked on both', async () => {
    const [one, two] = [await open('Network'), await open('Printer')];
    expect((await link(two, 'caused-by', one)).body.links).toEqual([
      { relation: 'caused-by', ticketId: one },
    ]);
    expect((await link(two, 'caused-by', one)).body.version).toBe((await read(two)).version);
    expect((await read(one)).links).toEqual([{ relation: 'causes', ticketId: two }]);
    const path = '/tickets/{ticketId}/links/{relation}/{other}';
    await api.call('DELETE', path, { ticketId: one, relation: 'causes', other: two }, AGENT);
    expect([(await read(one)).links, (await read(two)).links]).toEqual([[], []]);
  });

  it('are not above each other, nor two above one', async () => {
    const [a, b, c, d] = [await open('a'), await open('b'), await open('c'), await open('d')];
    expect((await link(b, 'parent', a)).status).toBe(200);
    expect((await link(b, 'child', c)).status).toBe(200);
    const refused = [
      await link(a, 'parent', c),
      await link(c, 'child', a),
      await link(b, 'parent', d),
      await link(a, 'parent', a),
    ];
    expect(refused.map(({ body }) => body.type)).toEqual(Array(4).fill('/problems/tickets.link-refused'));
    expect((await link(a, 'parent', '999999')).status).toBe(404);
  });

  it('become one with every article; answers by mail to the merged one reach the other', async () => {
    const first = await api.bring(
      mailOf({ From: 'erika@kunde.test', 'Message-ID': '<m1@kunde.test>' }, 'No print.'),
    );
    const source = first.ticketId ?? '';
    await write(source, 'Which one?');
    await write(source, 'It is the old one again.', 'note');
    const target = await open('All printers');
    const before = await read(target);
    const { version } = await read(source);
    const merged = await merge(source, target, version, 'k1');
    expect(merged.body).toMatchObject({ id: target, articles: 4, deadlines: before.deadlines });
    expect(merged.body.respondedAt).toBeUndefined();
    expect((await articles(target)).slice(1)).toMatchObject([
      { kind: 'message', text: 'No print.', origin: { ticketId: source, article: 1 } },
      { kind: 'reply', text: 'Which one?', isPublic: true },
      { kind: 'note', text: 'It is the old one again.', isPublic: false },
    ]);
    // What was said goes out once.
    const wentOut = async (ticketId: string, at: number) => (await articles(ticketId))[at].outgoingMailId;
    expect([await wentOut(source, 1), await wentOut(target, 2)]).toEqual([expect.any(String), undefined]);
    expect(await read(source)).toMatchObject({
      state: 'closed',
      articles: 3,
      links: [{ relation: 'merged-into', ticketId: target }],
    });
    expect((await merge(source, target, version, 'k1')).body).toEqual(merged.body);
    expect((await merge(source, target, (await read(source)).version)).body.type).toBe(
      '/problems/tickets.cannot-merge',
    );
    const answer = mailOf({ From: 'erika@kunde.test', 'In-Reply-To': '<m1@kunde.test>' }, 'The blue one.');
    expect(await api.bring(answer)).toMatchObject({ outcome: 'article', ticketId: target });
  });

  it('are merged by one of two who try at once; the other hears that it changed', async () => {
    const [source, a, b] = [await open('source'), await open('a'), await open('b')];
    const { version } = await read(source);
    const answers = await Promise.all([merge(source, a, version), merge(source, b, version)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });

  it('are made of one: articles open a ticket of their own and stay', async () => {
    const source = await open('Printer, and something else');
    await write(source, 'The scanner is broken too.', 'message');
    await write(source, 'Internal.', 'note');
    const body = { articles: [2, 3], title: 'Scanner' };
    const split = await api.call(
      'POST',
      '/tickets/{ticketId}/split',
      { ticketId: source },
      { body, ...AGENT },
    );
    expect([split.status, split.body.title, split.body.links]).toEqual([
      201,
      'Scanner',
      [{ relation: 'follows', ticketId: source }],
    ]);
    expect(
      (await articles(split.body.id)).map(({ text, isPublic }: { text: string; isPublic: boolean }) => [
        text,
        isPublic,
      ]),
    ).toEqual([
      ['The scanner is broken too.', true],
      ['Internal.', false],
    ]);
    expect(await read(source)).toMatchObject({
      articles: 3,
      links: [{ relation: 'followed-by', ticketId: split.body.id }],
    });
    const missing = await api.call(
      'POST',
      '/tickets/{ticketId}/split',
      { ticketId: source },
      { body: { ...body, articles: [9] }, ...AGENT },
    );
    expect(missing.body.type).toBe('/problems/tickets.unknown-article');
  });
});

describe('steps that a ticket takes by itself', () => {
  it('bring back what was planned, and close what was resolved', async () => {
    const [planned, resolved] = [await open('planned'), await open('resolved')];
    const patch = async (ticketId: string, body: object) =>
      api.call('PATCH', '/tickets/{ticketId}', { ticketId }, {
        body, ...AGENT, headers: { 'if-match': `"${(await read(ticketId)).version}"` },
      }); // biome-ignore format: a call
    const until = '2099-01-01T08:00:00+01:00';
    expect((await patch(planned, { state: 'planned', until })).body.plannedUntil).toBe(
      '2099-01-01T07:00:00.000Z',
    );
    expect((await patch(planned, { state: 'open', until })).status).toBe(400);
    await patch(resolved, { state: 'resolved' });
    const run = (now: string) => escalateDue(api.tickets, 'acme', new Date(now), (_, error) => { throw error; }); // biome-ignore format: one call
    await run('2098-12-31T00:00:00.000Z');
    expect([(await read(planned)).state, (await read(resolved)).state]).toEqual(['planned', 'closed']);
    await run('2099-01-01T07:00:00.000Z');
    expect((await read(planned)).state).toBe('open');
  });
});

it('tickets are watched by agents, which is said once in their history', async () => {
  const ticketId = await open('watched');
  const watcher = (method: 'PUT' | 'DELETE', who: string) =>
    api.call(method, '/tickets/{ticketId}/watchers/{watcher}', { ticketId, watcher: who }, AGENT);
  await watcher('PUT', 'agneta');
  const twice = await watcher('PUT', 'agneta');
  expect([twice.status, twice.body.watchers, twice.body.version]).toEqual([200, ['agneta'], 3]);
  expect((await watcher('PUT', 'nobody-here')).status).toBe(404);
  expect((await watcher('DELETE', 'agneta')).body.watchers).toEqual([]);
  const patch = async (version: number) =>
    api.call('PATCH', '/tickets/{ticketId}', { ticketId }, {
      body: { team: 'net' }, ...AGENT, headers: { 'if-match': `"${version}"` },
    }); // biome-ignore format: a call
  // Who has seen it before it was watched, has seen what there is to change.
  expect([(await patch(1)).status, (await patch(5)).status, (await patch(2)).status]).toEqual([
    412, 412, 200,
  ]);
  expect((await patch(3)).status).toBe(412);
});
