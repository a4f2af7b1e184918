import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { messageIdOf, subjectTag } from '../../../functions/tickets/domain/mail/tokens.ts';
import { dyingTable } from '../../support/dying-table.ts';
import { type MailApi, mailOf, openMailApi } from '../../support/tickets-mail.ts';

let api: MailApi;
beforeAll(async () => {
  // One hour: caps count by it.
  const now = new Date();
  api = await openMailApi(undefined, () => now);
});

const secretOf = async () => (await api.tickets.reader.loadMailSettings('acme'))?.secret ?? '';
const ticket = async (ticketId = '') => (await api.call('GET', '/tickets/{ticketId}', { ticketId })).body;
const articles = async (ticketId = '') =>
  (await api.call('GET', '/tickets/{ticketId}/articles', { ticketId })).body.items;

/** As many have an outcome as were received, of whatever came before. */
async function expectBalance(): Promise<void> {
  const { received, ...outcomes } = await api.counts();
  expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(received);
}

describe('a mail', () => {
  it('opens a ticket for the team of its mailbox; the same again is a duplicate', async () => {
    const raw = mailOf(
      { Subject: 'AW: Drucker druckt leer', 'Message-ID': '<1@example.com>' },
      'Seit heute früh.',
    );
    const first = await api.bring(raw);
    expect(first).toMatchObject({ state: 'done', outcome: 'ticket', article: '1' });
    expect(await ticket(first.ticketId)).toMatchObject({
      title: 'Drucker druckt leer',
      team: 'first-level',
      requester: { email: 'robert@example.com', name: 'Robert Roe' },
      state: 'new',
    });
    const again = await api.bring(`Received: from elsewhere by mx; today\r\n${raw}`);
    expect(again).toMatchObject({ outcome: 'duplicate', ticketId: first.ticketId, mailId: first.mailId });
    await expectBalance();
  });

  it('that answers by our id, by a known one, or by a signed tag, belongs to its ticket, which it reopens', async () => {
    const first = await api.bring(mailOf({ 'Message-ID': '<thread@example.com>' }));
    const { ticketId = '' } = first;
    const own = messageIdOf(await secretOf(), { companyId: 'acme', ticketId }, 'a2', 'acme.test');
    const tag = subjectTag(await secretOf(), { companyId: 'acme', ticketId });
    await api.call(
      'PATCH',
      '/tickets/{ticketId}',
      { ticketId },
      { body: { state: 'resolved' }, headers: { 'if-match': `"${(await ticket(ticketId)).version}"` } },
    );
    const answers = [
      { 'In-Reply-To': `<${own}>` },
      { References: '<unknown@x> <thread@example.com>' },
      { Subject: `AW: ${tag} Printer` },
    ];
    for (const headers of answers) {
      const text = 'Danke.\n\nAm 26.11.2026 um 09:00 schrieb Support:\n> Und jetzt?';
      expect(await api.bring(mailOf(headers, text))).toMatchObject({ outcome: 'article', ticketId });
    }
    expect(await ticket(ticketId)).toMatchObject({ state: 'open', reopened: 1, articles: 4 });
    expect((await articles(ticketId))[1]).toMatchObject({ kind: 'message', isPublic: true, text: 'Danke.' });
  });

  it('of somebody who takes no part opens a ticket of its own, linked, whatever it knows', async () => {
    const { ticketId = '' } = await api.bring(mailOf({}));
    const tag = subjectTag(await secretOf(), { companyId: 'acme', ticketId });
    const stranger = await api.bring(mailOf({ From: 'mallory@evil.test', Subject: `Re: ${tag}` }));
    expect(stranger).toMatchObject({ outcome: 'ticket' });
    expect(stranger.ticketId).not.toBe(ticketId);
    expect((await ticket(stranger.ticketId)).links).toEqual([{ relation: 'follows', ticketId }]);
    const forged = await api.bring(mailOf({ Subject: `Re: [#${ticketId}-0123456789abcdef] Printer` }));
    expect(forged.outcome).toBe('ticket');
    expect((await ticket(forged.ticketId)).links).toEqual([]);
  });

  it('of a machine waits for a person, or is a note of its thread that reopens nothing', async () => {
    const first = await api.bring(mailOf({ 'Message-ID': '<auto@example.com>' }));
    const auto = { 'Auto-Submitted': 'auto-replied' };
    const away = await api.bring(mailOf({ ...auto, 'In-Reply-To': '<auto@example.com>' }, 'Out of office'));
    expect(away).toMatchObject({ outcome: 'article', ticketId: first.ticketId });
    expect((await articles(first.ticketId))[1]).toMatchObject({ kind: 'note', isPublic: false });
    expect(await api.bring(mailOf(auto))).toMatchObject({ outcome: 'parked', reason: 'automatic' });
    expect(await api.bring(mailOf({ From: 'Support <support@acme.test>' }))).toMatchObject({
      reason: 'own-address',
    });
    expect(await api.bring(mailOf({ From: '' }))).toMatchObject({ reason: 'no-sender' });
    for (let count = 0; count < 4; count += 1)
      await api.bring(mailOf({ ...auto, 'In-Reply-To': '<auto@example.com>' }, `Out of office ${count}`));
    const over = await api.bring(
      mailOf({ ...auto, 'In-Reply-To': '<auto@example.com>' }, 'Out of office again'),
    );
    expect(over).toMatchObject({ outcome: 'parked', reason: 'too-many-automatic' });
    await expectBalance();
  });

  it('passed on by an agent is of whoever wrote it', async () => {
    const settings = await api.call('GET', '/mail/settings');
    const { version: _, ...body } = settings.body;
    const put = await api.call('PUT', '/mail/settings', {}, {
      body: { ...body, agents: ['agneta@acme.test'] },
      headers: { 'if-match': `"${settings.body.version}"` },
    }); // biome-ignore format: one call
    expect(put.status).toBe(200);
    const text =
      'Bitte kümmern.\n\nVon: Erika Muster <erika@kunde.test>\nGesendet: heute\nAn: Agneta\n\nEs geht nicht.';
    const { ticketId } = await api.bring(
      mailOf({ From: 'agneta@acme.test', Subject: 'WG: Es geht nicht' }, text),
    );
    expect((await ticket(ticketId)).requester).toMatchObject({
      email: 'erika@kunde.test',
      name: 'Erika Muster',
    });
    const mine = messageIdOf(
      await secretOf(),
      { companyId: 'acme', ticketId: ticketId ?? '' },
      'a1',
      'acme.test',
    );
    const noted = await api.bring(
      mailOf({ From: 'agneta@acme.test', 'In-Reply-To': `<${mine}>` }, 'I know her.'),
    );
    expect(noted).toMatchObject({ outcome: 'article', ticketId });
    expect((await articles(ticketId))[1]).toMatchObject({
      kind: 'note',
      isPublic: false,
      text: 'I know her.',
    });
  });

  it('from one sender opens so many tickets an hour; the next ones wait', async () => {
    const outcomes = [];
    for (let count = 0; count < 22; count += 1)
      outcomes.push(await api.bring(mailOf({ From: 'flood@example.com', Subject: `Flood ${count}` })));
    expect(outcomes.filter(({ outcome }) => outcome === 'ticket')).toHaveLength(20);
    expect(outcomes.at(-1)).toMatchObject({ outcome: 'parked', reason: 'too-many-from-sender' });
  });
});

