import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { composePrivacy } from '../../../functions/tickets/compose-privacy.ts';
import { answerBindings } from '../../../functions/tickets/handlers/answers.ts';
import { privacyBindings } from '../../../functions/tickets/handlers/privacy.ts';
import { TicketFiguresRow } from '../../../functions/tickets/table/figures.ts';
import { indexTicket } from '../../../functions/tickets/usecases/index-ticket.ts';
import { measureTicket } from '../../../functions/tickets/usecases/measure-ticket.ts';
import { forgetWhatIsDue } from '../../../functions/tickets/usecases/privacy/forget-what-is-due.ts';
import { registerWords } from '../../../functions/tickets/usecases/privacy/register-words.ts';
import { sendDigests } from '../../../functions/tickets/usecases/send-digests.ts';
import { tellOfEvent } from '../../../functions/tickets/usecases/tell-of-event.ts';
import { OutgoingMailRow } from '../../../shared/mail/table.ts';
import type { Table } from '../../../shared/table/table.ts';
import { dyingTable, Killed } from '../../support/dying-table.ts';
import { NOW } from '../../support/ledger-api.ts';
import { type MailApi, mailOf, openMailApi } from '../../support/tickets-mail.ts';

const ANNA = 'anna.secret@example.com';
const PLANTED = /anna\.secret|plantedword|Secretly|cGxhbnRlZHdvcmQ/i;
const PRIVACY = '/help-desk/privacy';
/** A mail with files; programs send the same logo with each. */
const withFiles = (headers: Record<string, string>, ...files: string[]) => {
  const part = (file: string) =>
    `--b\r\nContent-Type: application/octet-stream; name=f\r\nContent-Transfer-Encoding: base64\r\n\r\n${file}\r\n`;
  const body = `--b\r\nContent-Type: text/plain\r\n\r\n${headers.Subject}\r\n${files.map(part).join('')}--b--`;
  const mail = mailOf(headers, '');
  return `${mail.replace('text/plain; charset=utf-8', 'multipart/mixed; boundary=b')}${body}\r\n`;
};
const LOGO = 'bG9nbw==';
const RAW = [
  withFiles({ From: `Anna Secretly <${ANNA}>`, Subject: 'plantedword-subject' }, LOGO, 'cGxhbnRlZHdvcmQ='),
  mailOf({ From: `Anna Secretly <${ANNA}>`, Subject: 'plantedword of a machine', 'Auto-Submitted': 'auto-replied' }, 'plantedword'),
]; // biome-ignore format: mails

let api: MailApi;
let own: string;
let shared: string;
let letter: string;

/** What the consumer of events does. */
async function follow(ticketId: string): Promise<void> {
  const deps = composePrivacy(api.table);
  for await (const { version } of deps.reader.allEvents('acme', ticketId))
    await registerWords(deps, { companyId: 'acme', ticketId, version });
  await measureTicket(deps, 'acme', ticketId);
}

/** Mails to the agent: what is new with the ticket. */
async function tell(ticketId: string): Promise<void> {
  const headers = { 'if-match': '*' };
  await api.call('PATCH', '/tickets/{ticketId}', { ticketId }, { body: { assignee: 'agneta' }, headers });
  for await (const { version } of api.tickets.reader.allEvents('acme', ticketId))
    await tellOfEvent(api.tickets, { companyId: 'acme', ticketId, version }, new Date(NOW));
}

function fail(_: string, error: unknown): never {
  throw error;
}

/** Texts of mails of ours that say something. */
const mailed = async (words: RegExp) =>
  (await everything()).filter((item) => item.includes(`"${OutgoingMailRow.name}"`) && words.test(item));

async function close(ticketId: string): Promise<void> {
  await api.call('PATCH', '/tickets/{ticketId}', { ticketId }, {
    body: { state: 'closed' }, headers: { 'if-match': '*' }, principal: 'agneta',
  }); // biome-ignore format: a call
  await follow(ticketId);
}

