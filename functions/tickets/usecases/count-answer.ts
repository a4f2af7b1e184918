import type { Write } from '../../../shared/table/writes.ts';
import { isBelowCaps } from '../domain/mail/loops.ts';
import { type MailSituationDeps, mailRate } from './mail-situation.ts';

/**
 * The writes that count an automatic mail of ours to somebody, on a ticket: for the transaction that lets it out, within `decideAgain`.
 * Undefined where it would be one too many this hour, and must not go out.
 */
export async function countAnswer(
  { reader, mails }: MailSituationDeps,
  { companyId, ticketId, to }: { readonly companyId: string; readonly ticketId: string; readonly to: string },
  now: Date,
): Promise<readonly Write[] | undefined> {
  const [sender, ticket] = await Promise.all([
    mailRate({ reader }, companyId, `answers to ${to.toLowerCase()}`, now),
    mailRate({ reader }, companyId, `answers on ${ticketId}`, now),
  ]);
  const counts = { toSender: sender.seen?.count ?? 0, onTicket: ticket.seen?.count ?? 0 };
  if (!isBelowCaps(counts)) return undefined;
  return [sender, ticket].map(({ seen, next }) => mails.rate(seen, next));
}
