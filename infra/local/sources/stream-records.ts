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
  return (
    image && Object.fromEntries(Object.entries(image).map(([name, value]) => [name, encodeBytes(value)]))
  );
}

function encodeBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(encodeBytes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, encodeBytes(part)]));
}
