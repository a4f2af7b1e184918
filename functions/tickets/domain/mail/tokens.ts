import { equalInConstantTime, keyedHash } from '../../../../shared/kernel/keyed-hash.ts';

/* What we sign in mails of our own, so that an answer finds its ticket and nobody can make up a thread. */

/** Which ticket an answer belongs to, as a mail of ours said. */
export interface Thread {
  readonly companyId: string;
  readonly ticketId: string;
}

/** 80 bits: an online guess is hopeless, and a subject stays readable. */
const ID_MAC_LENGTH = 20;
const TAG_MAC_LENGTH = 16;

const macOf = (
  secret: string,
  purpose: 'id' | 'tag',
  { companyId, ticketId }: Thread,
  more: string,
  length: number,
) => keyedHash(secret, [purpose, companyId, ticketId, more].join('\n')).slice(0, length);

/**
 * The Message-ID (RFC 5322, 3.6.4) of a mail on a ticket, without angle brackets: `t.<ticket>.<part>.<mac>@<domain>`. `part` tells the
 * mails of a ticket apart (letters, digits, hyphens); the same part is the same id, so that a mail sent twice is recognized by who gets it.
 */
export function messageIdOf(secret: string, thread: Thread, part: string, domain: string): string {
  return `t.${thread.ticketId}.${part}.${macOf(secret, 'id', thread, part, ID_MAC_LENGTH)}@${domain}`;
}

const OWN_ID = /^t\.([1-9]\d{0,9})\.([a-z0-9-]{1,40})\.([0-9a-f]{20})@/;

/** The ticket of a Message-ID of ours; undefined where it is not ours, or was made up. */
export function readMessageId(
  secret: string,
  companyId: string,
  messageId: string,
): (Thread & { readonly part: string }) | undefined {
  const [, ticketId, part, mac] = OWN_ID.exec(messageId) ?? [];
  if (!ticketId || !part || !mac) return undefined;
  const thread = { companyId, ticketId };
  return equalInConstantTime(mac, macOf(secret, 'id', thread, part, ID_MAC_LENGTH))
    ? { ...thread, part }
    : undefined;
}

/** The tag in the subject of mails on a ticket, for programs that drop the other headers: `[#<ticket>-<mac>]`. */
export function subjectTag(secret: string, thread: Thread): string {
  return `[#${thread.ticketId}-${macOf(secret, 'tag', thread, '', TAG_MAC_LENGTH)}]`;
}

const TAG = /\[#([1-9]\d{0,9})-([0-9a-f]{16})\]/g;
/** A subject with more of them is no subject of ours. */
const MOST_TAGS = 5;

/** The tickets of genuine tags in a subject, in order. */
export function readSubjectTags(secret: string, companyId: string, subject: string): string[] {
  return [...subject.matchAll(TAG)].slice(0, MOST_TAGS).flatMap(([, ticketId = '', mac = '']) => {
    const genuine = macOf(secret, 'tag', { companyId, ticketId }, '', TAG_MAC_LENGTH);
    return equalInConstantTime(mac, genuine) ? [ticketId] : [];
  });
}
