import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { MAX_ARTICLE_CHARACTERS } from '../contract.ts';
import type { MailDecision } from '../domain/mail/decide-mail.ts';
import { forwardedFrom } from '../domain/mail/forwarded.ts';
import { keptHeaders } from '../domain/mail/kept-headers.ts';
import type { ParsedMail } from '../domain/mail/parsed-mail.ts';
import { withoutQuoted } from '../domain/mail/quoted.ts';
import { bareSubject } from '../domain/mail/subject.ts';
import { addArticle } from '../domain/ticket/decide.ts';
import type { MailReader } from '../reader/mails.ts';
import type { MailDayRow, MailRow } from '../table/mails.ts';
import type { StoredFile } from '../table/tickets.ts';
import { type Changed, type ChangeTicketDeps, changeTicket, type Who, type Words } from './change-ticket.ts';
import { type MailPlace, type MailSituationDeps, ownAddresses } from './mail-situation.ts';
import { type Undelivered, undeliverable, undeliverableWrite } from './mark-undeliverable.ts';
import { type OpenTicketDeps, openTicket } from './open-ticket.ts';

export interface TakeInMailDeps extends OpenTicketDeps, Omit<ChangeTicketDeps, 'reader'>, MailSituationDeps {
  readonly reader: OpenTicketDeps['reader'] & ChangeTicketDeps['reader'] & MailSituationDeps['reader'];
}

/** A mail that has been read, with its raw text and files kept. */
export interface ArrivedMail {
  readonly mail: ParsedMail;
  readonly files: readonly StoredFile[];
  /** Sanitized. */
  readonly html?: string | undefined;
}

/** Where the mail is kept, and where it arrived. */
export type KeptMail = Pick<MailRow, 'companyId' | 'mailId'>;

type Counted = MailRow['outcome'] | 'duplicate';

/**
 * Moves the counts of a day. What is decided later moves a mail from one count to another; `received` is the sum of all.
 */
export async function countWrite(
  { reader, mails }: Pick<MailSituationDeps, 'mails'> & { readonly reader: MailReader },
  companyId: string,
  day: string,
  change: Partial<Record<Counted, number>>,
): Promise<Write> {
  const seen = await reader.loadMailDay(companyId, day);
  const none = { received: 0, ticket: 0, article: 0, duplicate: 0, parked: 0, refused: 0 };
  const next: MailDayRow = { companyId, day, ...none, ...seen };
  for (const [outcome, by] of Object.entries(change)) {
    next[outcome as Counted] += by;
    next.received += by;
  }
  return mails.count(seen, next);
}

export const dayOfMail = ({ receivedAt }: Pick<MailRow, 'receivedAt'>) => utcDay(new Date(receivedAt));

export interface Settled {
  readonly outcome: 'ticket' | 'article';
  readonly ticketId: string;
  readonly article: number;
}

/**
 * Makes the ticket or article that was decided on, in one transaction with the writes of whoever settles (`together`), and with its
 * Message-ID being known from then on.
 */
export async function settleMail(
  deps: TakeInMailDeps,
  place: MailPlace,
  { mailId }: KeptMail,
  arrived: ArrivedMail,
  decision: Exclude<MailDecision, { outcome: 'parked' }>,
  who: Who,
  together: (settled: Settled) => readonly Write[],
): Promise<Settled> {
  const settledOf = ({ row: { ticketId }, articles: [article] }: Changed): Settled => {
    invariant(article, 'a mail makes an article');
    return { outcome: decision.outcome, ticketId, article: article.article };
  };
  const { messageId } = arrived.mail;
  const also = (changed: Changed) => {
    const settled = settledOf(changed);
    const { ticketId } = settled;
    const { companyId } = place;
    const known = messageId ? [deps.mails.knowMessage({ companyId, messageId, ticketId })] : [];
    return [...known, ...together(settled)];
  };
  const changed =
    decision.outcome === 'ticket'
      ? await openTicket(deps, wishOf(place, mailId, arrived, decision.follows), who, also)
      : await addToThread(deps, place, mailId, arrived, decision, who, also);
  return settledOf(changed);
}

