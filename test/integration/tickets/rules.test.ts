import { beforeAll, describe, expect, it } from 'vitest';
import { ruleBindings } from '../../../functions/tickets/handlers/rules.ts';
import { slaBindings } from '../../../functions/tickets/handlers/slas.ts';
import { TicketArticleRow } from '../../../functions/tickets/table/tickets.ts';
import { put } from '../../../shared/table/writes.ts';
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
    api = await openTicketsApi((tickets) => [...ruleBindings(tickets), ...slaBindings(tickets)]);
    const kept = await api.call('PUT', '/ticket-rules', {}, { body: { rules: RULES } });
    expect(kept.status, JSON.stringify(kept.body)).toBe(200);
    expect(kept.body).toMatchObject({ version: 1, unreachable: [] });
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

  const simulate = (body: object) => api.call('POST', '/ticket-rules/simulation', {}, { body });

  it('are tried on tickets of the past: what would be otherwise, and which rule does it', async () => {
    await api.call(
      'PATCH',
      '/tickets/{ticketId}',
      { ticketId: '1' },
      {
        body: { title: 'Solved long ago', state: 'resolved' },
        headers: { 'if-match': '"3"' },
      },
    );
    const draft = [
      {
        id: 'phones',
        when: { any: [{ field: 'title', test: 'contains', values: ['phone'] }] },
        set: { team: 'phones' },
      },
      { ...RULES[0], set: { team: 'printers', category: 'printing', urgency: 5, tags: ['printer'] } },
      {
        id: 'scanners',
        when: { any: [{ field: 'header', name: 'X-Scanner', test: 'isPresent' }] },
        set: { impact: 5 },
      },
    ];
    const all = await simulate({ rules: draft });
    expect(all.status, JSON.stringify(all.body)).toBe(200);
    expect(all.body).toMatchObject({
      played: 3,
      changed: 3,
      untestable: { erased: 0, split: 0, 'not-kept': 0 },
      rules: [
        { id: 'phones', held: 1, decided: 1, changed: 1 },
        { id: 'printers', held: 2, decided: 2, changed: 2, shadowed: 0 },
        { id: 'scanners', held: 0 },
      ],
      neverHeld: ['scanners'],
    });
    expect(all.body.items.map(({ ticketId }: { ticketId: string }) => ticketId)).toEqual(['3', '2', '1']);
    expect(all.body.items[2]).toMatchObject({
      before: { team: 'hardware', tags: ['printer'], rules: ['printers'] },
      after: { team: 'printers', tags: ['printer'], rules: ['printers'] },
      changed: ['team'],
    });
    const first = await simulate({ rules: draft, limit: 2 });
    const second = await simulate({ rules: draft, limit: 2, cursor: first.body.next });
    expect([...first.body.items, ...second.body.items]).toEqual(all.body.items);
    expect(second.body.next).toBeUndefined();
    const other = await simulate({ version: 1, cursor: first.body.next });
    expect(other.status).toBe(400);
    const standing = await simulate({ version: 1, onlyChanged: true });
    expect(standing.body).toMatchObject({ played: 3, changed: 0, items: [] });
    expect((await simulate({ rules: draft, to: '2000-01-01' })).body).toMatchObject({ played: 0 });
  });

  it('count apart what cannot be tried: erased words', async () => {
    const { table } = api;
    const article = await table.get(TicketArticleRow, { companyId: 'acme', ticketId: '3', article: 1 });
    if (!article) throw new Error('no article');
    const { intake: _, ...rest } = article;
    await table.write(put(TicketArticleRow, { ...rest, text: '', redactedAt: article.at }));
    const { body } = await simulate({ version: 1 });
    expect(body).toMatchObject({ played: 2, untestable: { erased: 1 } });
  });

  it('are tried on a ticket that is made up', async () => {
    const { title, description, requester } = TICKET;
    const ticket = { title, description, requester, mailbox: 'it@acme.example' };
    const { body } = await api.call('POST', '/ticket-rules/trial', {}, { body: { version: 1, ticket } });
    expect(body).toMatchObject({
      team: 'hardware',
      rules: ['printers'],
      applied: [{ id: 'printers', set: { urgency: 5, tags: ['printer'] } }],
    });
  });

  it('put a ticket under a promise, which its clocks go by and an agent can change', async () => {
    const sla = { id: 'gold', when: {}, set: { sla: 'gold' } };
    const unknown = await api.call(
      'PUT',
      '/ticket-rules',
      {},
      { body: { rules: [sla] }, headers: { 'if-match': '"1"' } },
    );
    expect(unknown.body.errors).toEqual([
      { pointer: '/rules/0/set/sla', detail: 'must be the id of a promise that is kept' },
    ]);
    const hours = Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['08:00', '18:00']]]),
    );
    const calendar = { timeZone: 'Europe/Berlin', hours, holidays: [] };
    await api.call('PUT', '/calendars/{calendarId}', { calendarId: 'office' }, { body: calendar });
    const promise = (minutes: number, rank: number) => ({
      calendarId: 'office',
      rank,
      targets: Object.fromEntries([1, 2, 3, 4, 5].map((level) => [level, { resolution: minutes }])),
    });
    await api.call('PUT', '/slas/{slaId}', { slaId: 'all' }, { body: promise(600, 1) });
    await api.call('PUT', '/slas/{slaId}', { slaId: 'gold' }, { body: promise(60, 100) });
    await api.call('PUT', '/ticket-rules', {}, { body: { rules: [sla] }, headers: { 'if-match': '"1"' } });
    const opened = await api.open();
    expect(opened.body.sla).toBe('gold');
    const ticketId = opened.body.id;
    const minutes = async () =>
      (await api.call('GET', '/tickets/{ticketId}/clocks', { ticketId })).body.clocks[0].targetMinutes;
    expect(await minutes()).toBe(60);
    const patch = (sla: string | null, version: number) =>
      api.call(
        'PATCH',
        '/tickets/{ticketId}',
        { ticketId },
        { body: { sla }, headers: { 'if-match': `"${version}"` } },
      );
    expect((await patch('silver', 2)).status).toBe(422);
    const freed = await patch(null, 2);
    expect(freed.body.sla).toBeUndefined();
    expect(await minutes()).toBe(600);
  });

  it('are replaced by who has seen them, and stay as versions', async () => {
    const refused = await api.call('PUT', '/ticket-rules', {}, { body: { rules: [] } });
    expect(refused.status).toBe(428);
    const kept = await api.call(
      'PUT',
      '/ticket-rules',
      {},
      { body: { rules: [] }, headers: { 'if-match': '"2"' } },
    );
    expect(kept.body).toMatchObject({ version: 3, rules: [] });
    const versions = await api.call('GET', '/ticket-rules/versions');
    expect(versions.body.items.map(({ version }: { version: number }) => version)).toEqual([3, 2, 1]);
    expect((await api.open()).body.team).toBeUndefined();
  });
});
