import type { OutgoingMail } from '../../../shared/mail/outgoing.ts';
import { queueMail } from '../../../shared/mail/queue-mail.ts';
import { ChangedMeanwhileError, decideAgain, type Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { MailReader as OutboxReader } from '../../mail/reader.ts';
import type { TicketStore } from '../store/tickets.ts';
import type { TicketRow } from '../table/tickets.ts';

export interface OrderMailDeps {
  readonly outbox: Pick<OutboxReader, 'loadMail'>;
  readonly store: Pick<TicketStore, 'commit' | 'noteMailOfWords' | 'hasItsWords'>;
  readonly retryWhileContended: Retry;
}

export interface MadeMail {
  readonly mail: OutgoingMail;
  /** The tickets whose words it holds, as they were read before their articles. None, where it tells of something else. At most 90: each is an item of the transaction. */
  readonly of: readonly TicketRow[];
  readonly together?: readonly Write[] | undefined;
}

/**
 * Queues a mail that follows from something which may be heard of twice: the same id is queued once. Its tickets know of it before it stands
 * there, and it is not queued once somebody has taken their words away: so whoever does that finds every mail that was made of them.
 * @param make the mail, with writes to go with it; undefined where none is to be sent. May run again.
 */
export function orderMail(
  deps: OrderMailDeps,
  companyId: string,
  mailId: string,
  subject: string,
  now: Date,
  make: () => Promise<MadeMail | undefined>,
): Promise<void> {
  const { outbox, store } = deps;
  return decideAgain('tickets', deps, async () => {
    if (await outbox.loadMail(companyId, mailId)) return;
    const made = await make();
    if (!made) return;
    const { mail, of, together = [] } = made;
    const order = { companyId, mailId, about: { module: 'tickets', subject } };
    const queued = queueMail(order, mail, now, () => new ChangedMeanwhileError('tickets', 'the mail'));
    const haveTheirWords = of.map((row) =>
      store.hasItsWords(row, () => new ChangedMeanwhileError('tickets', 'words of the mail')),
    );
    const known = of.map(({ ticketId }) => store.noteMailOfWords({ companyId, ticketId, mailId }));
    if (known.length > 0) await store.commit(known);
    await store.commit([queued, ...haveTheirWords, ...together]);
  });
}
