import { randomBytes } from 'node:crypto';
import {
  type MailSituation,
  type MailThread,
  STANDARD_MAIL_RULES,
  threadFor,
} from '../domain/mail/decide-mail.ts';
import { automaticBecause } from '../domain/mail/loops.ts';
import type { ParsedMail } from '../domain/mail/parsed-mail.ts';
import { articleOfPart } from '../domain/mail/thread-headers.ts';
import { answeredIds, threadsOf } from '../domain/mail/thread-of.ts';
import { readMessageId } from '../domain/mail/tokens.ts';
import { STANDARD_WITHOUT_TICKET_DAYS } from '../domain/mail/without-ticket.ts';
import { mergedInto } from '../domain/ticket/links.ts';
import type { AnswerReader } from '../reader/answers.ts';
import type { MailReader } from '../reader/mails.ts';
import type { TicketReader } from '../reader/tickets.ts';
import type { MailStore } from '../store/mails.ts';
import type { MailboxRow, MailRateRow, MailSettingsRow } from '../table/mails.ts';
import type { TicketRow } from '../table/tickets.ts';

/** How a company takes mail. */
export interface MailPlace {
  readonly companyId: string;
  readonly settings: MailSettingsRow;
  readonly mailboxes: readonly MailboxRow[];
  /** The one that a mail was delivered to, if it is kept. */
  readonly mailbox: MailboxRow | undefined;
}

/** A count of this hour, and what it is with one more. */
export interface Rate {
  readonly seen: MailRateRow | undefined;
  readonly next: MailRateRow;
}

/** What counts against the caps: tickets of a sender, and automatic mails to a ticket. */
export interface MailRates {
  readonly sender: Rate;
  readonly ticket: Rate | undefined;
}

export interface MailSituationDeps {
  readonly reader: MailReader &
    Pick<TicketReader, 'loadTicket' | 'loadTickets'> &
    Pick<AnswerReader, 'allAgents'>;
  readonly mails: MailStore;
}

/** Tickets that a mail claims to belong to are looked up at most so many. */
const MOST_CLAIMS = 5;

/** What holds until a company says otherwise, as its first mail or its first settings will find it. */
export function standardMailSettings(companyId: string): Omit<MailSettingsRow, 'secret'> {
  const withoutTicketDays = STANDARD_WITHOUT_TICKET_DAYS;
  return { companyId, version: 1, agents: [], withoutTicketDays, ...STANDARD_MAIL_RULES };
}

/** The settings of a company, for who signs or keeps them: those of the standard get their secret here, and are kept. */
export async function mailSettings(
  { reader, mails }: Pick<MailSituationDeps, 'reader' | 'mails'>,
  companyId: string,
): Promise<MailSettingsRow> {
  const kept = await reader.loadMailSettings(companyId);
  if (kept) return kept;
  const secret = randomBytes(32).toString('base64url');
  const first = { ...standardMailSettings(companyId), secret };
  await mails.keepMailSettings(undefined, first);
  return first;
}

export async function mailPlace(
  deps: MailSituationDeps,
  companyId: string,
  mail: Pick<ParsedMail, 'deliveredTo' | 'to'>,
): Promise<MailPlace> {
  const [kept, mailboxes, agents] = await Promise.all([
    mailSettings(deps, companyId),
    deps.reader.allMailboxes(companyId),
    deps.reader.allAgents(companyId),
  ]);
  const settings = { ...kept, agents: [...kept.agents, ...agents.map(({ email }) => email)] };
  const byAddress = new Map(mailboxes.map((mailbox) => [mailbox.address, mailbox]));
  const [mailbox] = [...mail.deliveredTo, ...mail.to.map(({ email }) => email)].flatMap(
    (address) => byAddress.get(address) ?? [],
  );
  return { companyId, settings, mailboxes, mailbox };
}

export function ownAddresses({ mailboxes }: Pick<MailPlace, 'mailboxes'>): ReadonlySet<string> {
  return new Set(mailboxes.map(({ address }) => address));
}

