import { beforeAll, describe, expect, it } from 'vitest';
import { knowledgeBindings } from '../../../functions/tickets/handlers/knowledge.ts';
import { knowledgeReader } from '../../../functions/tickets/reader/knowledge.ts';
import { knowledgeStore } from '../../../functions/tickets/store/knowledge.ts';
import { openTicketsApi, type TicketsApi } from '../../support/tickets-api.ts';

let api: TicketsApi;
beforeAll(async () => {
  api = await openTicketsApi((tickets) =>
    knowledgeBindings({
      ...tickets,
      reader: knowledgeReader(tickets.table),
      knowledge: knowledgeStore(tickets.table),
    }),
  );
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
const read = (articleId: string) =>
  api.public('GET', '/help/{company}/{articleId}', { company: 'acme', articleId });

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
