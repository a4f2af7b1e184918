import { beforeAll, describe, expect, it } from 'vitest';
import { knowledgeBindings } from '../../../functions/tickets/handlers/knowledge.ts';
import { knowledgeReaderBindings } from '../../../functions/tickets/handlers/knowledge-readers.ts';
import { knowledgeStore } from '../../../functions/tickets/store/knowledge.ts';
import { openTicketsApi, TICKET, type TicketsApi } from '../../support/tickets-api.ts';

let api: TicketsApi;
beforeAll(async () => {
  api = await openTicketsApi((tickets) => {
    const deps = { ...tickets, knowledge: knowledgeStore(tickets.table) };
    return [...knowledgeBindings(deps), ...knowledgeReaderBindings(deps)];
  });
});

const ARTICLE = { title: 'Drucker druckt leere Seiten', markdown: 'Toner **prüfen**.', visibility: 'public' };
const write = async (body: object) =>
  (await api.call('POST', '/knowledge/articles', {}, { body: { ...ARTICLE, ...body }, principal: 'agneta' }))
    .body;
const move = (articleId: string, state: string, version: number, principal = 'anna') =>
  api.call(
    'PUT',
    '/knowledge/articles/{articleId}/state',
    { articleId },
    {
      body: { state },
      headers: { 'if-match': `"${version}"` },
      principal,
    },
  );
const suggestions = async (principal: string, audience: string) => {
  const body = { title: 'Drucker leer', audience };
  const { body: found } = await api.call('POST', '/knowledge/suggestions', {}, { body, principal });
  return found.items.map(({ articleId }: { articleId: string }) => articleId);
};
const BROWSER = {
  headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
};
const read = (articleId: string, more = {}) =>
  api.public('GET', '/help/{company}/{articleId}', { company: 'acme', articleId }, more);

describe('an article', () => {
  it('is seen by nobody outside before it is published, and not when it is withdrawn', async () => {
    const { id } = await write({});
    expect((await read(id)).status).toBe(404);
    expect((await move(id, 'published', 1, 'agneta')).status).toBe(403);
    expect((await move(id, 'published', 1)).body.state).toBe('published');
    expect((await read(id)).body).toContain('Toner <strong>prüfen</strong>');
    expect(await suggestions('robert', 'requesters')).toEqual([id]);

    const next = {
      body: { ...ARTICLE, markdown: 'Neu.' },
      headers: { 'if-match': '"2"' },
      principal: 'agneta',
    };
    expect(
      (await api.call('PUT', '/knowledge/articles/{articleId}', { articleId: id }, next)).body.latestText,
    ).toBe(2);
    expect((await read(id)).body).toContain('Toner');
    expect((await move(id, 'published', 2)).status).toBe(412);
    await move(id, 'published', 3);
    expect((await read(id)).body).toContain('Neu.');

    expect((await move(id, 'withdrawn', 4)).body.publishedText).toBeUndefined();
    expect((await read(id)).status).toBe(404);
    expect(await suggestions('robert', 'requesters')).toEqual([]);
  });

  it('for agents is suggested to agents only', async () => {
    const { id } = await write({ visibility: 'internal' });
    await move(id, 'published', 1);
    expect(await suggestions('agneta', 'agents')).toEqual([id]);
    expect(await suggestions('agneta', 'requesters')).toEqual([]);
    expect(await suggestions('robert', 'agents')).toEqual([]);
    expect((await read(id)).status).toBe(404);
    const helped = (principal: string) =>
      api.call('POST', '/knowledge/articles/{articleId}/helped', { articleId: id }, { principal });
    expect((await helped('robert')).status).toBe(404);
    expect((await helped('agneta')).body).toEqual({ helped: 1 });
  });
});

