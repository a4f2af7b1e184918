import * as z from 'zod';
import type { EventSource } from '../../shared/queue/event-source.ts';
import { message } from '../../shared/queue/message.ts';

export const mailQueued = message({
  type: 'mail.queued',
  kind: 'event',
  summary: 'A mail stands in the outbox.',
  payload: z.strictObject({ mailId: z.string() }),
});

export const mailSettled = message({
  type: 'mail.settled',
  kind: 'event',
  summary: 'A mail was sent, or given up; `subject` says in the words of the module what it is about.',
  payload: z.strictObject({
    mailId: z.string(),
    module: z.string(),
    subject: z.string(),
    state: z.enum(['sent', 'failed']),
    because: z.string().optional(),
    sentMessageId: z.string().optional().describe('The Message-ID that its readers see.'),
  }),
});

const QueuedImage = z.object({ companyId: z.string(), mailId: z.string() });
const OutcomeImage = z.object({
  companyId: z.string(),
  mailId: z.string(),
  version: z.int(),
  about: z.object({ module: z.string(), subject: z.string() }),
  state: z.enum(['sent', 'failed']),
  because: z.string().optional(),
  sentMessageId: z.string().optional(),
});

export const events: readonly EventSource[] = [
  {
    entity: 'mail.outgoing',
    publishes: mailQueued,
    toEvents: (image) => {
      const { companyId, mailId } = QueuedImage.parse(image);
      return [{ id: `${companyId}-${mailId}`.slice(0, 128), companyId, payload: { mailId } }];
    },
  },
  {
    entity: 'mail.outcome',
    publishes: mailSettled,
    toEvents: (image) => {
      const { companyId, mailId, version, about, ...how } = OutcomeImage.parse(image);
      const id = `${companyId}-${mailId}-${version}`.slice(-128);
      return [{ id, companyId, payload: { mailId, ...about, ...how } }];
    },
  },
];