function run(now = NOW, through: Table = api.table): Promise<void> {
  const removeFile = async (key: string) => void api.files.content.delete(key);
  const deps = { ...composePrivacy(through), removeFile };
  return forgetWhatIsDue(deps, 'acme', new Date(now), () => true, fail);
}

/** All that the table holds but for replies and counts that go by themselves within days. */
async function everything(): Promise<string[]> {
  const { client, tableName: TableName } = api.testTable;
  const { Items = [] } = await client.send(new ScanCommand({ TableName }));
  return Items.map((item) => JSON.stringify(item));
}

const figures = async () =>
  (await everything()).filter((item) => item.includes(`"${TicketFiguresRow.name}"`)).toSorted();
const erasures = async () =>
  (await api.call('GET', `${PRIVACY}/erasures`)).body.items as { state: string; done: object }[];

beforeAll(async () => {
  api = await openMailApi(undefined, () => new Date(NOW), (tickets) =>
    [...answerBindings(tickets), ...privacyBindings(composePrivacy(tickets.table))],
  ); // biome-ignore format: a call
  const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const agent = {
    email: 'agneta@acme.test',
    language: 'en',
    digest: { at: '00:00', timeZone: 'UTC', weekdays },
  };
  await api.call('PUT', '/mail/agents/{principal}', { principal: 'agneta' }, { body: agent });
  own = (await api.bring(RAW[0] ?? '')).ticketId ?? '';
  await api.bring(RAW[1] ?? '');
  const { ticketId: bobs = '' } = await api.bring(withFiles({ From: 'bob@example.com', Subject: 'Mine' }, LOGO)); // biome-ignore format: a call
  const add = (ticketId: string, body: object) =>
    api.call('POST', '/tickets/{ticketId}/articles', { ticketId }, { body, principal: 'agneta' });
  await add(own, { kind: 'reply', text: `plantedword to ${ANNA}` });
  await add(own, { kind: 'note', text: 'plantedword inside' });
  shared = (await api.open({ description: 'Ask Anna.Secret@example.com.' })).body.id; // biome-ignore format: a call
  await add(shared, { kind: 'message', text: 'plantedword of Anna', from: { email: ANNA, name: 'Anna Secretly' } }); // biome-ignore format: a call
  letter = (await api.open({ requester: { email: 'lea@example.com', name: 'Lea' }, title: 'Complaint' })).body.id; // biome-ignore format: a call
  await add(shared, { kind: 'reply', text: 'As she says.' });
  await indexTicket(api.tickets, 'acme', shared);
  for (const id of [own, shared, letter]) await tell(id);
  await sendDigests(api.tickets, 'acme', new Date(NOW), fail);
  for (const id of [own, bobs, shared, letter]) await follow(id);
});

describe('what is kept of a person', () => {
  it('is handed out: tickets, what was written with notes, mails', async () => {
    const { body } = await api.call('GET', `${PRIVACY}/personal-data`, {}, { query: { email: ANNA } });
    expect(body).toMatchObject({ email: ANNA, name: 'Anna Secretly' });
    expect(body.tickets.map(({ part }: { part: string }) => part)).toEqual(['requester', 'participant']);
    const query = { email: ANNA, ticketId: own };
    const articles = (await api.call('GET', `${PRIVACY}/personal-data/articles`, {}, { query })).body.items;
    expect(articles.map(({ kind }: { kind: string }) => kind)).toEqual(['message', 'reply', 'note']);
    expect(articles[1]).toMatchObject({ sentTo: [ANNA] });
    expect(articles[0].files).toHaveLength(2);
    const mails = await api.call('GET', `${PRIVACY}/personal-data/mails`, {}, { query: { email: ANNA } });
    expect(mails.body.items.map(({ outcome }: { outcome: string }) => outcome).toSorted()).toEqual([
      'parked',
      'ticket',
    ]);
  });

  it('is not for agents', async () => {
    const reply = await api.call('GET', `${PRIVACY}/personal-data`, {}, { query: { email: ANNA }, principal: 'agneta' }); // biome-ignore format: a call
    expect(reply.status).toBe(403);
  });
});

