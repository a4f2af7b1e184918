import { messageIdOf, type Thread } from './tokens.ts';

/** Ids of earlier mails that are repeated; RFC 5322 names no limit, mail servers refuse headers of many kilobytes. */
const MOST_REFERENCES = 20;

/** A mail that belongs to the thread, as articles remember it. Ids are without angle brackets. */
export interface ThreadMail {
  readonly messageId: string;
  readonly isIncoming: boolean;
}

/**
 * Message-ID, In-Reply-To and References (RFC 5322, 3.6.4) of a mail of ours. The mail service puts an id of its own in the place of ours, so
 * a signed one stands first in References of every mail: programs repeat these in answers.
 * @param before mails of the thread, oldest first
 */
export function threadHeaders(
  secret: string,
  thread: Thread,
  part: string,
  domain: string,
  before: readonly ThreadMail[],
): {
  readonly messageId: string;
  readonly inReplyTo?: string | undefined;
  readonly references: readonly string[];
} {
  const anchor = messageIdOf(secret, thread, 'ticket', domain);
  const ids = before.map(({ messageId }) => messageId).slice(-MOST_REFERENCES);
  const asked = before.findLast(({ isIncoming }) => isIncoming) ?? before.at(-1);
  return {
    messageId: messageIdOf(secret, thread, part, domain),
    inReplyTo: asked?.messageId,
    references: [anchor, ...ids.filter((id) => id !== anchor)],
  };
}

/** Of an article of the ticket. */
export const articlePart = (article: number) => `a${article}`;

/** The article of a part; undefined where it is of something else. */
export function articleOfPart(part: string): number | undefined {
  const [, article] = /^a([1-9]\d{0,8})$/.exec(part) ?? [];
  return article === undefined ? undefined : Number(article);
}
