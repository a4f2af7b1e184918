import { forgetMail } from '../../../../shared/mail/forget-mail.ts';
import type { Write } from '../../../../shared/table/writes.ts';
import { type ArticlePlan, withoutAddress } from '../../domain/privacy/plan.ts';
import { rawMailKey } from '../../files.ts';
import type { MailReader } from '../../reader/mails.ts';
import type { TicketReader } from '../../reader/tickets.ts';
import type { MailStore } from '../../store/mails.ts';
import type { MailRow } from '../../table/mails.ts';
import type { TicketArticleRow, TicketRow } from '../../table/tickets.ts';
import { type DropFilesDeps, dropFiles, dropRawMail } from './drop-files.ts';

export interface RedactArticleDeps extends DropFilesDeps {
  readonly reader: DropFilesDeps['reader'] &
    Pick<MailReader, 'loadMail' | 'findMessage'> &
    Pick<TicketReader, 'loadArticle'>;
  readonly mails: Pick<MailStore, 'decideMail'>;
}

/** What is left of an article without its words: that it was, when, of which kind, by whom of us. */
function wordless(
  { companyId, ticketId, article, kind, isPublic, at, by, mailId, origin }: TicketArticleRow,
  redactedAt: string,
  blockedUntil: string | undefined,
): TicketArticleRow {
  return {
    companyId, ticketId, article, kind, isPublic, at, by, mailId, origin,
    text: '', files: [], redactedAt, ...(blockedUntil === undefined ? {} : { blockedUntil }),
  }; // biome-ignore format: a record
}

/** A mail without its words: it is known, so that it comes in no second time. */
export function wordlessMail({ from: _, files: __, decided, ...mail }: MailRow, redactedAt: string): MailRow {
  const bare = decided && { at: decided.at, by: decided.by };
  return { ...mail, subject: '', redactedAt, ...(bare ? { decided: bare } : {}) };
}

/**
 * Takes the words of an article away, or keeps them apart: with its mail as it came, its files, the mail that it went out as, and what
 * answers found it by. Objects go first: whoever dies in between finds the article as it was, and begins again.
 */
export async function redactArticle(
  deps: RedactArticleDeps,
  ticket: TicketRow,
  article: number,
  plan: Exclude<ArticlePlan, { what: 'kept' }>,
  now: Date,
): Promise<void> {
  const { companyId, ticketId } = ticket;
  const seen = await deps.reader.loadArticle(companyId, ticketId, article);
  if (!seen || seen.redactedAt !== undefined) return;
  const { mailId, messageId, outgoingMailId } = seen;
  const at = now.toISOString();
  const [mail, known] = await Promise.all([
    mailId === undefined ? undefined : deps.reader.loadMail(companyId, mailId),
    messageId === undefined ? undefined : deps.reader.findMessage(companyId, messageId),
  ]);
  const { privacy, mails } = deps;
  const until = plan.what === 'blocked' ? plan.until : undefined;
  const writes: Write[] = [
    privacy.redactArticle(seen, wordless(seen, at, until)),
    ...(known?.ticketId === ticketId ? [privacy.forgetMessage(known)] : []),
    ...(outgoingMailId === undefined ? [] : [forgetMail({ companyId, mailId: outgoingMailId })]),
  ];
  let isMailGone = true;
  if (until === undefined) {
    await dropFiles(deps, seen);
    if (mail) isMailGone = await dropRawMail(deps, seen, mail);
  } else {
    const { title, requester } = ticket;
    const head = mail && { subject: mail.subject, raw: rawMailKey(companyId, mail.raw.sha256) };
    writes.push(
      privacy.block({ companyId, ticketId, article, until, blockedAt: at, title, requester, words: seen, mail: head }),
    ); // biome-ignore format: a record
  }
  if (mail && mail.redactedAt === undefined && isMailGone)
    writes.push(mails.decideMail(mail, wordlessMail(mail, at)));
  await privacy.commit(writes);
}

/** Somebody else's article without an address of the person; undefined where it does not stand there. */
export function articleWithout(seen: TicketArticleRow, email: string): TicketArticleRow | undefined {
  const next = {
    ...seen,
    text: withoutAddress(seen.text, email),
    ...(seen.html === undefined ? {} : { html: withoutAddress(seen.html, email) }),
    ...(seen.cc ? { cc: seen.cc.filter((one) => one !== email) } : {}),
    ...(seen.undeliverable
      ? { undeliverable: { ...seen.undeliverable, reason: withoutAddress(seen.undeliverable.reason, email) } }
      : {}),
  };
  if (seen.intake && JSON.stringify(seen.intake).toLowerCase().includes(email)) delete next.intake;
  return JSON.stringify(next) === JSON.stringify(seen) ? undefined : next;
}
