import { sha256Hex } from '../../../shared/kernel/keyed-hash.ts';
import { isMailAddress, type OutgoingMail } from '../../../shared/mail/outgoing.ts';
import { acknowledge, acknowledgementFor, localMoment, saysDue } from '../domain/answers/acknowledgement.ts';
import { noticeSubject, noticeText } from '../domain/answers/notice-text.ts';
import { type NoticeWish, noticesOf, type TeamAddress } from '../domain/answers/notices.ts';
import type { Days } from '../domain/figures/days.ts';
import { fillIn, replySubject, replyText } from '../domain/mail/reply-text.ts';
import { threadHeaders } from '../domain/mail/thread-headers.ts';
import { subjectTag } from '../domain/mail/tokens.ts';
import type { DeskReader } from '../reader/desk.ts';
import type { TicketReader } from '../reader/tickets.ts';
import type { AgentRow } from '../table/answers.ts';
import type { MailboxRow } from '../table/mails.ts';
import type { TicketArticleRow, TicketEventRow, TicketRow } from '../table/tickets.ts';
import { countAnswer } from './count-answer.ts';
import { answerSettings } from './keep-answers.ts';
import { domainOf, type MailReplyDeps, mailboxFor, signatureOf } from './mail-reply.ts';
import { mailSettings } from './mail-situation.ts';
import { type OrderMailDeps, orderMail } from './order-mail.ts';

export interface TellDeps extends MailReplyDeps, OrderMailDeps {
  readonly reader: MailReplyDeps['reader'] &
    Pick<TicketReader, 'loadArticle' | 'loadEvent'> &
    Pick<DeskReader, 'loadTeam'>;
  readonly daysOf: (companyId: string) => Promise<Pick<Days, 'timeZone'>>;
}

/** A ticket with what a mail about it needs. */
interface Ground {
  readonly row: TicketRow;
  readonly first: TicketArticleRow | undefined;
  readonly mailbox: MailboxRow;
  readonly secret: string;
  readonly now: Date;
}

/**
 * Tells by mail of what happened to a ticket: the requester that it has arrived, agents of what they want to hear. May run again for the
 * same event: each mail has an id of its own and is queued once. Without a mailbox there is no address to write from, and nobody is told.
 */
export async function tellOfEvent(
  deps: TellDeps,
  { companyId, ticketId, version }: Pick<TicketEventRow, 'companyId' | 'ticketId' | 'version'>,
  now: Date,
): Promise<void> {
  const [event, row] = await Promise.all([
    deps.reader.loadEvent(companyId, ticketId, version),
    deps.reader.loadTicket(companyId, ticketId),
  ]);
  if (!event || !row) return;
  const { what } = event;
  const article =
    what.type === 'article-added' || what.type === 'undeliverable'
      ? await deps.reader.loadArticle(companyId, ticketId, what.article)
      : undefined;
  const wishes = noticesOf(event, row);
  if (wishes.length === 0 && what.type !== 'opened') return;
  const first = await deps.reader.loadArticle(companyId, ticketId, 1);
  const mailbox = await mailboxFor(deps, row, first);
  if (!mailbox) return;
  const { secret } = await mailSettings(deps, companyId);
  const ground = { row, first, mailbox, secret, now };
  if (what.type === 'opened') await confirmArrival(deps, ground, what);
  for (const wish of wishes)
    for (const agent of await agentsFor(deps, companyId, wish))
      await notify(deps, ground, event, wish, agent, wish.notice === 'new-in-team' ? first : article);
}

type Opened = Extract<TicketEventRow['what'], { type: 'opened' }>;

