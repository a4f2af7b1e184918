import { describe, expect, it } from 'vitest';
import { htmlToText } from '../../../../functions/tickets/mail/html-to-text.ts';
import { readMail } from '../../../../functions/tickets/mail/read-mail.ts';
import { readTnef } from '../../../../functions/tickets/mail/read-tnef.ts';

const bytes = (size: number, write: (buffer: Buffer) => void) => {
  const buffer = Buffer.alloc(size);
  write(buffer);
  return buffer;
};
const u32 = (value: number) => bytes(4, (buffer) => buffer.writeUInt32LE(value >>> 0));
const u16 = (value: number) => bytes(2, (buffer) => buffer.writeUInt16LE(value));
const padded = (content: Buffer) => Buffer.concat([content, Buffer.alloc((4 - (content.length % 4)) % 4)]);

/** An attribute as [MS-OXTNEF] 2.1.3 writes it: level, id, length, data, checksum. */
function attribute(level: number, id: number, data: Buffer): Buffer {
  const sum = data.reduce((total, byte) => (total + byte) % 65_536, 0);
  return Buffer.concat([Buffer.from([level]), u32(id), u32(data.length), data, u16(sum)]);
}
/** Variable properties, as [MS-OXCDATA] 2.11 writes them: count, then type, id, number of values, length, value. */
function properties(list: readonly (readonly [type: number, id: number, value: Buffer])[]): Buffer {
  const each = list.map(([type, id, value]) =>
    Buffer.concat([u16(type), u16(id), u32(1), u32(value.length), padded(value)]),
  );
  return Buffer.concat([u32(list.length), ...each]);
}
const unicode = (text: string) => Buffer.from(`${text}\0`, 'utf16le');

const CONTENT = Buffer.from('Angebot über 100 €');
const WINMAIL = Buffer.concat([
  u32(0x223e9f78),
  u16(1),
  attribute(1, 0x00069003, properties([[0x1f, 0x1000, unicode('Anbei das Angebot, Grüße.')]])),
  attribute(2, 0x00069002, Buffer.alloc(14)),
  attribute(2, 0x00018010, Buffer.from('ANGEBO~1.TXT\0')),
  attribute(2, 0x0006800f, CONTENT),
  attribute(
    2,
    0x00069005,
    properties([
      [0x1f, 0x3707, unicode('../Angebot für Nordwind.txt')],
      [0x1f, 0x370e, unicode('text/plain')],
    ]),
  ),
]);

const withFile = (type: string, content: Buffer, name: string) =>
  Buffer.from(
    [
      'From: Agneta <agneta@acme.test>', 'Subject: WG: Angebot', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '', '--b',
      `Content-Type: ${type}; name="${name}"`, 'Content-Transfer-Encoding: base64', `Content-Disposition: attachment; filename="${name}"`, '',
      content.toString('base64').replaceAll(/.{76}/g, '$&\r\n'), '--b--', '',
    ].join('\r\n'),
  ); // biome-ignore format: lines of a mail

describe('winmail.dat', () => {
  it('is unpacked: the text, the files by their long names; the packed file stays', async () => {
    const mail = await readMail(withFile('application/ms-tnef', WINMAIL, 'winmail.dat'));
    expect(mail.text).toBe('Anbei das Angebot, Grüße.');
    expect(mail.files.map(({ fileName, mediaType }) => [fileName, mediaType])).toEqual([
      ['winmail.dat', 'application/ms-tnef'],
      ['Angebot für Nordwind.txt', 'text/plain'],
    ]);
    expect(Buffer.from(mail.files[1]?.content ?? []).equals(CONTENT)).toBe(true);
  });

  it('that is cut off anywhere gives what is there, and never fails', () => {
    for (let length = 0; length < WINMAIL.length; length += 1) {
      const read = readTnef(WINMAIL.subarray(0, length));
      expect(read === undefined).toBe(length < 6);
    }
  });

  it('that lies about its lengths gives what is there, and never fails', () => {
    for (let at = 6; at < WINMAIL.length - 4; at += 1) {
      const damaged = Buffer.from(WINMAIL);
      damaged.writeUInt32LE(0xffffffff, at);
      expect(() => readTnef(damaged)).not.toThrow();
    }
  });
});

describe('a mail that is passed on as a file', () => {
  it('tells who wrote it', async () => {
    const inner = Buffer.from(
      'From: Erika Muster <Erika@Kunde.test>\r\nSubject: Drucker\r\n\r\nGeht nicht.\r\n',
    );
    const mail = await readMail(withFile('message/rfc822', inner, 'Drucker.eml'));
    expect(mail.attachedFrom).toEqual({ email: 'erika@kunde.test', name: 'Erika Muster' });
    expect(mail.files).toHaveLength(1);
  });
});

describe('HTML as text', () => {
  it('is what a person reads of it', () => {
    const html =
      '<style>p{}</style><p>Hi&nbsp;<b>you</b></p><ul><li>one<li>two</ul><blockquote>old</blockquote><pre>a  b</pre>';
    expect(htmlToText(html)).toBe('Hi you\n\n- one\n- two\n> old\na  b');
  });

  it('is read once, however long: a table of a hundred thousand cells', () => {
    expect(htmlToText(`<table><tr>${'<td>x</td>'.repeat(100_000)}</tr></table>`)).toHaveLength(199_999);
  });
});
