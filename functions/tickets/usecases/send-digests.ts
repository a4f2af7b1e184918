import { sha256Hex } from '../../../shared/kernel/keyed-hash.ts';
import {
  digestDay,
  digestMail,
  digestMailId,
  MOST_MAILS_COUNTED,
  type WaitingMails,
} from '../domain/answers/digest.ts';
import { warnedArrival, wordsEndAt } from '../domain/mail/without-ticket.ts';
import { DONE_STATES } from '../domain/ticket/ticket.ts';
import type { TicketReader } from '../reader/tickets.ts';
import type { AgentRow } from '../table/answers.ts';
import type { MailboxRow } from '../table/mails.ts';
import type { TicketRow } from '../table/tickets.ts';
import { domainOf, type MailReplyDeps } from './mail-reply.ts';
import { standardMailSettings } from './mail-situation.ts';
import { type OrderMailDeps, orderMail } from './order-mail.ts';
import { addressed } from './tell-of-event.ts';

export interface SendDigestsDeps extends MailReplyDeps, OrderMailDeps {
  readonly reader: MailReplyDeps['reader'] & Pick<TicketReader, 'listTicketsOf'>;
}

/** Of an agent's tickets so many are looked at, the newest; open ones beyond are not named. */
const LOOKED_AT = 1_000;
const PAGE = 250;

/** Queues the lists that are due of a company, one mail an agent and day, and none to whom nothing is open for. */
export async function sendDigests(
  deps: SendDigestsDeps,
  companyId: string,
  now: Date,
  onFailure: (companyId: string, error: unknown) => void,
): Promise<void> {
  const agents = await deps.reader.allAgents(companyId);
  const due = agents.flatMap((agent) => {
    const day = agent.digest && digestDay(agent.digest, now);
    return day === undefined ? [] : [{ agent, day }];
  });
  if (due.length === 0) return;
  const mailboxes = await deps.reader.allMailboxes(companyId);
  const mailbox = mailboxes.find(({ team }) => team === undefined) ?? mailboxes[0];
  if (!mailbox) return;
  let waiting: Promise<WaitingMails | undefined> | undefined;
  const waitingMails = () => {
    waiting ??= soonRefused(deps, companyId, now);
    return waiting;
  };
  for (const { agent, day } of due) {
    try {
      await sendDigest(deps, mailbox, agent, day, now, waitingMails);
    } catch (error) {
      onFailure(companyId, error);
    }
  }
}

function sendDigest(
  deps: SendDigestsDeps,
  mailbox: MailboxRow,
  { companyId, principal, email, name, language }: AgentRow,
  day: string,
  now: Date,
  waitingMails: () => Promise<WaitingMails | undefined>,
): Promise<void> {
  const id = digestMailId(day, sha256Hex(principal).slice(0, 20));
  return orderMail(deps, companyId, id, `digests/${day}`, now, async () => {
    const open = await openTicketsOf(deps, companyId, principal);
    const digest = digestMail(open.map(digestTicket), now, language, await waitingMails());
    if (!digest) return undefined;
    const { subject, text, named } = digest;
    const mail = {
      ...addressed(mailbox, { email, name }),
      subject,
      text,
      messageId: `${id}@${domainOf(mailbox.address)}`,
      references: [],
      marks: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } as const,
      attachments: [],
    };
    return { mail, of: open.filter(({ ticketId }) => named.has(ticketId)) };
  });
}

/** Mails that wait for a person and are refused within days; each list of a run says the same. */
async function soonRefused(
  { reader }: SendDigestsDeps,
  companyId: string,
  now: Date,
): Promise<WaitingMails | undefined> {
  const settings = (await reader.loadMailSettings(companyId)) ?? standardMailSettings(companyId);
  const days = settings.withoutTicketDays;
  let count = 0;
  let firstEndsAt: string | undefined;
  for await (const { receivedAt } of reader.allWithoutTicket(companyId, 'PARKED', warnedArrival(now, days))) {
    firstEndsAt ??= wordsEndAt(receivedAt, days);
    count += 1;
    if (count === MOST_MAILS_COUNTED) break;
  }
  return firstEndsAt === undefined ? undefined : { count, firstEndsAt };
}

async function openTicketsOf(
  deps: SendDigestsDeps,
  companyId: string,
  principal: string,
): Promise<TicketRow[]> {
  const open: TicketRow[] = [];
  let after: Readonly<Record<string, string>> | undefined;
  for (let read = 0; read < LOOKED_AT; read += PAGE) {
    const { items, next } = await deps.reader.listTicketsOf(
      companyId,
      { list: 'agent', of: principal, phase: 'open' },
      {
        limit: PAGE,
        after,
      },
    );
    open.push(...items.filter(({ state }) => !DONE_STATES.has(state)));
    if (!next) break;
    after = next;
  }
  return open;
}

function digestTicket({ ticketId, title, priority, openedAt, deadlines }: TicketRow) {
  const { firstResponse, update, resolution } = deadlines;
  const [dueAt] = [firstResponse, update, resolution].filter((at) => at !== undefined).toSorted();
  return { ticketId, title, priority, openedAt, dueAt };
}
