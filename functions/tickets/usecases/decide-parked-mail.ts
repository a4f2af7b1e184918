import { decideAgain } from '../../../shared/table/failures.ts';
import { refuse } from '../errors.ts';
import type { MailRow } from '../table/mails.ts';
import type { Who } from './change-ticket.ts';
import { mailPlace } from './mail-situation.ts';
import { type ArrivedMail, countWrite, dayOfMail, settleMail, type TakeInMailDeps } from './settle-mail.ts';

export interface DecideParkedMailDeps extends TakeInMailDeps {
  /** The mail as it came, read again; undefined where it is gone. */
  readonly readAgain: (row: MailRow) => Promise<ArrivedMail | undefined>;
}

export type MailKey = { readonly companyId: string; readonly mailId: string };

/** @throws tickets.unknown-mail */
export async function loadMail(
  { reader }: Pick<TakeInMailDeps, 'reader'>,
  { companyId, mailId }: MailKey,
): Promise<MailRow> {
  const row = await reader.loadMail(companyId, mailId);
  if (!row) throw refuse('tickets.unknown-mail', `There is no mail ${mailId}.`);
  return row;
}

async function loadParked(deps: TakeInMailDeps, key: MailKey): Promise<MailRow> {
  const row = await loadMail(deps, key);
  if (row.outcome === 'parked') return row;
  throw refuse('tickets.mail-decided', `The mail does not wait: it is ${row.outcome}.`);
}

export interface Release {
  /** An article of this one; of a new ticket where absent. */
  readonly ticketId?: string | undefined;
  readonly from?: string | undefined;
}

/**
 * A person lets a mail in that waited: it becomes what it would have been. Twice is once: the second one is told that it is decided.
 * @throws tickets.unknown-mail, tickets.mail-decided, tickets.mail-has-no-sender, tickets.unknown-ticket
 */
export function releaseMail(
  deps: DecideParkedMailDeps,
  key: MailKey,
  { ticketId, from }: Release,
  who: Who,
): Promise<MailRow> {
  return decideAgain('tickets', deps, async () => {
    const row = await loadParked(deps, key);
    const read = await deps.readAgain(row);
    const sender = from ? { email: from } : read?.mail.from;
    if (!read || !sender) {
      throw refuse('tickets.mail-has-no-sender', 'Say whose the mail is.', {
        errors: [{ pointer: '/from', detail: 'must be the address of who wrote it' }],
      });
    }
    // Where it arrived decided the mail server, or stands in the mail.
    const deliveredTo = row.mailbox ? [row.mailbox, ...read.mail.deliveredTo] : read.mail.deliveredTo;
    const arrived = { ...read, mail: { ...read.mail, from: sender, deliveredTo } };
    const place = await mailPlace(deps, key.companyId, arrived.mail);
    const outcome = ticketId === undefined ? ('ticket' as const) : ('article' as const);
    const counted = await countWrite(deps, key.companyId, dayOfMail(row), { parked: -1, [outcome]: 1 });
    const decision =
      ticketId === undefined
        ? { outcome: 'ticket' as const }
        : { outcome: 'article' as const, ticketId, by: 'known-message-id' as const, speaks: true };
    const decided = { at: who.now.toISOString(), by: who.by.id };
    const settled = await settleMail(deps, place, row, arrived, decision, who, (made) => [
      deps.mails.decideMail(row, { ...row, ...made, decided }),
      counted,
    ]);
    return { ...row, ...settled, decided };
  });
}

/** A person refuses a mail that waited; it stays as it came. @throws tickets.unknown-mail, tickets.mail-decided */
export function refuseMail(
  deps: TakeInMailDeps,
  key: MailKey,
  reason: string,
  { by, now }: Who,
): Promise<MailRow> {
  return decideAgain('tickets', deps, async () => {
    const row = await loadParked(deps, key);
    const decided = { at: now.toISOString(), by: by.id, reason };
    const next = { ...row, outcome: 'refused' as const, decided };
    const counted = await countWrite(deps, key.companyId, dayOfMail(row), { parked: -1, refused: 1 });
    await deps.mails.commitMail([deps.mails.decideMail(row, next), counted]);
    return next;
  });
}
