import { dueArrival } from '../../domain/mail/without-ticket.ts';
import type { MailReader } from '../../reader/mails.ts';
import { standardMailSettings } from '../mail-situation.ts';
import { type RedactMailDeps, redactMail } from './redact-mail.ts';

export interface EndWaitingDeps extends RedactMailDeps {
  readonly reader: RedactMailDeps['reader'] & Pick<MailReader, 'loadMailSettings' | 'allWithoutTicket'>;
}

/** What a run does for one company at most. */
const MOST_IN_A_RUN = 500;

/** Takes the words of mails away that became no ticket within the days of the company; one that still waits is refused with that reason. */
export async function endWaiting(
  deps: EndWaitingDeps,
  companyId: string,
  now: Date,
  hasTime: () => boolean,
  onFailure: (companyId: string, error: unknown) => void,
): Promise<void> {
  const { reader } = deps;
  const settings = (await reader.loadMailSettings(companyId)) ?? standardMailSettings(companyId);
  const days = settings.withoutTicketDays;
  const reason = `Nobody decided within ${days} days.`;
  let count = 0;
  for (const list of ['PARKED', 'REFUSED'] as const)
    for await (const mail of reader.allWithoutTicket(companyId, list, dueArrival(now, days))) {
      if (count >= MOST_IN_A_RUN || !hasTime()) return;
      count += 1;
      try {
        await redactMail(deps, mail, now, { reason });
      } catch (error) {
        onFailure(companyId, error);
      }
    }
}
