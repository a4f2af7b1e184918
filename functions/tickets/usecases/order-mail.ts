import type { OutgoingMail } from '../../../shared/mail/outgoing.ts';
import { queueMail } from '../../../shared/mail/queue-mail.ts';
import type { OutgoingMailRow } from '../../../shared/mail/table.ts';
import { ChangedMeanwhileError, decideAgain, type Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { MailReader as OutboxReader } from '../../mail/reader.ts';
import type { TicketStore } from '../store/tickets.ts';

export interface OrderMailDeps {
  readonly outbox: Pick<OutboxReader, 'loadMail'>;
  readonly store: Pick<TicketStore, 'commit'>;
  readonly retryWhileContended: Retry;
}

/**
 * Queues a mail that follows from something which may be heard of twice: the same id is queued once.
 * @param make the mail, with writes to go with it; undefined where none is to be sent. May run again.
 */
export function orderMail(
  deps: OrderMailDeps,
  companyId: string,
  mailId: string,
  subject: string,
  now: Date,
  make: () => Promise<{ readonly mail: OutgoingMail; readonly together?: readonly Write[] } | undefined>,
): Promise<void> {
  return decideAgain('tickets', deps, async () => {
    const standing: OutgoingMailRow | undefined = await deps.outbox.loadMail(companyId, mailId);
    if (standing) return;
    const made = await make();
    if (!made) return;
    const order = { companyId, mailId, about: { module: 'tickets', subject } };
    const queued = queueMail(order, made.mail, now, () => new ChangedMeanwhileError('tickets', 'the mail'));
    await deps.store.commit([queued, ...(made.together ?? [])]);
  });
}
