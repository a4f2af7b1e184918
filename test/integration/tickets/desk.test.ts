import { beforeAll, describe, expect, it } from 'vitest';
import { teamBindings } from '../../../functions/tickets/handlers/teams.ts';
import { openTicketsApi, type TicketsApi } from '../../support/tickets-api.ts';

let api: TicketsApi;
beforeAll(async () => {
  api = await openTicketsApi(teamBindings);
});

const NETWORK = { name: 'Network', members: ['agneta'] };
const team = (method: string, id: string, body?: object, etag?: string) =>
  api.call(method, '/help-desk/teams/{team}', { team: id }, {
    body,
    headers: etag === undefined ? {} : { 'if-match': etag },
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
    const refused = await team('PUT', 'odd', { name: 'Odd', members: ['anna', 'robert'], escalateTo: 'odd' });
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/members/1' }, { pointer: '/escalateTo' }] },
    });
    const path = '/help-desk/teams/{team}';
    const asAgent = { body: NETWORK, principal: 'agneta' };
    expect((await api.call('PUT', path, { team: 'mine' }, asAgent)).status).toBe(403);
  });

  it('of two who change one at once, one is told', async () => {
    const both = await Promise.all(
      ['Net', 'Networks'].map((name) => team('PUT', 'network', { ...NETWORK, name }, '"2"')),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });
});
