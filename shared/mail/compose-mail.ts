import MailComposer from 'nodemailer/lib/mail-composer';
import { sha256Hex } from '../kernel/keyed-hash.ts';
import { type MailPerson, type OutgoingMail, sound } from './outgoing.ts';

/** A file of a mail with its content. */
export interface MailFileContent {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

const addressOf = ({ email, name }: MailPerson) => ({ address: email, name: name ?? '' });
const inBrackets = (id: string) => `<${id}>`;

/**
 * The mail as it goes over the wire (RFC 5322, 2045 to 2047): UTF-8, CRLF. The same mail with the same moment is the same bytes. Nothing
 * that people wrote makes a header of its own: words of headers are one line, addresses and ids are checked before.
 */
export async function composeMail(
  mail: OutgoingMail,
  at: Date,
  files: readonly MailFileContent[] = [],
): Promise<Uint8Array> {
  const { from, to, cc, subject, text, messageId, inReplyTo, references, marks } = sound(mail);
  const composer = new MailComposer({
    from: addressOf(from),
    to: to.map(addressOf),
    cc: cc.map(addressOf),
    subject,
    text,
    messageId: inBrackets(messageId),
    ...(inReplyTo === undefined ? {} : { inReplyTo: inBrackets(inReplyTo) }),
    references: references.map(inBrackets),
    date: at,
    headers: Object.entries(marks).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }])),
    attachments: files.map(({ fileName, mediaType, content }) => ({
      filename: fileName,
      contentType: mediaType,
      content: Buffer.from(content),
    })),
    // By this, parts of a mail are told apart; by chance alone it would be another mail each time.
    baseBoundary: sha256Hex(messageId).slice(0, 24),
    newline: '\r\n',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
