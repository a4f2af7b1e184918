import { beforeAll, describe, expect, it } from 'vitest';
import { composeDesk } from '../../../functions/tickets/compose-desk.ts';
import { answerBindings } from '../../../functions/tickets/handlers/answers.ts';
import { knowledgeBindings } from '../../../functions/tickets/handlers/knowledge.ts';
import { ruleBindings } from '../../../functions/tickets/handlers/rules.ts';
import { teamBindings } from '../../../functions/tickets/handlers/teams.ts';
import { knowledgeStore } from '../../../functions/tickets/store/knowledge.ts';
import { remindReviews } from '../../../functions/tickets/usecases/remind-reviews.ts';
import { sendDigests } from '../../../functions/tickets/usecases/send-digests.ts';
import { tellOfEvent } from '../../../functions/tickets/usecases/tell-of-event.ts';
import { composeMail } from '../../../shared/mail/compose-mail.ts';
import { OutgoingMailRow } from '../../../shared/mail/table.ts';
import { TICKET } from '../../support/tickets-api.ts';
import { type MailApi, mailOf, openMailApi } from '../../support/tickets-mail.ts';

let api: MailApi;
beforeAll(async () => {
  api = await openMailApi(undefined, undefined, (tickets) => [
    ...answerBindings(tickets),
    ...teamBindings(composeDesk(tickets.table)),
    ...ruleBindings(tickets),
    ...knowledgeBindings({ ...tickets, knowledge: knowledgeStore(tickets.table) }),
  ]);
  const anna = {
    email: 'agneta@acme.test',
    name: 'Agneta',
    language: 'en',
    digest: { at: '00:00', timeZone: 'UTC', weekdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
  };
  await api.call(
    'PUT',
    '/mail/agents/{principal}',
    { principal: 'agneta' },
    { body: anna, principal: 'agneta' },
  );
});

const ticket = async (ticketId = '') => (await api.call('GET', '/tickets/{ticketId}', { ticketId })).body;

/** Hears of every event of a ticket, twice: what is told, is told once. */
async function hear(ticketId: string): Promise<OutgoingMailRow[]> {
  const { version } = await ticket(ticketId);
  for (const round of [1, 2])
    for (let at = 1; at <= version; at += 1)
      await tellOfEvent(
        api.tickets,
        { companyId: 'acme', ticketId, version: at },
        new Date(Date.now() + round),
      );
  return (await outbox()).filter(({ about }) => about.subject.startsWith(`${ticketId}/`));
}
async function outbox(): Promise<OutgoingMailRow[]> {
  const found: OutgoingMailRow[] = [];
  for await (const row of api.table.queryAll(OutgoingMailRow, { pk: 'C#acme#OUTBOX#WAITING', index: 'gsi1' }))
    found.push(row);
  return found;
}
const subjects = (rows: readonly OutgoingMailRow[]) =>
  rows.map(({ subject }) => subject.replace(/ \[#.*/, ''));

describe('a requester', () => {
  it('is told once that a mail has arrived, in the thread, by a machine that says so', async () => {
    const { ticketId = '' } = await api.bring(mailOf({ 'Message-ID': '<ack@example.com>' }));
    const [row, ...more] = await hear(ticketId);
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      to: [{ email: 'robert@example.com' }],
      inReplyTo: 'ack@example.com',
      marks: { 'Auto-Submitted': 'auto-replied' },
    });
    expect(row?.text).toContain(`Sie hat die Nummer ${ticketId}`);
  });

  it('is not told where a machine must not answer, where the company does not want it, or a loop begins', async () => {
    const suppressed = await api.bring(mailOf({ 'X-Auto-Response-Suppress': 'All' }));
    expect(await hear(suppressed.ticketId ?? '')).toEqual([]);
    const opened = await api.open();
    expect(await hear(opened.body.id)).toEqual([]);
    const from = 'looping@example.com';
    let told = 0;
    for (let mail = 0; mail < 8; mail += 1) {
      const { ticketId = '' } = await api.bring(mailOf({ From: from }, `Nr. ${mail}`));
      told += (await hear(ticketId)).length;
    }
    expect(told).toBe(5);
  });

  it('reads what the company has set', async () => {
    const body = {
      language: 'en',
      signatures: { 'first-level': 'Your first level' },
      acknowledge: ['mail'],
      acknowledgement: 'Thank you, {{requester}}: {{ticket}}',
    };
    const stale = await api.call(
      'PUT',
      '/mail/answer-settings',
      {},
      { body, headers: { 'if-match': '"9"' } },
    );
    expect(stale.status).toBe(412);
    const kept = await api.call('PUT', '/mail/answer-settings', {}, { body, headers: { 'if-match': '"0"' } });
    expect(kept).toMatchObject({ status: 200, body: { language: 'en', version: 1 } });
    const { ticketId = '' } = await api.bring(mailOf({ From: 'Paula <paula@example.com>' }));
    const [row] = await hear(ticketId);
    expect(row?.text).toBe(`Thank you, Paula: ${ticketId}\n\n-- \nYour first level\n`);
  });

  it('reads the words that a rule names, or nothing; what rules name is kept', async () => {
    const sort = (name: string, when: string) => ({
      id: `to-${name === '-' ? 'nobody' : name}`,
      when: { any: [{ field: 'title', test: 'contains', values: [when] }] },
      set: { acknowledgement: name },
    });
    const rules = { rules: [sort('outage', 'down'), sort('-', 'newsletter')] };
    const refused = await api.call('PUT', '/ticket-rules', {}, { body: rules });
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/rules/0/set/acknowledgement' }] },
    });
    const settings = (version: number, acknowledgements: object) =>
      api.call(
        'PUT',
        '/mail/answer-settings',
        {},
        {
          body: { language: 'en', signatures: {}, acknowledge: ['mail'], acknowledgements },
          headers: { 'if-match': `"${version}"` },
        },
      );
    await settings(1, { outage: { text: 'Störung {{ticket}}: {{title}}', language: 'de' } });
    expect((await api.call('PUT', '/ticket-rules', {}, { body: rules })).status).toBe(200);
    expect(await settings(2, {})).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/acknowledgements' }] },
    });
    // No channel of those that are confirmed: the rule says so.
    const { body } = await api.open({ title: 'Mail is down' });
    expect((await hear(body.id))[0]?.text).toBe(`Störung ${body.id}: Mail is down\n`);
    const { ticketId = '' } = await api.bring(
      mailOf({ Subject: 'Our newsletter', From: 'news@example.com' }),
    );
    expect(await hear(ticketId)).toEqual([]);
    await api.call('PUT', '/ticket-rules', {}, { body: { rules: [] }, headers: { 'if-match': '"1"' } });
  });
});

