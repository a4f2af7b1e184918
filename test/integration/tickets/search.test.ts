import { beforeAll, expect, it } from 'vitest';
import type { TicketHappening } from '../../../functions/tickets/domain/ticket/events.ts';
import { searchIndexBindings } from '../../../functions/tickets/handlers/search-index.ts';
import { PostingRow, TicketTermsRow, wordPartition } from '../../../functions/tickets/table/search.ts';
import { TicketRow } from '../../../functions/tickets/table/tickets.ts';
import { changeTicket } from '../../../functions/tickets/usecases/change-ticket.ts';
import { indexTicket } from '../../../functions/tickets/usecases/index-ticket.ts';
import { indexTickets } from '../../../functions/tickets/usecases/index-tickets.ts';
import { put } from '../../../shared/table/writes.ts';
import { openTicketsApi, type TicketsApi } from '../../support/tickets-api.ts';

let api: TicketsApi;

const index = (...ids: string[]) => Promise.all(ids.map((id) => indexTicket(api.tickets, 'acme', id)));
const find = async (q: string, query: Record<string, string> = {}): Promise<string[]> => {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.call(
      'GET',
      '/tickets',
      {},
      { query: { q, limit: '2', ...query, ...(cursor && { cursor }) } },
    );
    expect(page.status).toBe(200);
    found.push(...page.body.items.map(({ id }: { id: string }) => id));
    cursor = page.body.next;
  } while (cursor);
  return found;
};
const open = async (title: string, description: string, more: object = {}): Promise<string> => {
  const { status, body } = await api.open({ title, description, ...more });
  expect(status).toBe(201);
  return body.id;
};

beforeAll(async () => {
  api = await openTicketsApi(searchIndexBindings);
});

it('finds by words of title, text and requester, newest first, page by page without doubles', async () => {
  const ids = [];
  for (let at = 0; at < 5; at += 1)
    ids.push(await open(`Fräse ${at}`, 'Der Spindelantrieb meldet 0x80070005.'));
  const other = await open('Drehbank', 'Spindelantrieb steht.', {
    requester: { email: 'erna@werk.example' },
    team: 'metal',
  });
  await index(...ids, other, ...ids);
  const newest = ids.toReversed();
  expect(await find('frasen')).toEqual(newest);
  expect(await find('SPINDELANTRIEB')).toEqual([other, ...newest]);
  expect(await find('spindelantrieb erna')).toEqual([other]);
  expect(await find('0x80070005', { limit: '1' })).toEqual(newest);
  expect(await find('spindel*', { team: 'metal' })).toEqual([other]);
  expect(await find('spindelantrieb', { requester: 'erna@werk.example', phase: 'open' })).toEqual([other]);
  expect(await find('spindelantrieb', { openedBefore: '2020-01-01T00:00:00Z' })).toEqual([]);
  expect(await find(`#${ids[0]}`)).toEqual([ids[0]]);
  expect(await find('nirgends')).toEqual([]);
  const refused = await api.call('GET', '/tickets', {}, { query: { q: 'der die' } });
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: 'query/q' }] } });
});

const postings = async (word: string) =>
  (await api.table.query(PostingRow, { pk: wordPartition('acme', word), beginsWith: `${word}#` })).items;
const happens = (ticketId: string, happening: TicketHappening, more: object = {}) =>
  changeTicket(
    api.tickets,
    { companyId: 'acme', ticketId },
    { by: { kind: 'agent', id: 'agneta' }, now: new Date() },
    () => ({ happenings: [happening], ...more }),
  );

it('follows changes, and keeps nothing of words that are gone', async () => {
  const id = await open('Zentrifuge von Bergholz', 'Unwucht.');
  const beside = await open('Zentrifuge', 'Lager.');
  await index(id, beside);
  await happens(id, { type: 'assigned', team: 'lab' });
  expect(await find('unwucht', { team: 'lab' })).toEqual([]);
  await index(id);
  expect(await find('unwucht', { team: 'lab' })).toEqual([id]);
  expect(await find('unwucht', { state: 'resolved' })).toEqual([]);
  expect(await postings('bergholz')).toHaveLength(1);
  await happens(id, { type: 'retitled' }, { title: 'Entfernt' });
  await index(id);
  expect(await find('bergholz')).toEqual([]);
  expect(await postings('bergholz')).toEqual([]);
  expect(await find('zentrifuge')).toEqual([beside]);
});

