import { invariant } from '../kernel/errors.ts';

/** Somebody who writes or is written to. */
export interface MailPerson {
  readonly email: string;
  readonly name?: string | undefined;
}

/** A file to go with a mail; its content lies in the files bucket. */
export interface MailAttachment {
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly key: string;
}

/** Headers that say what kind of mail it is (RFC 3834, 5; RFC 8058 is not served). Nothing else is taken. */
export interface MailMarks {
  readonly 'Auto-Submitted'?: 'auto-replied' | 'auto-generated' | undefined;
  readonly 'X-Auto-Response-Suppress'?: 'All' | undefined;
  readonly Precedence?: 'bulk' | undefined;
}

/** A mail as a module wants it sent. Ids of messages are without angle brackets. */
export interface OutgoingMail {
  readonly from: MailPerson;
  readonly to: readonly MailPerson[];
  readonly cc: readonly MailPerson[];
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly inReplyTo?: string | undefined;
  /** Oldest first. */
  readonly references: readonly string[];
  readonly marks: MailMarks;
  readonly attachments: readonly MailAttachment[];
}

/** SES takes messages of 40 MB; base64 makes 28 MB of 20. */
export const MAX_ATTACHMENT_BYTES = 20 * 1_048_576;
/** SES takes no more recipients in one message. */
export const MAX_RECIPIENTS = 50;
const MAX_LINE_CHARACTERS = 500;
/** A part of mails' own addressing (RFC 5322, 3.4.1), without quoted local parts; longer ones exist nowhere. */
const ADDRESS = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250})[A-Za-z0-9]$/;
const MESSAGE_ID = /^[^\s<>@]{1,200}@[^\s<>@]{1,250}$/;

/** Words for a header: one line without control characters, whoever wrote them; nothing in it begins another header. */
export function headerWords(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\s{2,}/g, ' ')
    .trim()
    .slice(0, MAX_LINE_CHARACTERS);
}

/** Whether mail can be sent to an address as it is: ASCII on the left, no blanks, no brackets. */
export function isMailAddress(email: string): boolean {
  return ADDRESS.test(email);
}

export function isMessageId(id: string): boolean {
  return MESSAGE_ID.test(id);
}

/** A mail that can be composed: header texts on one line, addresses and ids as they must be. Other ids are left out. */
export function sound(mail: OutgoingMail): OutgoingMail {
  const everybody = [mail.from, ...mail.to, ...mail.cc];
  invariant(
    everybody.every(({ email }) => isMailAddress(email)),
    'mail goes to addresses',
  );
  invariant(
    mail.to.length > 0 && everybody.length <= MAX_RECIPIENTS,
    'mail goes to somebody, not to everybody',
  );
  invariant(isMessageId(mail.messageId), 'a mail has an id');
  const named = ({ email, name }: MailPerson): MailPerson => {
    const words = name === undefined ? '' : headerWords(name);
    return words === '' ? { email } : { email, name: words };
  };
  return {
    ...mail,
    from: named(mail.from),
    to: mail.to.map(named),
    cc: mail.cc.map(named),
    subject: headerWords(mail.subject),
    inReplyTo: mail.inReplyTo !== undefined && isMessageId(mail.inReplyTo) ? mail.inReplyTo : undefined,
    references: mail.references.filter(isMessageId),
  };
}