describe('two help desks that confirm what the other one confirms', () => {
  it('stop within the caps, though a gateway between them drops every mark', async () => {
    let raw = mailOf({ From: 'help@other.test' }, 'Ticket 1 was opened.');
    let told = 0;
    for (let turn = 0; turn < 30; turn += 1) {
      const { ticketId } = await api.bring(raw);
      if (ticketId === undefined) break;
      const answer = (await hear(ticketId)).find(({ about }) => about.subject.endsWith('acknowledgement'));
      if (!answer) break;
      told += 1;
      const wire = Buffer.from(await composeMail(answer, new Date())).toString();
      expect(wire).toMatch(/^Auto-Submitted: auto-replied\r$/m);
      expect(
        (
          await api.bring(
            wire
              .replace(/^From: .*$/m, 'From: help@other.test')
              .replace(/^Message-ID: .*$/m, `Message-ID: <${turn}@other.test>`),
          )
        ).outcome,
      ).not.toBe('ticket');
      raw = mailOf(
        { From: 'help@other.test', 'Message-ID': `<new${turn}@other.test>` },
        `Ticket ${turn} was opened.`,
      );
    }
    expect(told).toBeLessThanOrEqual(5);
  });
});

describe('an agent', () => {
  const patch = async (ticketId: string, body: object) =>
    api.call(
      'PATCH',
      '/tickets/{ticketId}',
      { ticketId },
      { body, headers: { 'if-match': `"${(await ticket(ticketId)).version}"` } },
    );

  it('is told of what is assigned, answered, called for and not delivered; not of what it did itself', async () => {
    const { ticketId = '' } = await api.bring(
      mailOf({ From: 'nina@example.com', 'Message-ID': '<nina@example.com>' }),
    );
    await patch(ticketId, { assignee: 'agneta' });
    await api.call(
      'POST',
      '/tickets/{ticketId}/articles',
      { ticketId },
      { body: { kind: 'note', text: 'See @agneta, not @robert' } },
    );
    expect((await ticket(ticketId)).watchers).toEqual(['agneta']);
    await api.bring(mailOf({ From: 'nina@example.com', 'In-Reply-To': '<nina@example.com>' }, 'Und jetzt?'));
    await api.call(
      'POST',
      '/tickets/{ticketId}/articles',
      { ticketId },
      { body: { kind: 'note', text: '@agneta to self' }, principal: 'agneta' },
    );
    const told = (await hear(ticketId)).filter(({ about }) => about.subject.includes('/notices/'));
    expect(subjects(told).sort()).toEqual([
      'Assigned to you: Printer',
      'New answer: Printer',
      'You were mentioned: Printer',
    ]);
    expect(told.every(({ to }) => to[0]?.email === 'agneta@acme.test')).toBe(true);
    expect(told.find(({ subject }) => subject.startsWith('New answer'))?.text).toContain('> Und jetzt?');
  });

  it('is told of what is new in its team, and of what nobody took', async () => {
    const name = { name: 'Network', members: ['anna', 'agneta'] };
    await api.call('PUT', '/help-desk/teams/{team}', { team: 'network' }, { body: name });
    const opened = await api.call('POST', '/tickets', {}, { body: { ...TICKET, team: 'network' } });
    const told = await hear(opened.body.id);
    expect(subjects(told)).toEqual([`New in your team: ${TICKET.title}`]);
    expect(told[0]).toMatchObject({ to: [{ email: 'agneta@acme.test' }] });
    expect(told[0]?.text).toContain(`> ${TICKET.description}`);
    const own = await api.open({ team: 'network' });
    expect(await hear(own.body.id)).toEqual([]);
  });

  it('answers a notice by mail, and it is a note of the ticket', async () => {
    const { ticketId = '' } = await api.bring(mailOf({ From: 'olga@example.com' }));
    await patch(ticketId, { assignee: 'agneta' });
    const notice = (await hear(ticketId)).find(({ subject }) => subject.startsWith('Assigned'));
    const answer = mailOf(
      { From: 'agneta@acme.test', References: `<${notice?.references[0]}>`, Subject: 'Re: x' },
      'On it.',
    );
    expect(await api.bring(answer)).toMatchObject({ outcome: 'article', ticketId });
    const { items } = (await api.call('GET', '/tickets/{ticketId}/articles', { ticketId })).body;
    expect(items.at(-1)).toMatchObject({ kind: 'note', isPublic: false, text: 'On it.' });
  });

  it('gets one list a day of what is open, and only as itself or by who runs the help desk is kept', async () => {
    const now = new Date();
    for (const _ of [1, 2])
      await sendDigests(api.tickets, 'acme', now, (__, error) => {
        throw error;
      });
    const lists = (await outbox()).filter(({ about }) => about.subject.startsWith('digests/'));
    expect(subjects(lists)).toEqual(['2 open tickets']);
    const body = { email: 'x@acme.test' };
    const put = (principal: string, as: string) =>
      api.call('PUT', '/mail/agents/{principal}', { principal }, { body, principal: as });
    expect([(await put('bert', 'agneta')).status, (await put('bert', 'anna')).status]).toEqual([403, 200]);
    expect((await put('agneta', 'agneta')).status).toBe(428);
    const zone = { email: 'x@acme.test', digest: { at: '25:00', timeZone: 'Mars/Base' } };
    const odd = await api.call('PUT', '/mail/agents/{principal}', { principal: 'carl' }, { body: zone });
    expect(odd.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '/digest/at',
      '/digest/timeZone',
    ]);
  });
});