it('is as the ticket stands, whatever messages came twice, late or to two workers', async () => {
  const id = await open('Kompressor', 'Druckabfall.');
  const late = await api.tickets.reader.loadTicket('acme', id);
  await happens(id, { type: 'retitled' }, { title: 'Verdichter' });
  const slow = {
    ...api.tickets,
    // Reads the ticket as it was, and writes when another worker has written what it is.
    reader: {
      ...api.tickets.reader,
      loadTicket: async () => {
        const seen = stale.shift() ?? (await api.tickets.reader.loadTicket('acme', id));
        if (seen === late) await index(id);
        return seen;
      },
    },
  };
  const stale = [late];
  await Promise.all([indexTicket(slow, 'acme', id), index(id, id, id)]);
  expect(await find('kompressor')).toEqual([]);
  expect(await find('verdichter')).toEqual([id]);
  expect(await postings('kompressor')).toEqual([]);
});

it('moves more terms than a transaction takes', async () => {
  const words = Array.from({ length: 160 }, (_, at) => `teil${String.fromCharCode(97 + (at % 26))}${at}`);
  const id = await open('Stückliste', words.join(' '));
  await index(id);
  expect(await find('stückliste teila0')).toEqual([id]);
  const row = await api.tickets.reader.loadTerms('acme', id);
  expect(row?.terms.filter((term) => !term.startsWith('='))).toHaveLength(150);
  const seen = await api.table.get(TicketRow, { companyId: 'acme', ticketId: id });
  expect(row?.version).toBe(seen?.version);
});

it('finds a merged ticket by its number, and what was written there in the other one', async () => {
  const from = await open('Rührwerk', 'Leckage.');
  const into = await open('Behälter', 'Tropft.');
  await index(from, into);
  const seen = await api.tickets.reader.loadTicket('acme', from);
  const merged = await api.call(
    'POST',
    '/tickets/{ticketId}/merge',
    { ticketId: from },
    { body: { into }, headers: { 'if-match': `"${seen?.version}"` } },
  );
  expect(merged.status).toBe(200);
  await index(from, into);
  expect(await find('leckage')).toEqual([into]);
  expect(await find(from)).toEqual([from]);
});

it('lists what an agent watches: open or done, newest first, also by words, and no longer what it does not', async () => {
  const ids = [await open('Ofen', 'Kalt.'), await open('Ofen', 'Heiß.'), await open('Ofen', 'Laut.')];
  for (const id of ids) await happens(id, { type: 'watched', watcher: 'agneta' });
  await index(...ids);
  const watched = async (query: Record<string, string> = {}) => {
    const page = await api.call('GET', '/tickets', {}, { query: { watcher: 'agneta', ...query } });
    return page.body.items.map(({ id }: { id: string }) => id);
  };
  const [cold, hot, loud] = ids as [string, string, string];
  expect(await watched()).toEqual([loud, hot, cold]);
  expect(await watched({ watcher: 'anna' })).toEqual([]);
  expect(await watched({ q: 'kalt' })).toEqual([cold]);
  await happens(cold, { type: 'unwatched', watcher: 'agneta' });
  await happens(hot, { type: 'state-changed', state: 'closed' });
  expect(await watched()).toEqual([loud]);
  await index(...ids);
  expect([await watched(), await watched({ phase: 'done' })]).toEqual([[loud], [hot]]);
});

it('finds titles of tasks, and tickets that are older than the index, step by step', async () => {
  const old = await open('Presse', 'Hydraulik leckt.');
  const planned = await open('Halle', 'Umbau.');
  const task = { title: 'Gabelstapler bestellen' };
  const added = await api.call('POST', '/tickets/{ticketId}/tasks', { ticketId: planned }, { body: task, principal: 'agneta' }); // biome-ignore format: a call
  expect(added.status).toBe(201);
  expect([await find('hydraulik'), await find('gabelstapler')]).toEqual([[], []]);
  const after = Number(old) - 1;
  const call = (body: object) => api.call('POST', '/help-desk/search-index', {}, { body });
  expect((await call({ after })).body).toEqual({ through: after + 2, last: after + 2, changed: 2 });
  expect([await find('hydraulik'), await find('gabelstapler')]).toEqual([[old], [planned]]);
  // Indexed as it stands, by what tickets were found by before.
  const terms = await api.tickets.reader.loadTerms('acme', planned);
  const without = terms?.terms.filter((term) => !term.startsWith('gabel')) ?? [];
  await api.table.write(put(TicketTermsRow, { ...terms, terms: without } as TicketTermsRow));
  expect((await call({ after: 0 })).body).toMatchObject({ through: after + 2, changed: 1 });
  expect((await call({ after: 0 })).body).toMatchObject({ changed: 0 });
  const { searchIndex, retryWhileContended } = api.tickets;
  const deps = { reader: api.tickets.reader, searchIndex, retryWhileContended };
  let turns = 0;
  const first = await indexTickets(deps, 'acme', 0, () => turns++ < 1);
  expect(first.through).toBe(Math.min(10, first.last));
  expect(
    (await api.call('POST', '/help-desk/search-index', {}, { body: {}, principal: 'agneta' })).status,
  ).toBe(403);
});
