import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { errorFields, type Log, log as standardLog } from '../../../shared/log.ts';
import type { EventSource } from '../../../shared/queue/event-source.ts';
import type { Envelope } from '../../../shared/queue/message.ts';
import { type AttributeMap, unmarshalItem } from '../../../shared/table/entity.ts';

export type Publish = (events: readonly Envelope[]) => Promise<void>;

export interface PublishEventsDeps {
  readonly sources: readonly EventSource[];
  readonly publish: Publish;
  readonly log?: Log;
}

/** The events that an inserted item means, of all sources; none for changes, removals and other items. */
export function eventsOf(record: DynamoDBRecord, sources: readonly EventSource[]): Envelope[] {
  if (record.eventName !== 'INSERT' || !record.dynamodb?.NewImage) return [];
  const image = unmarshalItem(record.dynamodb.NewImage as AttributeMap);
  return sources
    .filter(({ entity }) => entity === image.entity)
    .flatMap(({ publishes, toEvents }) =>
      toEvents(image).map(({ id, companyId, payload }) => ({
        id,
        type: publishes.type,
        companyId,
        payload: publishes.payload.parse(payload),
      })),
    );
}

/**
 * The handler of the table's stream. Publishes in the order of the stream and stops at the first record that does not
 * pass: Lambda comes again from there, so an event may be told twice and is never left out.
 */
export function streamPublisher({ sources, publish, log = standardLog }: PublishEventsDeps) {
  return async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const record of Records) {
      try {
        const events = eventsOf(record, sources);
        if (events.length > 0) await publish(events);
      } catch (error) {
        const itemIdentifier = record.dynamodb?.SequenceNumber ?? '';
        log('error', 'event not published', { messageId: itemIdentifier, ...errorFields(error) });
        return { batchItemFailures: [{ itemIdentifier }] };
      }
    }
    return { batchItemFailures: [] };
  };
}