function wishOf(
  place: MailPlace,
  mailId: string,
  arrived: ArrivedMail,
  follows: string | undefined,
): Parameters<typeof openTicket>[1] {
  const { mail } = arrived;
  const { companyId, mailbox, settings } = place;
  invariant(mail.from, 'a mail without a sender is parked');
  // Whoever is in the list of agents passes a mail on for somebody else; anyone may say so of himself.
  const written = settings.agents.includes(mail.from.email) ? forwardedFrom(mail) : undefined;
  return {
    companyId,
    channel: 'mail',
    title: titleOf(mail),
    words: wordsOf(arrived, mailId, mail.text),
    requester: written ?? mail.from,
    category: mailbox?.category,
    team: mailbox?.team,
    mailbox: mailbox?.address,
    headers: keptHeaders(mail),
    participants: othersOf(mail, place),
    links: follows === undefined ? [] : [{ relation: 'follows', ticketId: follows }],
  };
}

function addToThread(
  deps: TakeInMailDeps,
  place: MailPlace,
  mailId: string,
  arrived: ArrivedMail,
  { ticketId, speaks, undelivered }: Extract<MailDecision, { outcome: 'article' }>,
  who: Who,
  also: (changed: Changed) => readonly Write[],
): Promise<Changed> {
  const { mail } = arrived;
  const { companyId } = place;
  const report = reportOf(mail);
  return changeTicket(
    deps,
    { companyId, ticketId },
    who,
    (seen) => ({
      happenings: [
        ...addArticle(
          seen,
          speaks ? { kind: 'requester', id: seen.requesterId } : who.by,
          speaks ? { kind: 'message', isPublic: true } : { kind: 'note', isPublic: false },
        ),
        ...(undelivered === undefined ? [] : [undeliverable(undelivered, report)]),
      ],
      words: [wordsOf(arrived, mailId, withoutQuoted(mail.text))],
      participants: speaks ? [...(mail.from ? [mail.from.email] : []), ...othersOf(mail, place)] : [],
    }),
    (changed) => {
      if (undelivered === undefined) return also(changed);
      const reply = { companyId, ticketId, article: undelivered };
      return [...also(changed), undeliverableWrite(deps.store, reply, report, who.now)];
    },
  );
}

/** What a delivery report says of our mail, as it stands in its article. */
function reportOf({ report }: ParsedMail): Undelivered {
  const to = report?.recipient ? ` to ${report.recipient}` : '';
  return { reason: `The mail${to} did not arrive.`, status: report?.status };
}

function othersOf({ to }: ParsedMail, place: MailPlace): string[] {
  const own = ownAddresses(place);
  return to.map(({ email }) => email).filter((email) => !own.has(email));
}

function titleOf({ subject, text }: ParsedMail): string {
  const line = text.split('\n').find((one) => one.trim() !== '') ?? '';
  return bareSubject(subject) || bareSubject(line) || '(no subject)';
}

/** An item of the table holds 400 KB: beside the text stand 60 KB of HTML and the names of a hundred files. */
const MOST_TEXT_BYTES = 220_000;
const CUT = '[...]';

/** As much of a text as is kept; the raw mail has all of it. */
function cutText(text: string): string {
  const isLong = text.length > MAX_ARTICLE_CHARACTERS || Buffer.byteLength(text) > MOST_TEXT_BYTES;
  if (!isLong) return text;
  const bytes = Buffer.from(text.slice(0, MAX_ARTICLE_CHARACTERS - CUT.length));
  // A character that is cut in two is left out.
  return `${bytes
    .subarray(0, MOST_TEXT_BYTES)
    .toString()
    .replace(/\ufffd$/, '')}${CUT}`;
}

function wordsOf({ mail, files, html }: ArrivedMail, mailId: string, text: string): Words {
  return { text: cutText(text), html, from: mail.from, files, messageId: mail.messageId, mailId };
}
