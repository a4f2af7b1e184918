import { oneByOne } from '../../../shared/queue/batch-worker.ts';
import type { MessageOf } from '../../../shared/queue/message.ts';
import type { mailSettled } from '../../mail/contract.ts';
import type { Tickets } from '../compose.ts';
import { markUndeliverable } from '../usecases/mark-undeliverable.ts';

const OUTBOX = { kind: 'system', id: 'mail' } as const;
/** `1042/articles/3`, `1042/acknowledgement`, `1042/survey`. */
const SUBJECT = /^([1-9]\d{0,9})\/(?:articles\/([1-9]\d{0,8})|acknowledgement|survey)$/;

/** Hears how mails of tickets ended: under which id they went out, or that they did not. */
export function mailEvents(deps: Tickets) {
  return oneByOne(async ({ companyId, payload }: MessageOf<typeof mailSettled>, now: Date) => {
    const { module, subject, state, because = 'refused', sentMessageId: messageId } = payload;
    const [, ticketId, number] = (module === 'tickets' && SUBJECT.exec(subject)) || [];
    if (ticketId === undefined) return;
    const article = number === undefined ? undefined : Number(number);
    if (state === 'sent' && messageId !== undefined)
      await deps.mails.commitMail([deps.mails.knowMessage({ companyId, messageId, ticketId, article })]);
    if (state === 'failed' && article !== undefined)
      await markUndeliverable(
        deps,
        { companyId, ticketId, article },
        { reason: because },
        { by: OUTBOX, now },
      );
  });
}