export async function mailRate(
  { reader }: { readonly reader: Pick<MailReader, 'loadMailRate'> },
  companyId: string,
  of: string,
  now: Date,
): Promise<Rate> {
  const hour = now.toISOString().slice(0, 13);
  const seen = await reader.loadMailRate(companyId, of, hour);
  return { seen, next: { companyId, of, hour, count: (seen?.count ?? 0) + 1 } };
}

/** Reads what the decision on a mail rests on. */
export async function mailSituation(
  { reader }: MailSituationDeps,
  place: MailPlace,
  mail: ParsedMail,
  now: Date,
): Promise<{ readonly situation: MailSituation; readonly rates: MailRates }> {
  const { companyId, settings, mailbox } = place;
  const reported = mail.report?.messageId;
  const known = await reader.ticketsOfMessages(companyId, answeredIds(mail));
  const threads = await threadsWithTickets({ reader }, place, mail, known);
  const agents = new Set(settings.agents);
  const thread = automaticBecause(mail) && threadFor(mail, { threads, settings, agents, now });
  const rateOf = (of: string) => mailRate({ reader }, companyId, of, now);
  const rates = {
    sender: await rateOf(`sender ${mail.from?.email ?? ''}`),
    ticket: thread ? await rateOf(`ticket ${thread.ticketId}`) : undefined,
  };
  return {
    rates,
    situation: {
      now,
      settings,
      threads,
      reportedOn: reported === undefined ? undefined : await reportedOn({ reader }, place, reported),
      ownAddresses: ownAddresses(place),
      agents,
      takesAutomatic: mailbox?.takesAutomatic ?? false,
      openedThisHour: rates.sender.seen?.count ?? 0,
      automaticThisHour: rates.ticket?.seen?.count ?? 0,
    },
  };
}

/** Our mail that a delivery report is on: by the id that we gave it, or by the one that the mail service did. */
async function reportedOn(
  { reader }: Pick<MailSituationDeps, 'reader'>,
  { companyId, settings }: MailPlace,
  messageId: string,
): Promise<MailSituation['reportedOn']> {
  const own = readMessageId(settings.secret, companyId, messageId);
  if (own) return { ticketId: own.ticketId, article: articleOfPart(own.part) };
  const known = await reader.findMessage(companyId, messageId);
  return known && { ticketId: known.ticketId, article: known.article };
}

/** The tickets that a mail claims to belong to, as they stand. */
async function threadsWithTickets(
  { reader }: Pick<MailSituationDeps, 'reader'>,
  { companyId, settings }: MailPlace,
  mail: ParsedMail,
  known: ReadonlyMap<string, string>,
): Promise<readonly MailThread[]> {
  const claims = threadsOf(mail, settings.secret, companyId, known).slice(0, MOST_CLAIMS);
  const tickets = await reader.loadTickets(
    companyId,
    claims.map(({ ticketId }) => ticketId),
  );
  const byId = new Map(tickets.map((ticket) => [ticket.ticketId, ticket]));
  const threads = claims.map(async ({ by, ticketId }): Promise<MailThread[]> => {
    const ticket = await merged({ reader }, byId.get(ticketId));
    return ticket ? [{ by, ticketId: ticket.ticketId, ticket }] : [];
  });
  return (await Promise.all(threads)).flat();
}

/** Tickets that were merged one after the other. */
const MOST_MERGES = 10;

/** The ticket itself, or the one that it was merged into. */
async function merged(
  { reader }: Pick<MailSituationDeps, 'reader'>,
  ticket: TicketRow | undefined,
): Promise<TicketRow | undefined> {
  let row = ticket;
  for (let count = 0; count < MOST_MERGES && row; count += 1) {
    const next = mergedInto(row.links);
    if (next === undefined) return row;
    row = await reader.loadTicket(row.companyId, next);
  }
  return row;
}
