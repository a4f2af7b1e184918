import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { composeMail } from '../../../shared/mail/compose-mail.ts';
import { headerWords, type OutgoingMail } from '../../../shared/mail/outgoing.ts';

const AT = new Date('2026-03-02T09:00:00Z');
const MAIL: OutgoingMail = {
  from: { email: 'help@acme.example', name: 'Acme Hilfe' },
  to: [{ email: 'anna@example.com', name: 'Anna Bergström' }],
  cc: [],
  subject: 'Re: Drucker druckt leere Seiten – ü',
  text: 'Grüße\n\n> Seit heute früh',
  messageId: 't.1042.a3.00ff@acme.example',
  references: ['first@example.com'],
  marks: { 'Auto-Submitted': 'auto-replied' },
  attachments: [],
};

const write = async (mail: Partial<OutgoingMail> = {}, files: Parameters<typeof composeMail>[2] = []) =>
  Buffer.from(await composeMail({ ...MAIL, ...mail }, AT, files));
const headersOf = (raw: Buffer) => raw.toString('latin1').split('\r\n\r\n')[0]?.split('\r\n') ?? [];

describe('composing a mail', () => {
  it('is read back as it was meant, with files', async () => {
    const content = new Uint8Array([0, 1, 2, 253, 254, 255]);
    const raw = await write({ inReplyTo: 'last@example.com' }, [
      { fileName: 'Übersicht.bin', mediaType: 'application/octet-stream', content },
    ]);
    const read = await PostalMime.parse(raw);
    expect(read).toMatchObject({
      from: { address: 'help@acme.example', name: 'Acme Hilfe' },
      to: [{ address: 'anna@example.com', name: 'Anna Bergström' }],
      subject: MAIL.subject,
      messageId: '<t.1042.a3.00ff@acme.example>',
      inReplyTo: '<last@example.com>',
      references: '<first@example.com>',
      date: AT.toISOString(),
    });
    expect(read.text?.trimEnd()).toBe(MAIL.text);
    expect(read.attachments[0]).toMatchObject({ filename: 'Übersicht.bin' });
    expect(new Uint8Array(read.attachments[0]?.content as ArrayBuffer)).toEqual(content);
    expect(headersOf(raw)).toContain('Auto-Submitted: auto-replied');
  });

  it('gives the same bytes for the same mail', async () => {
    const files = [{ fileName: 'a.txt', mediaType: 'text/plain', content: new Uint8Array([65]) }];
    expect((await write({}, files)).equals(await write({}, files))).toBe(true);
  });

  it('begins no header by what people wrote, whatever that is', async () => {
    const known = [
      'Auto-Submitted',
      'Content-Transfer-Encoding',
      'Content-Type',
      'Date',
      'From',
      'MIME-Version',
      'Message-ID',
      'References',
      'Subject',
      'To',
    ];
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom(
        'a\r\nBcc: b@evil.example',
        'a\nX: y\n\nbody',
        '\r\n\r\n',
        'a\u2028Bcc: x',
        'a\rb',
        '=?utf-8?Q?=0D=0ABcc:_x?=',
      ),
    );
    await fc.assert(
      fc.asyncProperty(hostile, hostile, hostile, async (subject, name, fileName) => {
        const raw = await write({ subject, from: { email: 'help@acme.example', name } }, [
          { fileName, mediaType: 'text/plain', content: new Uint8Array([65]) },
        ]);
        const names = headersOf(raw)
          .filter((line) => !/^\s/.test(line))
          .map((line) => line.split(':')[0]);
        expect(names.filter((header) => !known.includes(header ?? ''))).toEqual([]);
        expect(new Set(names).size).toBe(names.length);
        const read = await PostalMime.parse(raw);
        expect(read.attachments).toHaveLength(1);
        expect(read.to?.map(({ address }) => address)).toEqual(['anna@example.com']);
      }),
      { numRuns: 150 },
    );
  });

  it('takes no address and no id that could say more than it should', async () => {
    const odd = [
      'anna@example.com\r\nBcc: x@y.z',
      'a b@example.com',
      '<anna@example.com>',
      'anna',
      'anna@exa mple.com',
    ];
    for (const email of odd)
      await expect(write({ to: [{ email }] })).rejects.toThrow('mail goes to addresses');
    await expect(write({ messageId: 'a\r\nb@c' })).rejects.toThrow('a mail has an id');
    const read = await PostalMime.parse(await write({ references: ['good@example.com', 'bad\r\nX: y@z'] }));
    expect(read.references).toBe('<good@example.com>');
  });

  it('keeps words of headers on one line', () => {
    expect(headerWords(' a\r\n b\u0000c\u2029d ')).toBe('a b c d');
    expect(headerWords('x'.repeat(900))).toHaveLength(500);
  });
});
