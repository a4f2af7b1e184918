import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, it } from 'vitest';
import { mailReader } from '../../../functions/mail/reader.ts';
import { mailEvents } from '../../../functions/tickets/handlers/mail-events.ts';
import { composeMail } from '../../../shared/mail/compose-mail.ts';
import type { OutgoingMailRow } from '../../../shared/mail/table.ts';
import { type MailApi, mailOf, openMailApi } from '../../support/tickets-mail.ts';

let api: MailApi;
beforeAll(async () => {
  api = await openMailApi();
  const body = { name: 'Network team', team: 'network' };
  await api.call('PUT', '/mail/mailboxes/{address}', { address: 'network@acme.test' }, { body });
});

const ticket = async (ticketId = '') => (await api.call('GET', '/tickets/{ticketId}', { ticketId })).body;
const articles = async (ticketId = '') =>
  (await api.call('GET', '/tickets/{ticketId}/articles', { ticketId })).body.items;
const reply = (ticketId: string, body: object = {}) =>
  api.call(
    'POST',
    '/tickets/{ticketId}/articles',
    { ticketId },
    {
      body: { kind: 'reply', text: 'Which printer is it?', ...body },
      principal: 'agneta',
    },
  );
async function mailOfReply(ticketId: string, article: number): Promise<OutgoingMailRow> {
  const row = await mailReader(api.table).loadMail('acme', `tickets.${ticketId}.a${article}`);
  if (!row) throw new Error(`article ${article} became no mail`);
  return row;
}
const settle = (row: OutgoingMailRow, how: object) => {
  const payload = { mailId: row.mailId, ...row.about, ...how };
  const message = { id: 'x', type: 'mail.settled', companyId: 'acme', payload, attempt: 1 };
  return mailEvents(api.tickets)([message as never], new Date());
};

describe('a reply', () => {
  it('goes to the requester, whoever wrote last, from the address of the team, into the thread', async () => {
    const first = await api.bring(
      mailOf(
        { 'Message-ID': '<first@example.com>', Cc: 'Paula <paula@example.com>' },
        'Seit heute früh.\n\n> alt',
      ),
    );
    const { ticketId = '' } = first;
    const last = mailOf(
      { From: 'paula@example.com', 'Message-ID': '<last@example.com>', 'In-Reply-To': '<first@example.com>' },
      'Bei mir auch.',
    );
    expect(await api.bring(last)).toMatchObject({ outcome: 'article', ticketId });
    const added = await reply(ticketId, { cc: ['paula@example.com', 'chef@example.com'] });
    expect(added).toMatchObject({
      status: 201,
      body: { article: { article: 3, outgoingMailId: `tickets.${ticketId}.a3` } },
    });

    const row = await mailOfReply(ticketId, 3);
    const read = await PostalMime.parse(await composeMail(row, new Date(row.queuedAt)));
    expect(read.from).toMatchObject({ address: 'support@acme.test' });
    expect(read.to?.map(({ address }) => address)).toEqual(['robert@example.com']);
    expect(read.cc?.map(({ address }) => address)).toEqual(['paula@example.com', 'chef@example.com']);
    expect(read.subject).toMatch(new RegExp(`^Re: Printer \\[#${ticketId}-[0-9a-f]{16}\\]$`));
    expect(read.inReplyTo).toBe('<last@example.com>');
    expect(read.references).toMatch(
      new RegExp(
        `^<t\\.${ticketId}\\.ticket\\.[0-9a-f]{20}@acme\\.test> <first@example\\.com> <last@example\\.com>$`,
      ),
    );
    expect(read.messageId).toMatch(new RegExp(`^<t\\.${ticketId}\\.a3\\.[0-9a-f]{20}@acme\\.test>$`));
    expect(read.text?.trim()).toMatch(
      /^Which printer is it\?\n\nAm \d\d\.\d\d\.\d{4} schrieb .*:\n> Bei mir auch\.$/,
    );
    expect((await ticket(ticketId)).state).toBe('open');
  });

  it('is answered to by the id that the mail service gave it, or by what it repeats of ours', async () => {
    const { ticketId = '' } = await api.bring(mailOf({}));
    await reply(ticketId, { state: 'waiting-for-requester' });
    const row = await mailOfReply(ticketId, 2);
    const anchor = row.references[0];
    expect(
      await api.bring(mailOf({ References: `<${anchor}> <s1@eu-central-1.amazonses.com>` })),
    ).toMatchObject({
      outcome: 'article',
      ticketId,
    });
    expect((await ticket(ticketId)).state).toBe('open');
    await settle(row, { state: 'sent', sentMessageId: 's1@eu-central-1.amazonses.com' });
    const bare = mailOf(
      { 'In-Reply-To': '<s1@eu-central-1.amazonses.com>', Subject: 'AW: anders' },
      'Der im Flur.',
    );
    expect(await api.bring(bare)).toMatchObject({ outcome: 'article', ticketId });
  });

  it('comes from the address of the team that has the ticket now; a note is no mail', async () => {
    const { ticketId = '' } = await api.bring(mailOf({}));
    const { version } = await ticket(ticketId);
    const headers = { 'if-match': `"${version}"` };
    await api.call('PATCH', '/tickets/{ticketId}', { ticketId }, { body: { team: 'network' }, headers });
    await reply(ticketId);
    expect((await mailOfReply(ticketId, 2)).from).toEqual({
      email: 'network@acme.test',
      name: 'Network team',
    });
    await reply(ticketId, { kind: 'note' });
    await expect(mailOfReply(ticketId, 3)).rejects.toThrow('no mail');
  });
});

