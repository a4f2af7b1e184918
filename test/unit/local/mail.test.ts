import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, describe, expect, it } from 'vitest';
import { demandsOfSes, serveSes } from '../../../infra/local/mail/local-ses.ts';
import { openMailFolder } from '../../../infra/local/mail/mail-folder.ts';
import { answerMailPage } from '../../../infra/local/mail/mail-page.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'mail-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mails = openMailFolder(folder, () => new Date('2026-03-02T09:00:00.123Z'));
const RAW = [
  'From: help@acme.example',
  'To: anna@example.com',
  'Message-ID:',
  ' <ours@acme.example>',
  'Date: Mon, 01 Jan 2024 00:00:00 +0000',
  'Subject: <script>alert(1)</script>',
  '',
  '<b>text</b>',
  'Message-ID: in the text',
].join('\r\n');
const call = (data: string, from = 'help@acme.example') => ({
  method: 'POST',
  url: new URL('http://127.0.0.1/v2/email/outbound-emails'),
  headers: {},
  body: Buffer.from(
    JSON.stringify({
      FromEmailAddress: from,
      Destination: { ToAddresses: ['anna@example.com'] },
      Content: { Raw: { Data: Buffer.from(data).toString('base64') } },
    }),
  ),
});

describe('mail on one machine', () => {
  it('is a file, with the Message-ID and date that SES puts in', async () => {
    const { status, body } = serveSes(mails, call(RAW));
    expect(status).toBe(200);
    const [name = ''] = mails.list(10);
    const read = await PostalMime.parse(mails.read(name) ?? '');
    const { MessageId } = JSON.parse(body) as { MessageId: string };
    expect(read.messageId).toMatch(new RegExp(`^<${MessageId}@.+\\.amazonses\\.com>$`));
    expect(read.date).toBe('2026-03-02T09:00:00.000Z');
    expect(read.text).toContain('Message-ID: in the text');
  });

  it('asks for the rights to send from the domain', () => {
    expect(
      demandsOfSes(call(RAW)).map(({ action, resource }) => `${action} ${resource.split(':').at(-1)}`),
    ).toEqual(['ses:SendEmail identity/acme.example', 'ses:SendRawEmail identity/acme.example']);
  });

  it('is shown as text, and no other file is', async () => {
    const shown = String((await answerMailPage(mails, '/mail')).body);
    expect(shown).toContain('&lt;script&gt;');
    expect(shown).not.toContain('<script>');
    const [name = ''] = mails.list(1);
    expect(String((await answerMailPage(mails, `/mail/${name}`)).body)).toContain('&lt;b&gt;text');
    expect((await answerMailPage(mails, `/mail/${name}/raw`)).headers['content-type']).toBe('message/rfc822');
    for (const odd of ['/mail/x.eml', '/mail/..%2f..%2fetc%2fpasswd', `/mail/../${name}`])
      expect((await answerMailPage(mails, odd)).status).toBe(404);
  });
});
