import * as z from 'zod';
import type { UploadKind } from '../../shared/imports/upload-kind.ts';
import type { EventSource } from '../../shared/queue/event-source.ts';
import { message } from '../../shared/queue/message.ts';

export const sanctionsList = {
  kind: 'sanctions-list',
  permission: 'screening.manage',
  maxBytes: 96 * 1_048_576,
  summary:
    'A sanctions list: the EU’s consolidated list as XML, or any list as CSV; it replaces its former version',
  format: 'sanctions-list',
} as const satisfies UploadKind;

export const uploadKinds: readonly UploadKind[] = [sanctionsList];

export const partnerScreened = message({
  type: 'screening.partner-screened',
  kind: 'event',
  summary:
    'What screening says of a customer or vendor has changed: clear, pending (somebody has to look) or hit.',
  payload: z.strictObject({ partnerId: z.string(), state: z.enum(['clear', 'pending', 'hit']) }),
});

export const listActivated = message({
  type: 'screening.list-activated',
  kind: 'event',
  summary: 'From now on another version of a sanctions list counts; everybody is screened again.',
  payload: z.strictObject({ list: z.string(), versionId: z.string() }),
});

export const runContinued = message({
  type: 'screening.run-continued',
  kind: 'event',
  summary: 'Some hundred partners more are to be screened; screening tells itself.',
  payload: z.strictObject({ runId: z.string(), version: z.int() }),
});

const EventImage = z.object({
  company: z.string(),
  eventId: z.string(),
  type: z.enum(['partner-screened', 'run-continued', 'list-activated']),
  payload: z.record(z.string(), z.unknown()),
});

function eventOf(type: z.output<typeof EventImage>['type']) {
  return (image: Readonly<Record<string, unknown>>) => {
    const { company, eventId, type: kind, payload } = EventImage.parse(image);
    return kind === type ? [{ id: eventId, companyId: company, payload }] : [];
  };
}

export const events: readonly EventSource[] = [
  { entity: 'screening.event', publishes: partnerScreened, toEvents: eventOf('partner-screened') },
  { entity: 'screening.event', publishes: runContinued, toEvents: eventOf('run-continued') },
  { entity: 'screening.event', publishes: listActivated, toEvents: eventOf('list-activated') },
];
