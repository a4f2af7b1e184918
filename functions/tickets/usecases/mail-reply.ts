import { isMailAddress, type MailAttachment, type OutgoingMail } from '../../../shared/mail/outgoing.ts';
import { queueMail } from '../../../shared/mail/queue-mail.ts';
import { ContentionError, decideAgain, type Retry } from '../../../shared/table/failures.ts';
import { fillIn, type Language, replySubject, replyText } from '../domain/mail/reply-text.ts';
import { articlePart, threadHeaders } from '../domain/mail/thread-headers.ts';
import { subjectTag } from '../domain/mail/tokens.ts';
import { ticketFileKey } from '../files.ts';
import type { AnswerReader } from '../reader/answers.ts';
import type { TicketReader } from '../reader/tickets.ts';
import type { AnswerSettingsRow } from '../table/answers.ts';
import type { MailboxRow } from '../table/mails.ts';
import type { TicketArticleRow, TicketRow } from '../table/tickets.ts';
import type { MailReply } from './change-ticket.ts';
import { type MailSituationDeps, mailSettings } from './mail-situation.ts';

export interface MailReplyDeps extends MailSituationDeps {
  readonly reader: MailSituationDeps['reader'] & AnswerReader & Pick<TicketReader, 'loadArticle'>;
  readonly retryWhileContended: Retry;
}

export const STANDARD_LANGUAGE: Language = 'de';
/** Articles that are looked through for mails of the thread, and for what is answered. */
const LOOKED_AT = 30;

export const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);

/** The signature that stands below answers of a team. */
export function signatureOf(
  settings: Pick<AnswerSettingsRow, 'signatures'> | undefined,
  team: string | undefined,
): string | undefined {
  const { signatures = {} } = settings ?? {};
  return (team === undefined ? undefined : signatures[team]) ?? signatures['*'];
}

/**
 * From which address a ticket is answered: the one that its form names, that of its team, where its mail arrived, the company's
 * default, the first that is no team's, the first. One that is kept no more is passed over.
 */
export async function mailboxFor(
  { reader }: MailReplyDeps,
  { companyId, team }: Pick<TicketRow, 'companyId' | 'team'>,
  first: Pick<TicketArticleRow, 'mailId' | 'intake'> | undefined,
): Promise<MailboxRow | undefined> {
  const mailboxes = await reader.allMailboxes(companyId);
  if (mailboxes.length === 0) return undefined;
  const at = (address: string | undefined) => mailboxes.find((mailbox) => mailbox.address === address);
  const { mailId, intake } = first ?? {};
  const said =
    (mailId === undefined ? at(intake?.mailbox) : undefined) ??
    mailboxes.find((mailbox) => team !== undefined && mailbox.team === team);
  if (said) return said;
  const arrived = mailId === undefined ? undefined : at((await reader.loadMail(companyId, mailId))?.mailbox);
  return (
    arrived ??
    at((await reader.loadAnswerSettings(companyId))?.mailbox) ??
    mailboxes.find((mailbox) => mailbox.team === undefined) ??
    mailboxes[0]
  );
}

/**
 * Makes mails of replies: to the requester, whoever wrote last; with what was asked below. Where the company keeps no mailbox, or nobody can
 * write to the requester's address, the reply stands in the ticket, no mail is made, and the article says why.
 */
export function mailReplies(deps: MailReplyDeps): MailReply {
  return async (row, article) => {
    const { companyId, ticketId, requester } = row;
    if (!isMailAddress(requester.email)) return unsent(article, 'no-address');
    const before = await deps.reader.lastArticles(companyId, ticketId, LOOKED_AT);
    const first =
      before.find((one) => one.article === 1) ?? (await deps.reader.loadArticle(companyId, ticketId, 1));
    const mailbox = await mailboxFor(deps, row, first);
    if (!mailbox) return unsent(article, 'no-mailbox');
    const mail = await replyOf(deps, row, article, before, mailbox);
    const mailId = `tickets.${ticketId}.${articlePart(article.article)}`;
    const about = { module: 'tickets', subject: `${ticketId}/articles/${article.article}` };
    // The article has the same number: who was faster has taken it.
    const faster = () => new ContentionError('the reply was mailed meanwhile');
    const queued = queueMail({ companyId, mailId, about }, mail, new Date(article.at), faster);
    return { article: { ...article, messageId: mail.messageId, outgoingMailId: mailId }, writes: [queued] };
  };
}

function unsent(article: TicketArticleRow, why: TicketArticleRow['unsent']) {
  return { article: { ...article, unsent: why }, writes: [] };
}

async function replyOf(
  deps: MailReplyDeps,
  row: TicketRow,
  article: TicketArticleRow,
  before: readonly TicketArticleRow[],
  mailbox: MailboxRow,
): Promise<OutgoingMail> {
  const { companyId, ticketId, title, team, requester } = row;
  const [{ secret }, settings, agent] = await Promise.all([
    decideAgain('tickets', deps, () => mailSettings(deps, companyId)),
    deps.reader.loadAnswerSettings(companyId),
    deps.reader.loadAgent(companyId, article.by.id),
  ]);
  const language = settings?.language ?? STANDARD_LANGUAGE;
  const values = {
    ticket: ticketId,
    title,
    requester: requester.name ?? requester.email,
    agent: agent?.name,
  };
  const signature = signatureOf(settings, team);
  const thread = { companyId, ticketId };
  const mails = before.flatMap(({ messageId, kind, isPublic }) =>
    messageId && isPublic ? [{ messageId, isIncoming: kind === 'message' }] : [],
  );
  const asked = before.findLast(({ kind, isPublic }) => kind === 'message' && isPublic);
  const cc = (article.cc ?? []).filter((email) => email !== requester.email && isMailAddress(email));
  return {
    from: { email: mailbox.address, name: mailbox.name },
    to: [requester],
    cc: cc.map((email) => ({ email })),
    subject: replySubject(title, subjectTag(secret, thread)),
    text: replyText(
      article.text,
      signature === undefined ? undefined : fillIn(signature, values),
      asked && { who: asked.from?.name ?? asked.from?.email ?? '?', at: asked.at, text: asked.text },
      language,
    ),
    ...threadHeaders(secret, thread, articlePart(article.article), domainOf(mailbox.address), mails),
    marks: {},
    attachments: attachmentsOf(companyId, article),
  };
}

function attachmentsOf(companyId: string, { files }: TicketArticleRow): MailAttachment[] {
  return files.map(({ fileName, mediaType, sizeBytes, sha256 }) => ({
    fileName,
    mediaType,
    sizeBytes,
    key: ticketFileKey(companyId, sha256),
  }));
}