describe('a mail that waits', () => {
  it('is listed, released into a ticket or refused, once; the counts balance', async () => {
    const auto = { 'Auto-Submitted': 'auto-generated' };
    const [one, two] = [await api.bring(mailOf(auto)), await api.bring(mailOf(auto, 'Other'))];
    const listed = (await api.call('GET', '/mail/arrived')).body.items.map(
      ({ mailId }: { mailId: string }) => mailId,
    );
    expect(listed).toEqual(expect.arrayContaining([one.mailId, two.mailId]));
    const on = (mailId = '', what = '', body = {}) =>
      api.call('POST', `/mail/arrived/{mailId}/${what}`, { mailId }, { body, principal: 'agneta' });
    const released = await on(one.mailId, 'release');
    expect(released.body).toMatchObject({
      outcome: 'ticket',
      because: 'automatic',
      decided: { by: 'agneta' },
    });
    expect((await ticket(released.body.ticketId)).title).toBe('Printer');
    expect((await on(one.mailId, 'release')).body.type).toBe('/problems/tickets.mail-decided');
    expect((await on(two.mailId, 'refusal', { reason: 'Advertising' })).body).toMatchObject({
      outcome: 'refused',
    });
    expect(await api.bring(mailOf(auto, 'Other'))).toBeDefined();
    const nameless = await api.bring(mailOf({ From: '' }, 'Who am I?'));
    expect((await on(nameless.mailId, 'release')).body.errors).toEqual([
      { pointer: '/from', detail: 'must be the address of who wrote it' },
    ]);
    expect((await on(nameless.mailId, 'release', { from: 'robert@example.com' })).body.outcome).toBe(
      'ticket',
    );
    await expectBalance();
  });
});

