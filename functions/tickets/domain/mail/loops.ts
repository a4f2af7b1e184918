import { headerOf, type ParsedMail } from './parsed-mail.ts';

/*
 * Two decisions that must not be mixed up: whether a mail may be answered by a machine, and whether it may open or reopen a ticket.
 * Outlook sets X-Auto-Response-Suppress on mails of people: such a mail opens tickets and is not answered automatically.
 */

/** Why a mail was written by no person. */
export type Automatic = 'auto-submitted' | 'bulk' | 'mailing-list' | 'no-return-path' | 'delivery-report';

const BULK = new Set(['bulk', 'list', 'junk', 'auto_reply']);
const SUBMITTED_BY_PEOPLE = new Set(['', 'no']);

/** Why a mail counts as automatic (RFC 3834, 5; RFC 2919, 2369; RFC 3464); undefined where a person may have written it. */
export function automaticBecause(mail: ParsedMail): Automatic | undefined {
  if (mail.report) return 'delivery-report';
  const [submitted = ''] = headerOf(mail, 'auto-submitted').toLowerCase().split(/[;\s]/);
  if (!SUBMITTED_BY_PEOPLE.has(submitted)) return 'auto-submitted';
  if (headerOf(mail, 'x-autoreply') !== '' || headerOf(mail, 'x-autorespond') !== '') return 'auto-submitted';
  if (BULK.has(headerOf(mail, 'precedence').toLowerCase())) return 'bulk';
  if (mail.headers.has('list-id') || mail.headers.has('list-unsubscribe')) return 'mailing-list';
  if (headerOf(mail, 'return-path') === '<>') return 'no-return-path';
  return undefined;
}

/** Senders that nobody reads the answers of (RFC 2142, RFC 3834). */
const UNREAD =
  /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|owner-.*|.*-request|.*-bounces?)(?:[+@]|$)/;

/** Whether a machine may answer a mail; how often it does is capped besides. */
export function mayAnswer(mail: ParsedMail, ownAddresses: ReadonlySet<string>): boolean {
  if (!mail.from || automaticBecause(mail) !== undefined) return false;
  const suppressed = headerOf(mail, 'x-auto-response-suppress')
    .toLowerCase()
    .split(/[,\s]+/);
  if (suppressed.some((what) => ['all', 'oof', 'autoreply', 'rn', 'dr', 'nrn'].includes(what))) return false;
  return !ownAddresses.has(mail.from.email) && !UNREAD.test(mail.from.email);
}

/** What mails of ours carry that no person wrote, so that no machine answers them (RFC 3834, 5; [MS-OXCMAIL] 2.1.3.2.14). */
export const AUTOMATIC_HEADERS: Readonly<Record<string, string>> = {
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
};

/** Automatic mails of ours that went out this hour. */
export interface AnswersThisHour {
  readonly toSender: number;
  readonly onTicket: number;
}

/** So many an hour: what two systems say to each other ends there, even where neither says that it is one. */
export const ANSWERS_PER_HOUR: AnswersThisHour = { toSender: 5, onTicket: 3 };

/** Whether one more automatic mail is no loop. */
export function isBelowCaps({ toSender, onTicket }: AnswersThisHour): boolean {
  return toSender < ANSWERS_PER_HOUR.toSender && onTicket < ANSWERS_PER_HOUR.onTicket;
}
