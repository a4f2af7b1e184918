import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { errorFields, type Log, log as standardLog } from '../../../shared/log.ts';
import type { Bury } from '../../../shared/queue/dead-letters.ts';
import { NO_COMPANY } from '../../../shared/queue/failed-message.ts';
import { outcomeOf } from '../../../shared/queue/outcome.ts';
import { refuse } from '../errors.ts';
import { type ReceiveMailDeps, receiveMail } from '../usecases/receive-mail.ts';

const QUEUE = 'ticket-mails';

/** What SES tells of a mail that it has stored ("Contents of notifications for Amazon SES email receiving"), as far as it matters. */
const Notification = z.object({
  notificationType: z.literal('Received'),
  /** The object is called as the mail is: nobody says of a key that it is a mail. */
  mail: z.object({ messageId: z.string().regex(/^[A-Za-z0-9-]{8,128}$/) }),
  receipt: z.object({ recipients: z.array(z.string().max(320)).min(1) }),
});

export interface ReceivedMailsDeps extends ReceiveMailDeps {
  readonly bury: Bury;
  readonly log?: Log;
  readonly clock?: () => Date;
}

function readNotification(body: string) {
  try {
    const { mail, receipt } = Notification.parse(JSON.parse(body));
    return { deliveryId: mail.messageId, recipients: receipt.recipients };
  } catch (cause) {
    if (!(cause instanceof z.ZodError || cause instanceof SyntaxError)) throw cause;
    throw refuse('tickets.no-delivery', 'The message is no notification of SES on a mail that was received.');
  }
}

/** Works on what SES tells of received mails. What cannot work is set aside with its reason, everything else comes again. */
export function receivedMails(deps: ReceivedMailsDeps) {
  const { log = standardLog, clock = () => new Date() } = deps;

  async function work(record: SQSRecord): Promise<void> {
    const now = clock();
    try {
      await receiveMail(deps, readNotification(record.body), now);
    } catch (cause) {
      const outcome = outcomeOf(cause);
      if (outcome.outcome !== 'refused') throw cause;
      const { code, message: reason } = outcome.error;
      log('error', 'mail set aside', { queue: QUEUE, code });
      const { messageId: deliveryId, body } = record;
      await deps.bury(
        {
          companyId: NO_COMPANY,
          deliveryId,
          queue: QUEUE,
          type: undefined,
          messageId: undefined,
          body,
          code,
          reason,
        },
        now,
      );
    }
  }

  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (const record of Records) {
      try {
        await work(record);
      } catch (error) {
        log('error', 'mail will be tried again', { queue: QUEUE, ...errorFields(error) });
        batchItemFailures.push({ itemIdentifier: record.messageId });
      }
    }
    return { batchItemFailures };
  };
}