describe('hostile mails', () => {
  it('with scripts and pictures from elsewhere show neither', async () => {
    const html =
      '<p onclick="x()">Hi<script>alert(1)</script><img src="https://spy.test/p.gif"><img src="cid:a"><a href="javascript:x()">a</a><iframe src="//x"></iframe><style>*{}</style><form action="/x"><input></form>';
    const raw = mailOf({}).replace('text/plain', 'text/html').replace('Hello.', html);
    const { ticketId } = await api.bring(raw);
    const [first] = await articles(ticketId);
    expect(first.text).toBe('Hia');
    expect(first.html).toBe('<p>Hi<img src="cid:a"><a rel="noopener noreferrer nofollow">a</a></p>');
  });

  it('nested a hundred deep, with wrong charsets or a huge header, are taken', async () => {
    let body = 'Content-Type: text/plain; charset=x-nonsense\r\n\r\ndeep\r\n';
    for (let depth = 0; depth < 100; depth += 1)
      body = `Content-Type: multipart/mixed; boundary="b${depth}"\r\n\r\n--b${depth}\r\n${body}\r\n--b${depth}--\r\n`;
    const [head = ''] = mailOf({}).split('\r\nMIME-Version');
    const deep = await api.bring(`${head}\r\nMIME-Version: 1.0\r\n${body}`);
    expect((await articles(deep.ticketId))[0].text).toBe('deep');
    const long = await api.bring(mailOf({ 'X-Long': 'x'.repeat(3_000_000) }));
    expect(long).toMatchObject({ state: 'done', outcome: 'parked', reason: 'unreadable' });
  });

  it('with more words and files than the table holds keep what fits', async () => {
    const files = Array.from({ length: 150 }, (_, at) =>
      ['--b', `Content-Type: text/plain; name="${'报'.repeat(140)}${at}.txt"`, `Content-ID: <${'c'.repeat(240)}>`, 'Content-Disposition: attachment', '', `file ${at}`],
    ).flat(); // biome-ignore format: lines of a mail
    const [head = ''] = mailOf({
      Cc: Array.from({ length: 150 }, (_, at) => `${'x'.repeat(200)}${at}@example.com`).join(', '),
    }).split('\r\nContent-Type');
    const raw = [
      head, 'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain; charset=utf-8', '', '报告。'.repeat(60_000), '--b',
      'Content-Type: text/html; charset=utf-8', '', `<p>${'报'.repeat(19_000)}</p>`, ...files, '--b--', '',
    ].join('\r\n'); // biome-ignore format: lines of a mail
    const { outcome, ticketId } = await api.bring(raw);
    expect(outcome).toBe('ticket');
    const [article] = await articles(ticketId);
    expect(article.text.endsWith('[...]')).toBe(true);
    expect(Buffer.byteLength(article.text)).toBeLessThanOrEqual(220_005);
    expect(article.files).toHaveLength(100);
  });

  it('with 25 MB of attachment keep it as it came', async () => {
    const content = Buffer.alloc(25 * 1_048_576, 'a backup ');
    const lines = content.toString('base64').replaceAll(/.{76}/g, '$&\r\n');
    const [head = ''] = mailOf({}).split('\r\nContent-Type');
    const raw = [
      head, 'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain', '', 'See it.', '--b',
      'Content-Type: application/zip; name="../../etc/back\u202eup.zip"', 'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment', '', lines, '--b--', '',
    ].join('\r\n'); // biome-ignore format: lines
    const { ticketId } = await api.bring(raw);
    const [file] = (await articles(ticketId))[0].files;
    expect(file).toMatchObject({ fileName: 'backup.zip', sizeBytes: content.length });
    expect(api.files.content.get(`tickets/files/acme/${file.sha256}`)?.equals(content)).toBe(true);
  });
});

