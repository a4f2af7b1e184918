import { forgetMail } from '../../../../shared/mail/forget-mail.ts';
import { rewordMail } from '../../../../shared/mail/reword-mail.ts';
import { ChangedMeanwhileError, decideAgain, type Retry } from '../../../../shared/table/failures.ts';
import type { Write } from '../../../../shared/table/writes.ts';
import type { MailReader as OutboxReader } from '../../../mail/reader.ts';
import { isDigest, withoutTicket } from '../../domain/answers/digest.ts';
import { withoutAddress } from '../../domain/privacy/plan.ts';
import type { PrivacyReader } from '../../reader/privacy.ts';
import type { PrivacyStore } from '../../store/privacy.ts';
import type { TicketArticleRow, TicketRow } from '../../table/tickets.ts';

export interface DropMailsDeps {
  readonly reader: Pick<PrivacyReader, 'allMailsOfWords'>;
  readonly outbox: Pick<OutboxReader, 'loadMail'>;
  readonly privacy: PrivacyStore;
  readonly retryWhileContended: Retry;
}

/** Mails of a transaction: each with the note that names it. */
const MAILS_AT_ONCE = 40;

/**
 * Takes mails of ours away that were made of a ticket's words, sent or not: notices, confirmations, surveys. A list of the day names other
 * tickets too, and loses what it says of this one. Comes after the event that says that the words are gone: from then on nobody makes more of
 * them (`usecases/order-mail.ts`). Run again, it finds the rest.
 */
export async function dropMails(
  deps: DropMailsDeps,
  { companyId, ticketId }: Pick<TicketRow, 'companyId' | 'ticketId'>,
): Promise<void> {
  const { reader, privacy } = deps;
  const notes = await Array.fromAsync(reader.allMailsOfWords(companyId, ticketId));
  const own = notes.filter(({ mailId }) => !isDigest(mailId));
  for (let at = 0; at < own.length; at += MAILS_AT_ONCE)
    await privacy.commit(
      own
        .slice(at, at + MAILS_AT_ONCE)
        .flatMap((note) => [forgetMail(note), privacy.forgetMailOfWords(note)]),
    );
  for (const note of notes.filter(({ mailId }) => isDigest(mailId))) {
    const reword = (text: string) => ({ text: withoutTicket(text, ticketId) });
    await rewordStanding(deps, note, reword, [privacy.forgetMailOfWords(note)]);
  }
}

/** Leaves of the mail of a reply that stays what its article says: below it, it repeats what somebody else wrote. */
export function bareReply(
  deps: Omit<DropMailsDeps, 'reader'>,
  { companyId, outgoingMailId, text }: TicketArticleRow,
  email: string,
): Promise<void> {
  if (outgoingMailId === undefined) return Promise.resolve();
  const words = { text: withoutAddress(text, email), leaves: (one: string) => one === email };
  return rewordStanding(deps, { companyId, mailId: outgoingMailId }, () => words, []);
}

function rewordStanding(
  { outbox, privacy, ...deps }: Omit<DropMailsDeps, 'reader'>,
  { companyId, mailId }: { readonly companyId: string; readonly mailId: string },
  reword: (text: string) => Parameters<typeof rewordMail>[1],
  together: readonly Write[],
): Promise<void> {
  return decideAgain('tickets', deps, async () => {
    const seen = await outbox.loadMail(companyId, mailId);
    const changed = () => new ChangedMeanwhileError('tickets', 'the mail');
    // Its sender says within seconds what became of it; of one that died the next run finds more.
    if (seen?.state === 'sending') throw changed();
    const next = seen && reword(seen.text);
    const isDone = !next || (next.text === seen.text && !seen.cc.some((one) => next.leaves?.(one.email)));
    const writes = [...(isDone ? [] : [rewordMail(seen, next, changed)]), ...together];
    if (writes.length > 0) await privacy.commit(writes);
  });
}
