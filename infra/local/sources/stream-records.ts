import type { _Record, AttributeValue } from '@aws-sdk/client-dynamodb-streams';
import { REGION } from '../template/place.ts';

type Image = Record<string, AttributeValue> | undefined;

/** A record of the table's stream as a function receives it: JSON, with bytes as base64. */
export function toLambdaRecord(record: _Record, streamArn: string): Record<string, unknown> {
  const { dynamodb } = record;
  return {
    eventID: record.eventID,
    eventName: record.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: REGION,
    dynamodb: {
      ApproximateCreationDateTime: (dynamodb?.ApproximateCreationDateTime?.getTime() ?? 0) / 1000,
      Keys: encodeImage(dynamodb?.Keys),
      NewImage: encodeImage(dynamodb?.NewImage),
      OldImage: encodeImage(dynamodb?.OldImage),
      SequenceNumber: dynamodb?.SequenceNumber,
      SizeBytes: dynamodb?.SizeBytes,
      StreamViewType: dynamodb?.StreamViewType,
    },
    eventSourceARN: streamArn,
  };
}

function encodeImage(image: Image): Record<string, unknown> | undefined {
  return image && mapValues(image, encodeAttribute);
}

/** The engine's streams leave the type of an empty map out; whatever else has no type is one. */
function encodeAttribute(value: AttributeValue): unknown {
  if (value.M) return { M: mapValues(value.M, encodeAttribute) };
  if (value.L) return { L: value.L.map(encodeAttribute) };
  if (value.B) return { B: toBase64(value.B) };
  if (value.BS) return { BS: value.BS.map(toBase64) };
  return Object.keys(value).length === 0 ? { M: {} } : value;
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function mapValues<T>(values: Record<string, T>, map: (value: T) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}