describe('a worker that dies', () => {
  let now = new Date();
  let dying: MailApi;
  let number = 0;
  beforeAll(async () => {
    dying = await openMailApi(undefined, () => now);
  });

  /** What the table holds of mails with this subject, and what the counts have grown by. */
  async function leftOf(subject: string, before: Record<string, number>) {
    const after = await dying.counts();
    const grown = Object.entries(after).filter(([outcome, count]) => count !== (before[outcome] ?? 0));
    const { items } = (await dying.call('GET', '/tickets', {}, { query: { limit: '200' } })).body;
    const made = items.filter(({ title }: { title: string }) => title === subject);
    return {
      grown: Object.fromEntries(grown.map(([outcome, count]) => [outcome, count - (before[outcome] ?? 0)])),
      articles: made.map(({ articles: count }: { articles: number }) => count),
    };
  }

  const KINDS = {
    ticket: { headers: {}, articles: [1] },
    article: { headers: {}, articles: [2] },
    parked: { headers: { 'Auto-Submitted': 'auto-generated' }, articles: [] },
  } as const;
  const cases = [0, 1, 2, 3, 4].flatMap((fatal) =>
    (['ticket', 'article', 'parked'] as const).map((kind) => [kind, fatal] as const),
  );

  it.each(cases)(
    'over a mail that is a %s, before write %i, loses nothing and doubles nothing',
    async (kind, fatal) => {
      number += 1;
      const subject = `Killed ${number}`;
      const { headers, articles: made } = KINDS[kind];
      const from = `robert${number}@example.com`;
      const opened = `<opened-${number}@example.com>`;
      if (kind === 'article')
        await dying.bring(mailOf({ From: from, Subject: subject, 'Message-ID': opened }));
      const before = await dying.counts();
      const raw = mailOf(
        {
          From: from,
          Subject: `Re: ${subject}`,
          ...headers,
          ...(kind === 'article' && { 'In-Reply-To': opened }),
        },
        'Again.',
      );
      const { importId } = await dying.bring(raw, dyingTable(dying.table, fatal));
      now = new Date(now.getTime() + 60_000);
      expect(await dying.bring(raw, dying.table, importId)).toMatchObject({ state: 'done', outcome: kind });
      expect(await leftOf(subject, before)).toEqual({
        grown: { received: 1, [kind]: 1 },
        articles: [...made],
      });
    },
  );

  it.each([0, 1, 2])('over what SES brought, before write %i, neither', async (fatal) => {
    number += 1;
    const subject = `Received ${number}`;
    const before = await dying.counts();
    const raw = mailOf({ From: `ses${number}@example.com`, Subject: subject });
    const id = `delivery${number}`;
    const to = ['support@acme.test'];
    await dying.receive(raw, to, { id, through: dyingTable(dying.table, fatal) });
    for (let count = 0; count < 2; count += 1) expect(await dying.receive(raw, to, { id })).toEqual([]);
    expect(await leftOf(subject, before)).toEqual({ grown: { received: 1, ticket: 1 }, articles: [1] });
    // Another delivery of the same mail is a duplicate, once, however often it is told.
    for (let count = 0; count < 2; count += 1) await dying.receive(raw, to, { id: `${id}again` });
    expect((await leftOf(subject, before)).grown).toEqual({ received: 2, ticket: 1, duplicate: 1 });
  });
});

describe('a mail that SES received', () => {
  it('goes to the mailboxes of its envelope, whatever stands in it, and waits where a virus was found', async () => {
    const body = { team: 'second-level' };
    await api.call('PUT', '/mail/mailboxes/{address}', { address: 'it@acme.test' }, { body });
    const raw = mailOf({ Subject: 'Blind copy', To: 'boss@other.test' });
    expect(await api.receive(raw, ['IT+printer@acme.test', 'somebody@else.test'])).toEqual([]);
    const { items } = (await api.call('GET', '/tickets', {}, { query: { team: 'second-level' } })).body;
    expect(items).toMatchObject([{ title: 'Blind copy', requester: { email: 'robert@example.com' } }]);
    const infected = mailOf({ Subject: 'Invoice', 'X-SES-Virus-Verdict': 'FAIL' });
    await api.receive(infected, ['support@acme.test']);
    const parked = (await api.call('GET', '/mail/arrived', {}, { query: { limit: '200' } })).body.items;
    expect(parked).toContainEqual(
      expect.objectContaining({ subject: 'Invoice', because: 'virus', mailbox: 'support@acme.test' }),
    );
    await expectBalance();
  });

  it('is set aside with its reason where nobody takes mail, where it is gone, and where the message is none', async () => {
    expect(await api.receive(mailOf({}), ['nobody@acme.test'])).toEqual(['tickets.no-mailbox']);
    expect(await api.receive('', ['support@acme.test'])).toEqual(['tickets.no-delivery']);
    expect(await api.receive(mailOf({}), [])).toEqual(['tickets.no-delivery']);
  });
});

const FOLDER = path.resolve(import.meta.dirname, '../../../../shared/data/mail');
const names = existsSync(FOLDER) ? globSync('*/*.eml', { cwd: FOLDER }).toSorted() : [];

describe.skipIf(names.length === 0)('all mails of ../shared/data', () => {
  it('are taken in, and all of them again are duplicates', { timeout: 120_000 }, async () => {
    const before = await api.counts();
    const outcomes = [];
    for (const name of names) outcomes.push(await api.bring(readFileSync(path.join(FOLDER, name))));
    expect(outcomes.filter(({ state }) => state !== 'done')).toEqual([]);
    const again = [];
    for (const name of names) again.push(await api.bring(readFileSync(path.join(FOLDER, name))));
    expect(new Set(again.map(({ outcome }) => outcome))).toEqual(new Set(['duplicate']));
    const after = await api.counts();
    expect((after.received ?? 0) - (before.received ?? 0)).toBe(2 * names.length);
    await expectBalance();
  });
});
