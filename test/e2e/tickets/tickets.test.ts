import { beforeAll, describe, expect, inject, it } from 'vitest';
import { until } from '../../support/installation.ts';
import {
  ANY_VERSION,
  askFor,
  connectQueues,
  createCompany,
  fetchLink,
  importFile,
  type StoryCompany,
  sendAll,
} from '../../support/stories.ts';
import { mailOf } from '../../support/tickets-mail.ts';

/* From a mail that arrives to the answer that is answered, and what comes by queue; over HTTP, SQS and uploads only. */

const { api, queues, sqs } = inject('endpoints');
let company: StoryCompany;
let mailbox: string;

beforeAll(async () => {
  company = await createCompany();
  mailbox = `support@${company.id}.test`;
  await askFor(company, 200, 'PUT', `/mail/mailboxes/${mailbox}`, {
    name: 'IT support',
    team: 'first-level',
  });
  const hours = Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
  );
  await askFor(company, 200, 'PUT', '/calendars/always', { timeZone: 'Europe/Berlin', hours, holidays: [] });
  await askFor(company, 200, 'PUT', '/slas/standard', {
    calendarId: 'always',
    targets: { 3: { firstResponse: 60, resolution: 480 } },
  });
});

const bring = (headers: Record<string, string>, text: string) =>
  importFile(company, 'mail', { name: 'mail.eml', content: mailOf({ To: mailbox, ...headers }, text) });

/** The mail with these words that went out to somebody, as it was sent; the acknowledgement goes out besides. */
function sentTo(email: string, words: string): Promise<string> {
  return until(
    async () => {
      const list = await (await fetch(`${api}/mail`)).text();
      const rows = list.split('\n').filter((line) => line.includes(email));
      const places = rows.flatMap((line) => /href="([^"]+)"/.exec(line)?.[1] ?? []);
      const mails = await Promise.all(places.map((place) => fetchLink(`${api}${place}/raw`)));
      return mails.map(String).find((raw) => raw.includes(words)) ?? '';
    },
    (raw) => raw !== '',
  );
}

describe('a mail', () => {
  it('becomes a ticket with deadlines, is answered, and its answer finds back', async () => {
    const who = { From: `Erika <erika@${company.id}.kunde.test>`, Subject: 'Drucker druckt leer' };
    const first = await bring(who, 'Seit heute früh.');
    expect(first).toMatchObject({ state: 'done', outcome: 'ticket' });
    const place = `/tickets/${first.ticketId}`;
    const ticket = await askFor(company, 200, 'GET', place);
    expect(ticket).toMatchObject({ team: 'first-level', title: 'Drucker druckt leer', state: 'new' });
    expect(Date.parse(ticket.deadlines.firstResponse) - Date.parse(ticket.openedAt)).toBe(3_600_000);

    const answer = { kind: 'reply', text: 'Welcher Drucker?', state: 'waiting-for-requester' };
    const { ticket: waiting } = await askFor(company, 201, 'POST', `${place}/articles`, answer);
    expect(waiting).toMatchObject({ state: 'waiting-for-requester', kept: { firstResponse: true } });
    const sent = await sentTo(`erika@${company.id}.kunde.test`, answer.text);
    const header = (name: string) =>
      new RegExp(`^${name}: *((?:.|\\r?\\n[ \\t])+)`, 'im').exec(sent)?.[1]?.replaceAll(/\s+/g, ' ').trim() ??
      '';
    // As mail programs do it: what was referred to, and then what is answered.
    const thread = {
      'In-Reply-To': header('Message-ID'),
      References: `${header('References')} ${header('Message-ID')}`,
    };
    expect(sent).toContain(`[#${first.ticketId}-`);

    const second = await bring(
      { ...who, Subject: 'AW: Drucker', ...thread },
      'Der große.\n\n> Welcher Drucker?',
    );
    expect(second).toMatchObject({ outcome: 'article', ticketId: first.ticketId });
    expect(await askFor(company, 200, 'GET', place)).toMatchObject({ state: 'open', articles: 3 });
    const { items } = await askFor(company, 200, 'GET', `${place}/articles`);
    expect(items[2]).toMatchObject({ kind: 'message', text: 'Der große.', isPublic: true });

    await askFor(company, 200, 'PATCH', place, { state: 'resolved' }, ANY_VERSION);
    expect(await askFor(company, 200, 'GET', place)).toMatchObject({
      kept: { firstResponse: true, resolution: true },
    });
  });

  it('of a machine waits until a person lets it in; as many are told of as arrived', async () => {
    const parked = await bring(
      { From: `alarm@${company.id}.kunde.test`, 'Auto-Submitted': 'auto-generated' },
      'Disk full',
    );
    expect(parked).toMatchObject({ outcome: 'parked', reason: 'automatic' });
    const released = await askFor(company, 200, 'POST', `/mail/arrived/${parked.mailId}/release`, {});
    expect(released.outcome).toBe('ticket');
    const { items } = await askFor(company, 200, 'GET', '/mail/counts');
    const { day: _, received, ...outcomes } = items[0];
    expect(Object.values<number>(outcomes).reduce((sum, count) => sum + count, 0)).toBe(received);
  });
});

describe('a message of another system', () => {
  it('that comes twice is one ticket', async () => {
    const client = connectQueues({ sqs });
    const requester = { email: `monitoring@${company.id}.test` };
    const payload = { title: 'Backup failed', description: 'No space left.', requester };
    const message = JSON.stringify({ id: 'm-1', type: 'tickets.create', companyId: company.id, payload });
    await sendAll(client, queues['ticket-intake'] ?? '', [message, message]);
    client.destroy();
    const list = await until(
      () => askFor(company, 200, 'GET', `/tickets?requester=${requester.email}`),
      ({ items }) => items.length > 0,
    );
    expect(list.items.map(({ title }: { title: string }) => title)).toEqual(['Backup failed']);
  });
});