describe('what solved a ticket', () => {
  const PATH = '/tickets/{ticketId}';
  const change = (ticketId: string, version: number, body: object) =>
    api.call(
      'PATCH',
      PATH,
      { ticketId },
      { body, headers: { 'if-match': `"${version}"` }, principal: 'agneta' },
    );
  const solvedBy = async (articleId: string, phase?: string) => {
    const query = phase === undefined ? {} : { query: { phase } };
    const path = '/knowledge/articles/{articleId}';
    const [{ body: article }, { body: list }] = [
      await api.call('GET', path, { articleId }, { principal: 'agneta' }),
      await api.call('GET', `${path}/tickets`, { articleId }, { ...query, principal: 'agneta' }),
    ];
    return { solved: article.solved, tickets: list.items.map(({ id }: { id: string }) => id) };
  };
  const published = async (visibility: string) => {
    const { id } = await write({ visibility });
    await move(id, 'published', 1);
    return id as string;
  };

  it('is named with the change of its state, counted and listed, and taken back', async () => {
    const [id, other] = [await published('public'), (await write({})).id];
    const ticketId = (await api.open()).body.id;
    const resolved = await change(ticketId, 2, { state: 'resolved', solvedBy: { articleId: id } });
    expect(resolved.body).toMatchObject({ state: 'resolved', solvedBy: { articleId: id, text: 1 } });
    expect(await solvedBy(id)).toEqual({ solved: 1, tickets: [ticketId] });

    const again = await change(ticketId, resolved.body.version, { solvedBy: { articleId: id } });
    expect(again.body.version).toBe(resolved.body.version);
    const reopened = (await change(ticketId, again.body.version, { state: 'open' })).body;
    expect(reopened.solvedBy).toMatchObject({ articleId: id });
    expect(await solvedBy(id)).toEqual({ solved: 1, tickets: [] });
    expect(await solvedBy(id, 'open')).toEqual({ solved: 1, tickets: [ticketId] });

    const replaced = await change(ticketId, reopened.version, { solvedBy: { articleId: other } });
    expect(await solvedBy(id, 'open')).toEqual({ solved: 0, tickets: [] });
    expect(await solvedBy(other, 'open')).toEqual({ solved: 1, tickets: [ticketId] });
    const { body } = await change(ticketId, replaced.body.version, { solvedBy: null });
    expect(body.solvedBy).toBeUndefined();
    expect((await solvedBy(other, 'open')).solved).toBe(0);
  });

  it('is an article that is there; in a reply, one that its requester may see', async () => {
    const inside = await published('internal');
    const ticketId = (await api.open()).body.id;
    const answer = (kind: string, articleId: string, text?: number) =>
      api.call('POST', `${PATH}/articles`, { ticketId }, {
        body: { kind, text: 'So.', state: 'resolved', solvedBy: { articleId, ...(text && { text }) } },
        principal: 'agneta',
      }); // biome-ignore format: a call
    const refused = [
      await answer('note', 'kno_0'),
      await answer('note', inside, 2),
      await answer('reply', inside),
      await answer('reply', (await write({})).id),
    ];
    expect(refused.map(({ status, body }) => [status, body.errors[0].pointer])).toEqual([
      [422, '/solvedBy/articleId'],
      [422, '/solvedBy/text'],
      [422, '/solvedBy/articleId'],
      [422, '/solvedBy/articleId'],
    ]);
    const { body } = await answer('note', inside);
    expect(body.ticket.solvedBy).toMatchObject({ articleId: inside, text: 1 });
  });

  it('is said by whoever opened the ticket, and resolves it', async () => {
    const id = await published('requesters');
    const ticketId = (await api.call('POST', '/tickets', {}, { body: TICKET, principal: 'robert' })).body.id;
    const say = (principal: string, articleId = id) =>
      api.call('PUT', `${PATH}/solved-by`, { ticketId }, { body: { articleId }, principal });
    expect((await say('shop')).status).toBe(404);
    expect((await say('robert', await published('internal'))).body.errors[0].pointer).toBe('/articleId');
    const said = await say('robert');
    expect(said.body).toMatchObject({ ticketId, state: 'resolved', solvedBy: { articleId: id, text: 1 } });
    expect((await say('robert')).body).toEqual(said.body);
    expect(await solvedBy(id)).toEqual({ solved: 1, tickets: [ticketId] });
  });
});

describe('the use of articles', () => {
  const report = (query: Record<string, string>) =>
    api.call('GET', '/knowledge/use', {}, { query, principal: 'agneta' });
  const lineOf = async (id: string) =>
    (await report({})).body.lines.find(({ key }: { key: string }) => key === id);

  it('is counted by month, of browsers and portals, and read as JSON and CSV', async () => {
    const { id } = await write({ title: '=Zertifikat erneuern' });
    await move(id, 'published', 1);
    const body = { title: 'Zertifikat' };
    await api.call('POST', '/knowledge/suggestions', {}, { body, principal: 'robert' });
    await read(id, BROWSER);
    await read(id, { headers: { 'user-agent': 'Mozilla/5.0 (compatible; examplebot/2.1)' } });
    await read(id);
    const path = '/knowledge/articles/{articleId}';
    const shown = await api.call('GET', `${path}/published`, { articleId: id }, { principal: 'robert' });
    expect(shown.body).toMatchObject({ text: 1, html: '<p>Toner <strong>prüfen</strong>.</p>' });
    await api.call('POST', `${path}/helped`, { articleId: id }, { principal: 'robert' });
    const counts = { suggested: 1, opened: 2, helped: 1, solved: 0 };
    expect(await lineOf(id)).toEqual({ key: id, title: '=Zertifikat erneuern', ...counts });

    const csv = await report({ format: 'csv' });
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.body).toContain(`${id};'=Zertifikat erneuern;1;2;1;0\r\n`);
    expect((await report({ from: '2020-01' })).body.errors[0].pointer).toBe('query/from');
    const months = (await report({ by: 'month' })).body.lines;
    expect(months).toHaveLength(1);
  });

  it('is not what nobody may see', async () => {
    const { id } = await write({ visibility: 'internal' });
    await move(id, 'published', 1);
    const path = '/knowledge/articles/{articleId}/published';
    expect((await api.call('GET', path, { articleId: id }, { principal: 'robert' })).status).toBe(404);
    expect((await read(id, BROWSER)).status).toBe(404);
    expect((await lineOf(id))?.opened ?? 0).toBe(0);
  });
});