describe('a mail that does not arrive', () => {
  it('marks its reply, reopens nothing, and opens no ticket', async () => {
    const { ticketId = '' } = await api.bring(mailOf({}));
    await reply(ticketId, { state: 'resolved' });
    const row = await mailOfReply(ticketId, 2);
    await settle(row, { state: 'sent', sentMessageId: 's2@eu-central-1.amazonses.com' });
    const report = [
      'From: MAILER-DAEMON@eu-central-1.amazonses.com',
      'To: support@acme.test',
      'Subject: Delivery Status Notification (Failure)',
      'Message-ID: <dsn-1@amazonses.com>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b\r\nContent-Type: text/plain\r\n\r\nAn error occurred.',
      '--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x.amazonses.com\r\n\r\nFinal-Recipient: rfc822; robert@example.com\r\nAction: failed\r\nStatus: 5.1.1',
      '--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <s2@eu-central-1.amazonses.com>\r\nSubject: Re: Printer',
      '--b--\r\n',
    ].join('\r\n');
    const brought = await api.bring(report);
    expect(brought).toMatchObject({ outcome: 'article', ticketId });
    expect(await ticket(ticketId)).toMatchObject({ state: 'resolved', reopened: 0 });
    const [, answer, note] = await articles(ticketId);
    expect(answer.undeliverable).toMatchObject({
      status: '5.1.1',
      reason: 'The mail to robert@example.com did not arrive.',
    });
    expect(note).toMatchObject({ kind: 'note', isPublic: false });
    const { items } = (await api.call('GET', '/tickets/{ticketId}/events', { ticketId })).body;
    expect(items.at(-1).what).toEqual({ type: 'undeliverable', article: 2, status: '5.1.1' });
  });

  it('is told once where the mail service refused it', async () => {
    const { ticketId = '' } = await api.bring(mailOf({}));
    await reply(ticketId);
    const row = await mailOfReply(ticketId, 2);
    await settle(row, { state: 'failed', because: 'refused' });
    await settle(row, { state: 'failed', because: 'refused' });
    expect((await articles(ticketId))[1].undeliverable).toMatchObject({ reason: 'refused' });
    expect((await ticket(ticketId)).version).toBe(5);
  });
});