describe('an erasure', () => {
  let before: string[];
  const wish = { email: ANNA, ground: 'consent-withdrawn', requestedOn: '2026-01-01' };

  it('is shown before: open tickets wait, of others only what she wrote goes', async () => {
    const { body } = await api.call('GET', `${PRIVACY}/erasure-preview`, {}, { query: { email: ANNA } });
    expect(body.items).toMatchObject([
      { ticketId: own, waits: 'open', articles: [{ what: 'redacted', isMail: true, files: 2 }, { what: 'redacted' }, { what: 'redacted' }] },
      { ticketId: shared, waits: 'open', articles: [{ what: 'kept' }, { what: 'redacted' }, { what: 'kept' }] },
    ]); // biome-ignore format: lists
    expect(body.mails).toMatchObject([{ outcome: 'parked' }]);
  });

  it('waits for open and held tickets, and says so', async () => {
    await close(own);
    await api.call('PUT', `${PRIVACY}/holds/{ticketId}`, { ticketId: own }, { body: { reason: 'Court' } });
    const first = await api.call('POST', `${PRIVACY}/erasures`, {}, { body: wish });
    expect(first.status).toBe(202);
    const again = await api.call('POST', `${PRIVACY}/erasures`, {}, { body: wish });
    expect(again.body.erasureId).toBe(first.body.erasureId);
    await run();
    expect((await erasures())[0]).toMatchObject({
      state: 'waiting',
      waiting: [{ ticketId: own, because: 'hold' }, { ticketId: shared, because: 'open' }],
    }); // biome-ignore format: lists
    await api.call('DELETE', `${PRIVACY}/holds/{ticketId}`, { ticketId: own });
    await close(shared);
  });

  it('killed before any write it goes on, and no word, name or address is left in table and files', async () => {
    before = await figures();
    // Confirmation, notice, reply, the list of the day; a reply to somebody else that repeats her words.
    expect(await mailed(PLANTED)).toHaveLength(5);
    // Each run makes one write and dies before the next one.
    for (let runs = 0; ; runs += 1) {
      expect(runs).toBeLessThan(60);
      const dying = dyingTable(api.table, 1);
      const ended = await run(NOW, dying).then(
        () => true,
        (error) => {
          expect(error).toBeInstanceOf(Killed);
          return false;
        },
      );
      if (ended) break;
    }
    expect((await erasures())[0]).toMatchObject({ state: 'done', waiting: [] });
    expect((await everything()).filter((item) => PLANTED.test(item))).toEqual([]);
    const files = [...api.files.content].map(([key, content]) => `${key} ${content}`);
    expect(files.filter((file) => PLANTED.test(file))).toEqual([]);
    // The list of the day still names what is others', the reply to somebody else says what it said.
    expect(await mailed(/digest.*Complaint|Complaint.*digest/)).toHaveLength(1);
    expect(await mailed(/As she says/)).toHaveLength(1);
    // What somebody else has sent stays, the logo too.
    const kept = [...api.files.content.keys()].map((key) => key.split('/').slice(0, 2).join('/'));
    expect(kept.toSorted()).toEqual(['tickets/files', 'tickets/mails', 'uploads/mail']);
  });

  it('leaves every figure as it was, the history, and what others wrote', async () => {
    await follow(own);
    expect(await figures()).toEqual(before);
    const { body } = await api.call('GET', '/tickets/{ticketId}/events', { ticketId: own });
    expect(body.items.at(-1)).toMatchObject({ what: { type: 'redacted', because: 'erasure', all: true } });
    const articles = await api.call('GET', '/tickets/{ticketId}/articles', { ticketId: shared });
    expect(articles.body.items).toMatchObject([
      { text: 'Ask [...].' },
      { text: '' },
      { text: 'As she says.' },
    ]);
  });

  it('the same mails again are duplicates, and bring no word back; a run more does nothing', async () => {
    for (const raw of RAW) expect(await api.bring(raw)).toMatchObject({ outcome: 'duplicate' });
    await run();
    expect((await everything()).filter((item) => PLANTED.test(item))).toEqual([]);
    const kept = [...api.files.content.keys()].filter((key) => key.startsWith('tickets/mails/'));
    expect(kept).toHaveLength(1);
    const gone = await api.call('POST', `${PRIVACY}/erasures`, {}, { body: wish });
    expect(gone).toMatchObject({ status: 404, body: { type: '/problems/tickets.unknown-person' } });
  });
});

