import { decideAgain } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { decideMail, type MailDecision } from '../domain/mail/decide-mail.ts';
import { mayAnswer } from '../domain/mail/loops.ts';
import { mailIdOf } from '../domain/mail/mail-key.ts';
import type { MailRow } from '../table/mails.ts';
import { type MailRates, mailPlace, mailSituation } from './mail-situation.ts';
import { type ArrivedMail, countWrite, dayOfMail, settleMail, type TakeInMailDeps } from './settle-mail.ts';

/** Where a mail came from: the same `source` again is the same attempt, another one a second delivery. */
export interface Arrival {
  readonly companyId: string;
  readonly source: string;
  readonly raw: MailRow['raw'];
  /** Keeps the mail and its files; a duplicate is not kept again. */
  readonly keep: () => Promise<void>;
  readonly now: Date;
}

/** What became of a mail that arrived; of a duplicate, what became of the first. */
export interface TakenMail {
  readonly row: MailRow;
  readonly isDuplicate: boolean;
}

/**
 * Takes a mail in, once: it becomes a ticket or an article, or waits for a person, in one transaction with its being known and counted and
 * with the writes of whoever brings it (`together`). The same mail again is a duplicate of the first.
 */
export function takeInMail(
  deps: TakeInMailDeps,
  arrival: Arrival,
  arrived: ArrivedMail,
  together: () => readonly Write[],
): Promise<TakenMail> {
  const { companyId, source, raw, now } = arrival;
  const { mail } = arrived;
  return decideAgain('tickets', deps, async () => {
    const place = await mailPlace(deps, companyId, mail);
    const mailbox = place.mailbox?.address ?? '';
    const mailId = mailIdOf(mailbox, mail);
    const standing = await deps.reader.loadMail(companyId, mailId);
    if (standing?.source === source) return { row: standing, isDuplicate: false };
    const receivedAt = now.toISOString();
    const day = dayOfMail({ receivedAt });
    if (standing) {
      await deps.mails.commitMail([await countWrite(deps, companyId, day, { duplicate: 1 }), ...together()]);
      return { row: standing, isDuplicate: true };
    }
    await arrival.keep();
    const { situation, rates } = await mailSituation(deps, place, mail, now);
    const decision = decideMail(mail, situation);
    const { outcome } = decision;
    const arrivedRow = {
      companyId, mailId, source, mailbox, receivedAt, raw, outcome, from: mail.from, subject: mail.subject.slice(0, 500),
      files: arrived.files.map(({ sha256 }) => sha256),
      mayBeAnswered: mayAnswer(mail, situation.ownAddresses),
    }; // biome-ignore format: a record
    const more = [
      await countWrite(deps, companyId, day, { [outcome]: 1 }),
      ...rateWrites(deps, decision, rates),
      ...together(),
    ];
    if (decision.outcome === 'parked') {
      const row: MailRow = { ...arrivedRow, because: decision.because };
      await deps.mails.commitMail([deps.mails.addMail(row), ...more]);
      return { row, isDuplicate: false };
    }
    const who = { by: { kind: 'machine' as const, id: 'mail' }, now };
    const settled = await settleMail(deps, place, arrivedRow, arrived, decision, who, (made) => [
      deps.mails.addMail({ ...arrivedRow, ...made }),
      ...more,
    ]);
    return { row: { ...arrivedRow, ...settled }, isDuplicate: false };
  });
}

function rateWrites(
  { mails }: TakeInMailDeps,
  { outcome }: MailDecision,
  { sender, ticket }: MailRates,
): Write[] {
  if (outcome === 'ticket') return [mails.rate(sender.seen, sender.next)];
  return outcome === 'article' && ticket ? [mails.rate(ticket.seen, ticket.next)] : [];
}