describe('articles that are due for review', () => {
  const PATH = '/knowledge/articles/{articleId}';
  const change = (way: string, articleId: string, version: number, body: object) =>
    api.call(
      'PUT',
      `${PATH}${way}`,
      { articleId },
      { body, headers: { 'if-match': `"${version}"` }, principal: 'anna' },
    );
  const due = async (dueBy: string) => {
    const { body } = await api.call('GET', '/knowledge/articles', {}, { query: { dueBy } });
    return body.items.map(({ title }: { title: string }) => title);
  };
  /** Runs twice at a moment: what is told, is told once. */
  async function remind(at: string): Promise<string[]> {
    const deps = { ...api.tickets, knowledge: knowledgeStore(api.tickets.table) };
    const before = (await outbox()).length;
    for (const _ of [1, 2]) await remindReviews(deps, 'acme', new Date(at));
    return (await outbox()).slice(before).map(({ to, subject }) => `${to[0]?.email}: ${subject}`);
  }

  it('are told to who keeps them, again in steps, until somebody has looked', async () => {
    const written = [];
    for (const title of ['VPN', 'Toner']) {
      const body = { title, markdown: 'So.', reviewOn: '2099-03-02' };
      const { id } = (await api.call('POST', '/knowledge/articles', {}, { body, principal: 'agneta' })).body;
      await change('/state', id, 1, { state: 'published' });
      written.push(id);
    }
    const [vpn, toner] = written;
    expect(await due('2099-03-01')).toEqual([]);
    expect((await due('2099-03-02')).toSorted()).toEqual(['Toner', 'VPN']);

    expect(await remind('2099-03-02T05:00:00Z')).toEqual([]);
    const both = 'agneta@acme.test: 2 articles of the knowledge base are due for review';
    expect(await remind('2099-03-02T06:00:00Z')).toEqual([both]);
    expect(await remind('2099-03-05T06:00:00Z')).toEqual([]);

    expect((await change('/review', vpn, 2, { reviewOn: '2020-01-01' })).body.errors[0].pointer).toBe(
      '/reviewOn',
    );
    const reviewed = await change('/review', vpn, 2, { reviewOn: '2100-03-02' });
    expect(reviewed.body).toMatchObject({ reviewedBy: 'anna', latestText: 1, author: 'agneta' });
    expect(await remind('2099-03-09T06:00:00Z')).toEqual([
      'agneta@acme.test: An article of the knowledge base is due for review',
    ]);
    await change('', toner, 2, { title: 'Toner', markdown: 'Anders.', reviewOn: '2100-03-03' });
    expect(await remind('2099-04-30T06:00:00Z')).toEqual([]);
    expect(await due('2100-03-03')).toEqual(['VPN', 'Toner']);
  });
});
