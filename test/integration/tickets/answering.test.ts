import { beforeAll, describe, expect, it } from 'vitest';
import { openTicketsApi, type TicketsApi } from '../../support/tickets-api.ts';

let api: TicketsApi;
let ticketId: string;

beforeAll(async () => {
  api = await openTicketsApi();
  ticketId = (await api.open()).body.id;
});

const answering = (method: string, principal: string) =>
  api.call(method, '/tickets/{ticketId}/answering', { ticketId }, { principal });
const names = ({ body }: { body: { items: { principal: string }[] } }) =>
  body.items.map(({ principal }) => principal).toSorted();
const reply = (principal: string, more: object) =>
  api.call('POST', '/tickets/{ticketId}/articles', { ticketId }, {
    body: { kind: 'reply', text: `From ${principal}.`, ...more },
    principal,
  }); // biome-ignore format: a call

describe('two agents at one ticket', () => {
  it('see each other while they write, and not afterwards', async () => {
    expect(names(await answering('PUT', 'agneta'))).toEqual(['agneta']);
    expect(names(await answering('PUT', 'anna'))).toEqual(['agneta', 'anna']);
    expect(names(await answering('GET', 'anna'))).toEqual(['agneta', 'anna']);
    expect(names(await answering('DELETE', 'agneta'))).toEqual(['anna']);
    expect(names(await answering('DELETE', 'agneta'))).toEqual(['anna']);
    expect((await answering('PUT', 'robert')).status).toBe(403);
    const unknown = { ticketId: '999999' };
    const nowhere = await api.call('PUT', '/tickets/{ticketId}/answering', unknown, { principal: 'anna' });
    expect(nowhere).toMatchObject({ status: 404, body: { type: '/problems/tickets.unknown-ticket' } });
  });

  it('answer once where they say what they have seen', async () => {
    const answers = await Promise.all(['agneta', 'anna'].map((one) => reply(one, { seenArticles: 1 })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      type: '/problems/tickets.written-meanwhile',
      errors: [{ pointer: '/seenArticles', detail: 'must be 2' }],
    });
    expect((await reply('anna', { seenArticles: 2 })).status).toBe(201);
    expect((await reply('anna', {})).status).toBe(201);
  });
});