/** Tells a requester that the request has arrived, where the company or a rule wants it, a machine may answer, and it is no loop. */
async function confirmArrival(
  deps: TellDeps,
  ground: Ground,
  { channel, acknowledgement }: Opened,
): Promise<void> {
  const { row, first, mailbox, secret, now } = ground;
  const { companyId, ticketId, title, requester, team, deadlines } = row;
  const settings = await answerSettings(deps, companyId);
  const found = acknowledgementFor(settings, channel, acknowledgement);
  if (!found || !(await mayBeAnswered(deps, row, first))) return;
  const values = { ticket: ticketId, title, requester: requester.name ?? requester.email };
  const promised = saysDue(found.text) ? deadlines.firstResponse : undefined;
  const due = promised && localMoment(promised, (await deps.daysOf(companyId)).timeZone, found.language);
  const words = acknowledge(found.text, { ...values, due });
  const signature = signatureOf(settings, team);
  const thread = { companyId, ticketId };
  const before = first?.messageId ? [{ messageId: first.messageId, isIncoming: true }] : [];
  const mail: OutgoingMail = {
    ...addressed(mailbox, requester),
    subject: replySubject(title, subjectTag(secret, thread)),
    text: replyText(
      words,
      signature && fillIn(signature, { ...values, agent: '' }),
      undefined,
      found.language,
    ),
    ...threadHeaders(secret, thread, 'ack', domainOf(mailbox.address), before),
    marks: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' },
    attachments: [],
  };
  await orderMail(
    deps,
    companyId,
    `tickets.${ticketId}.ack`,
    `${ticketId}/acknowledgement`,
    now,
    async () => {
      const together = await countAnswer(deps, { companyId, ticketId, to: requester.email }, now);
      return together && { mail, of: [row], together };
    },
  );
}

/** Of a mail, what its headers allow, and only to who sent it; what came on other ways was a person's own wish. */
export async function mayBeAnswered(
  deps: TellDeps,
  row: TicketRow,
  first: TicketArticleRow | undefined,
): Promise<boolean> {
  const { companyId, requester } = row;
  if (!isMailAddress(requester.email)) return false;
  if (first?.mailId === undefined) return true;
  const mail = await deps.reader.loadMail(companyId, first.mailId);
  return mail?.mayBeAnswered === true && mail.from?.email === requester.email;
}

/** Agents that are told, as far as they want to be. */
async function agentsFor(deps: TellDeps, companyId: string, { notice, to }: NoticeWish): Promise<AgentRow[]> {
  const everybody = async () =>
    (await deps.reader.allAgents(companyId)).filter(({ notices }) => notices.includes(notice));
  if (to === 'all') return everybody();
  const principals = 'team' in to ? await membersOf(deps, companyId, to) : to;
  const found = await Promise.all(principals.map((principal) => deps.reader.loadAgent(companyId, principal)));
  const willing = found.filter((agent): agent is AgentRow => agent?.notices.includes(notice) ?? false);
  return willing.length === 0 && 'team' in to && to.orAll ? everybody() : willing;
}

/** Nobody where the company does not know the team. */
async function membersOf(
  { reader }: TellDeps,
  companyId: string,
  { team, which, but }: TeamAddress,
): Promise<string[]> {
  const itself = await reader.loadTeam(companyId, team);
  const above = which === 'above' ? itself?.escalateTo : undefined;
  const row = which === 'itself' ? itself : above && (await reader.loadTeam(companyId, above));
  return row ? row.members.filter((member) => member !== but) : [];
}

async function notify(
  deps: TellDeps,
  { row, first, mailbox, secret, now }: Ground,
  { version, what }: TicketEventRow,
  { notice }: NoticeWish,
  agent: AgentRow,
  article: TicketArticleRow | undefined,
): Promise<void> {
  const { companyId, ticketId, title, requester, priority, team } = row;
  const { language, email, name, principal } = agent;
  const thread = { companyId, ticketId };
  const part = `n${version}-${sha256Hex(principal).slice(0, 12)}`;
  const facts = {
    ticketId,
    title,
    requester: requester.name ?? requester.email,
    priority,
    team,
    // Who approves has to see what was asked for.
    text: notice === 'approval' ? first?.text : article?.text,
    deadline: what.type === 'escalated' ? what.deadline : undefined,
  };
  const mail: OutgoingMail = {
    ...addressed(mailbox, { email, name }),
    subject: noticeSubject(notice, title, subjectTag(secret, thread), language),
    text: noticeText(notice, facts, language),
    ...threadHeaders(secret, thread, part, domainOf(mailbox.address), []),
    marks: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    attachments: [],
  };
  await orderMail(
    deps,
    companyId,
    `tickets.${ticketId}.${part}`,
    `${ticketId}/notices/${version}`,
    now,
    async () => ({ mail, of: [row] }),
  );
}

export function addressed(
  mailbox: MailboxRow,
  to: { readonly email: string; readonly name?: string | undefined },
): Pick<OutgoingMail, 'from' | 'to' | 'cc'> {
  return { from: { email: mailbox.address, name: mailbox.name }, to: [to], cc: [] };
}