describe('a mail that became no ticket', () => {
  it('is refused when nobody has decided in time, as is said before, and goes with one that was refused', async () => {
    const machine = { From: 'robot@example.com', 'Auto-Submitted': 'auto-generated' };
    for (const Subject of ['robotword one', 'robotword two'])
      await api.bring(mailOf({ ...machine, Subject }));
    const list = async (state: string) =>
      (await api.call('GET', '/mail/arrived', {}, { query: { state } })).body.items;
    const [{ mailId, wordsEndAt }] = await list('parked');
    await api.call('POST', '/mail/arrived/{mailId}/refusal', { mailId }, { body: { reason: 'Spam' } });
    expect(await list('refused')).toMatchObject([{ mailId, wordsEndAt }]);
    const before = await api.counts();
    const at = (milliseconds: number) => new Date(Date.parse(wordsEndAt) + milliseconds).toISOString();
    await run(at(-1));
    expect(await list('parked')).toMatchObject([{ because: 'automatic', wordsEndAt }]);
    await sendDigests(api.tickets, 'acme', new Date(at(-86_400_000)), fail);
    expect(await mailed(/Mails that nobody has decided on yet: 1;/)).toHaveLength(1);
    await run(at(0));
    expect([await list('parked'), await list('refused')]).toEqual([[], []]);
    const reasons = (await list('decided')).map((one: { decided?: object }) => one.decided);
    expect(reasons).toContainEqual({ at: at(0), by: 'privacy', reason: 'Nobody decided within 90 days.' });
    expect((await everything()).filter((item) => /robot(word|@)/.test(item))).toEqual([]);
    expect([...api.files.content].filter(([, content]) => /robotword/.test(`${content}`))).toEqual([]);
    const after = await api.counts();
    expect(after).toEqual({ ...before, parked: 0, refused: (before.refused ?? 0) + 1 });
  });
});

describe('retention', () => {
  const dayAfter = (years: number) => `${Number(NOW.slice(0, 4)) + years}-01-01T12:00:00.000Z`;

  it('ends by category; commercial letters are kept apart until the end of the sixth year, then go', async () => {
    const body = { standardMonths: 1, letterCategories: ['complaint'] };
    await api.call('PUT', `${PRIVACY}/settings`, {}, { body, headers: { 'if-match': '*' } });
    await api.call('PATCH', '/tickets/{ticketId}', { ticketId: letter }, {
      body: { category: 'complaint' }, headers: { 'if-match': '*' }, principal: 'agneta',
    }); // biome-ignore format: a call
    await close(letter);
    const words = async () =>
      (await api.call('GET', `${PRIVACY}/blocked/{ticketId}`, { ticketId: letter })).body.items;
    await run();
    expect(await words()).toEqual([]);
    await run(dayAfter(2));
    const until = `${Number(NOW.slice(0, 4)) + 6}-12-31`;
    expect(await words()).toMatchObject([{ blockedUntil: until, title: 'Complaint', text: 'Since this morning.' }]); // biome-ignore format: a row
    const article = (await api.call('GET', '/tickets/{ticketId}/articles', { ticketId: letter })).body;
    expect(article.items).toMatchObject([{ text: '', blockedUntil: until }]);
    const exported = { query: { email: 'lea@example.com' } };
    const found = (await api.call('GET', `${PRIVACY}/personal-data`, {}, exported)).body;
    expect(found.tickets).toMatchObject([{ ticketId: letter }]);
    await run(dayAfter(7));
    expect(await words()).toEqual([]);
    expect((await everything()).filter((item) => item.includes('lea@example.com'))).toEqual([]);
  });
});
