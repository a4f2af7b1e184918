import { decideAgain } from '../../../../shared/table/failures.ts';
import type { Write } from '../../../../shared/table/writes.ts';
import type { MailRow } from '../../table/mails.ts';
import { countWrite, dayOfMail, type TakeInMailDeps } from '../settle-mail.ts';
import { type DropFilesDeps, dropMailFiles } from './drop-files.ts';
import { PRIVACY_ACTOR } from './privacy-actor.ts';
import { wordlessMail } from './redact-article.ts';

export interface RedactMailDeps extends DropFilesDeps, Omit<TakeInMailDeps, 'reader'> {
  readonly reader: DropFilesDeps['reader'] & TakeInMailDeps['reader'];
}

/** Whether a mail belongs to no ticket: it waits for a person, or was refused. One without a sender is found by no address, and goes after days. */
export function isLoose({ outcome, redactedAt }: Pick<MailRow, 'outcome' | 'redactedAt'>): boolean {
  return (outcome === 'parked' || outcome === 'refused') && redactedAt === undefined;
}

/**
 * Takes the words of a mail away that belongs to no ticket. One that waits for a person is refused: there is nothing left to decide.
 * @param reason why that one is refused, where it is not somebody's data that are erased
 */
export function redactMail(
  deps: RedactMailDeps,
  { companyId, mailId }: MailRow,
  now: Date,
  { reason, together = [] }: { readonly reason?: string; readonly together?: readonly Write[] },
): Promise<void> {
  return decideAgain('tickets', deps, async () => {
    const seen = await deps.reader.loadMail(companyId, mailId);
    if (!seen || seen.redactedAt !== undefined || seen.ticketId !== undefined) return;
    await dropMailFiles(deps, seen);
    const isParked = seen.outcome === 'parked';
    const at = now.toISOString();
    const refused = isParked && reason !== undefined ? { decided: { at, by: PRIVACY_ACTOR.id, reason } } : {};
    const next = { ...wordlessMail(seen, at), outcome: 'refused' as const, ...refused };
    const counted = isParked
      ? [await countWrite(deps, companyId, dayOfMail(seen), { parked: -1, refused: 1 })]
      : [];
    await deps.mails.commitMail([deps.mails.decideMail(seen, next), ...counted, ...together]);
  });
}
