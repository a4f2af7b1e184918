/**
 * Stands in for `@smithy/core/event-streams`: framed streams as S3 Select and Kinesis answer them. Nothing here
 * calls such an operation, yet every client carries the codec (15 kB).
 */
function refuse(): never {
  throw new Error('Event streams are left out of the bundles: see infra/bundle/no-event-streams.ts.');
}

export const eventStreamSerdeProvider = () => ({ serialize: refuse, deserialize: refuse });

export class EventStreamSerde {
  readonly serializeEventStream = refuse;
  readonly deserializeEventStream = refuse;
}

export function resolveEventStreamSerdeConfig<T extends object>(input: T) {
  return Object.assign(input, { eventStreamMarshaller: eventStreamSerdeProvider() });
}
