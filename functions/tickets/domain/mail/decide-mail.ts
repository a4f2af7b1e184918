import { hasFailed } from '../orders/order.ts';
import { DONE_STATES, type Ticket } from '../ticket/ticket.ts';
import { automaticBecause } from './loops.ts';
import { headerOf, type ParsedMail } from './parsed-mail.ts';
import type { ThreadBy } from './thread-of.ts';

/** Why a mail waits for a person. */
export const PARKED_BECAUSE = [
  'no-sender',
  'unreadable',
  'own-address',
  'automatic',
  'delivery-report',
  'too-many-from-sender',
  'too-many-automatic',
  'virus',
  'spam',
] as const;
export type ParkedBecause = (typeof PARKED_BECAUSE)[number];

export type MailDecision =
  /** `follows`: the ticket that it claims to belong to, without being let in. */
  | { readonly outcome: 'ticket'; readonly follows?: string | undefined }
  | {
      readonly outcome: 'article';
      readonly ticketId: string;
      readonly by: ThreadBy | 'delivery-report';
      /** A word of the requester or another participant; else it is an internal note and moves nothing. */
      readonly speaks: boolean;
      /** The reply of ours that did not arrive. */
      readonly undelivered?: number | undefined;
    }
  | { readonly outcome: 'parked'; readonly because: ParkedBecause };

/** What a decision rests on, besides the mail. */
export interface MailSituation {
  readonly now: Date;
  readonly ownAddresses: ReadonlySet<string>;
  /** Addresses of agents. They can be forged: what comes from them is kept inside, but of who asks for something itself. */
  readonly agents: ReadonlySet<string>;
  readonly settings: MailRules;
  /** Whether the mailbox takes mails of machines as requests, as those of monitoring. */
  readonly takesAutomatic: boolean;
  /** The tickets that the mail claims, strongest claim first, as they stand. */
  readonly threads: readonly MailThread[];
  /** The ticket of the mail of ours that a delivery report is on. */
  readonly reportedOn?: { readonly ticketId: string; readonly article?: number | undefined } | undefined;
  /** Tickets that the sender opened by mail this hour. */
  readonly openedThisHour: number;
  /** Automatic mails that this ticket got this hour. */
  readonly automaticThisHour: number;
}

export type ThreadTicket = Pick<Ticket, 'state' | 'closedAt' | 'order'> & {
  readonly participants: readonly string[];
  readonly requester: { readonly email: string };
};

export interface MailThread {
  readonly by: ThreadBy;
  readonly ticketId: string;
  readonly ticket: ThreadTicket;
}

export interface MailRules {
  /** Whoever writes from the domain of a participant takes part too. */
  readonly sameDomain: boolean;
  /** An answer to a ticket that has been closed for longer opens another one, linked to it. */
  readonly reopenDays: number;
  /** Tickets that one sender opens by mail in an hour before the others wait for a person. */
  readonly ticketsPerSenderHour: number;
  readonly automaticPerTicketHour: number;
}

export const STANDARD_MAIL_RULES: MailRules = {
  sameDomain: false,
  reopenDays: 14,
  ticketsPerSenderHour: 20,
  automaticPerTicketHour: 5,
};

const DAY = 86_400_000;
const domainOf = (email: string) => email.slice(email.lastIndexOf('@') + 1);

/** What becomes of a mail: the order of the questions is the rule. */
export function decideMail(mail: ParsedMail, at: MailSituation): MailDecision {
  const { from } = mail;
  const verdict = verdictOf(mail);
  if (verdict) return { outcome: 'parked', because: verdict };
  if (mail.report) {
    return at.reportedOn === undefined
      ? { outcome: 'parked', because: 'delivery-report' }
      : {
          outcome: 'article',
          ticketId: at.reportedOn.ticketId,
          by: 'delivery-report',
          speaks: false,
          // Delays and deliveries are told as well; only this one is the end.
          undelivered: mail.report.action === 'failed' ? at.reportedOn.article : undefined,
        };
  }
  if (!from) return { outcome: 'parked', because: mail.headers.size === 0 ? 'unreadable' : 'no-sender' };
  if (at.ownAddresses.has(from.email)) return { outcome: 'parked', because: 'own-address' };
  const isAutomatic = automaticBecause(mail) !== undefined;
  const thread = threadFor(mail, at);
  if (thread) {
    if (isAutomatic && at.automaticThisHour >= at.settings.automaticPerTicketHour)
      return { outcome: 'parked', because: 'too-many-automatic' };
    const { ticketId, by, ticket } = thread;
    const isKept = at.agents.has(from.email) && ticket.requester.email !== from.email;
    return { outcome: 'article', ticketId, by, speaks: !isAutomatic && !isKept };
  }
  if (isAutomatic && !at.takesAutomatic) return { outcome: 'parked', because: 'automatic' };
  if (at.openedThisHour >= at.settings.ticketsPerSenderHour)
    return { outcome: 'parked', because: 'too-many-from-sender' };
  return { outcome: 'ticket', follows: at.threads[0]?.ticketId };
}

/** What the mail server's filter found: SES's, or SpamAssassin's. Whoever writes such a header itself is not let in more easily. */
function verdictOf(mail: ParsedMail): 'virus' | 'spam' | undefined {
  if (headerOf(mail, 'x-ses-virus-verdict').toUpperCase() === 'FAIL') return 'virus';
  const isSpam = headerOf(mail, 'x-ses-spam-verdict').toUpperCase() === 'FAIL';
  return isSpam || headerOf(mail, 'x-spam-flag').toUpperCase() === 'YES' ? 'spam' : undefined;
}

/** The strongest claim whose ticket lets the sender in. */
export function threadFor(
  { from }: Pick<ParsedMail, 'from'>,
  at: Pick<MailSituation, 'threads' | 'settings' | 'agents' | 'now'>,
): MailThread | undefined {
  if (!from) return undefined;
  return at.threads.find(
    ({ ticket }) =>
      (takesPart(ticket, from.email, at.settings) && !isOver(ticket, at)) || at.agents.has(from.email),
  );
}

/** A known number or id lets nobody in: only who takes part is heard. */
function takesPart({ participants }: ThreadTicket, email: string, { sameDomain }: MailRules): boolean {
  return (
    participants.includes(email) ||
    (sameDomain && participants.some((participant) => domainOf(participant) === domainOf(email)))
  );
}

function isOver(
  { state, closedAt, order }: ThreadTicket,
  { now, settings }: Pick<MailSituation, 'now' | 'settings'>,
): boolean {
  if (hasFailed(order)) return true;
  if (!DONE_STATES.has(state) || closedAt === undefined) return false;
  return now.getTime() - Date.parse(closedAt) > settings.reopenDays * DAY;
}
