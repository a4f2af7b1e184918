import { beforeAll, describe, expect, it } from 'vitest';
import { ruleBindings } from '../../../functions/tickets/handlers/rules.ts';
import { openTicketsApi, TICKET, type TicketsApi } from '../../support/tickets-api.ts';

const RULES = [
  {
    id: 'printers',
    when: { any: [{ field: 'title-or-text', test: 'contains', values: ['printer'] }] },
    set: { team: 'hardware', category: 'printing', urgency: 5, tags: ['printer'] },
  },
];

describe('rules that sort new tickets', () => {
  let api: TicketsApi;
  beforeAll(async () => {
    api = await openTicketsApi(ruleBindings);
    const put = await api.call('PUT', '/ticket-rules', {}, { body: { rules: RULES } });
    expect(put.status, JSON.stringify(put.body)).toBe(200);
    expect(put.body).toMatchObject({ version: 1, unreachable: [] });
  });

  it('sort a ticket of the API, and its history says which rule did', async () => {
    const opened = await api.open();
    expect(opened.body).toMatchObject({
      team: 'hardware',
      category: 'printing',
      urgency: 5,
      tags: ['printer'],
    });
    const { ticketId = String(opened.body.number) } = opened.body;
    const events = await api.call('GET', '/tickets/{ticketId}/events', { ticketId: String(ticketId) });
    expect(events.body.items[0].what.rules).toEqual({
      version: 1,
      ids: ['printers'],
      asked: { impact: 2, urgency: 4 },
    });
  });

  it('sort a ticket of the queue', async () => {
    await api.hear('tickets.create', 'q-1', TICKET);
    const list = await api.call('GET', '/tickets', {}, { query: { team: 'hardware' } });
    expect(list.body.items).toHaveLength(2);
  });

  it('leave alone what they do not hold for', async () => {
    const opened = await api.open({ title: 'Phone is dead' });
    expect(opened.body).toMatchObject({ urgency: 4, tags: [] });
    expect(opened.body.team).toBeUndefined();
  });

  it('are replaced by who has seen them, and stay as versions', async () => {
    const refused = await api.call('PUT', '/ticket-rules', {}, { body: { rules: [] } });
    expect(refused.status).toBe(428);
    const put = await api.call(
      'PUT',
      '/ticket-rules',
      {},
      { body: { rules: [] }, headers: { 'if-match': '"1"' } },
    );
    expect(put.body).toMatchObject({ version: 2, rules: [] });
    const versions = await api.call('GET', '/ticket-rules/versions');
    expect(versions.body.items.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
    expect((await api.open()).body.team).toBeUndefined();
  });
});
