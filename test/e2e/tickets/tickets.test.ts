import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Ask, askAs, until } from '../../support/installation.ts';
import {
  ANY_VERSION,
  askFor,
  connectQueues,
  createCompany,
  fetchLink,
  importFile,
  runSchedule,
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

describe('an order of the catalogue', () => {
  it('is approved by another, done, judged by who ordered; erased, its words are gone and the figures stay', async () => {
    const email = `paula@${company.id}.test`;
    const wants = {
      item: 'notebook',
      answers: { size: '13 Zoll' },
      requester: { email, name: 'Paula Planted' },
    };
    const paula = await askAs(api, 'paula');
    const bert = await askAs(api, 'bert');
    const officer = await askAs(api, 'officer');
    for (const [member, role] of [
      ['paula', 'requester'],
      ['bert', 'agent'],
      ['officer', 'data-protection-officer'],
    ])
      await askFor(company, 201, 'PUT', `/members/${member}`, { roles: [role] });
    await askFor(company, 200, 'PUT', '/help-desk/catalogue/notebook', {
      name: 'Notebook',
      questions: [{ id: 'size', label: 'Größe', type: 'text' }],
      approvals: [{ by: { principals: ['bert', 'paula'] } }],
      tasks: [{ title: 'Bestellen' }, { title: 'Einrichten', dependsOn: [1] }],
    });
    await askFor(
      company,
      200,
      'PUT',
      '/help-desk/survey',
      { isOn: true, address: api, afterHours: 0 },
      ANY_VERSION,
    );
    const as = (ask: Ask) => ({ ...company, ask });
    const ordered = await askFor(as(paula), 201, 'POST', '/tickets/orders', wants);
    const place = `/tickets/${ordered.id}`;
    expect(ordered).toMatchObject({ state: 'waiting-for-third-party', openTasks: 0 });
    const approve = { decision: 'approved' };
    // Not even where the item names her: nobody approves what she asks for.
    await askFor(as(paula), 403, 'POST', `${place}/approvals`, approve);
    await askFor(as(bert), 200, 'POST', `${place}/approvals`, approve);
    expect(await askFor(as(bert), 200, 'GET', place)).toMatchObject({ state: 'open', openTasks: 2 });
    await askFor(as(bert), 409, 'PATCH', place, { state: 'resolved' }, ANY_VERSION);
    for (const task of [1, 2])
      await askFor(as(bert), 200, 'PATCH', `${place}/tasks/${task}`, { state: 'done' }, ANY_VERSION);
    await askFor(as(bert), 201, 'POST', `${place}/articles`, {
      kind: 'reply',
      text: 'Liegt bereit.',
      state: 'closed',
    });

    // That it is done has to be heard of first.
    await until(
      async () => {
        await runSchedule('tickets-on-schedule-clocks');
        return askFor(as(bert), 200, 'GET', place);
      },
      ({ satisfaction }) => satisfaction !== undefined,
    );
    const survey = await sentTo(email, '/surveys/');
    const link = /\/surveys\/\S+\/choose/.exec(survey.replaceAll(/=\r?\n/g, ''))?.[0] ?? '';
    const form = new URLSearchParams({ answer: '5', comment: 'Planted: danke!' });
    expect((await fetch(`${api}${link}`, { method: 'POST', body: form })).status).toBe(200);
    const today = new Date().toISOString().slice(0, 10);
    const month = `from=${today.slice(0, 7)}-01&to=${today}`;
    const figures = () => askFor(as(bert), 200, 'GET', `/reports/tickets/satisfaction?${month}&by=total`);
    const isRated = ({ lines }: { lines: { values: Record<string, string> }[] }) =>
      lines.some(({ values }) => values.rated5 === '1');
    expect(isRated(await until(figures, isRated))).toBe(true);

    const erasure = await askFor(as(officer), 202, 'POST', '/help-desk/privacy/erasures', {
      email,
      ground: 'consent-withdrawn',
      requestedOn: today,
    });
    await runSchedule('tickets-on-schedule-privacy');
    const stand = await askFor(as(officer), 200, 'GET', `/help-desk/privacy/erasures/${erasure.erasureId}`);
    expect(stand).toMatchObject({ state: 'done' });
    const left = await Promise.all([
      askFor(as(bert), 200, 'GET', place),
      askFor(as(bert), 200, 'GET', `${place}/articles`),
      askFor(as(bert), 200, 'GET', `${place}/events`),
    ]);
    expect(JSON.stringify(left)).not.toMatch(/planted|13 Zoll|paula@/i);
    expect(isRated(await figures())).toBe(true);
  });
});
