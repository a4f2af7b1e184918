import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { HeadObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { ObjectAddress } from '../gate/demands-s3.ts';
import type { BucketModel, BucketNotification } from '../template/model.ts';
import { REGION } from '../template/place.ts';

interface StoredObject extends ObjectAddress {
  size: number;
  etag: string;
}

export interface BucketNotifier {
  /** Tells the queues of a new object. */
  notify(address: ObjectAddress, eventName: string): Promise<void>;
  /** Tells of objects that were stored but not told of, when the process was killed between the two. */
  catchUp(): Promise<number>;
}

export interface NotifierOptions {
  s3: S3Client;
  buckets: readonly BucketModel[];
  send(queueArn: string, body: string): void;
  /** One line of JSON an object told of. */
  journalFile: string;
  now(): Date;
}

/** Bucket notifications, which fauxqs does not have. As on S3: at least once. */
export function createBucketNotifier({
  s3,
  buckets,
  send,
  journalFile,
  now,
}: NotifierOptions): BucketNotifier {
  const told = new Set(existsSync(journalFile) ? readFileSync(journalFile, 'utf8').split('\n') : []);

  function tell(object: StoredObject, eventName: string): void {
    const targets = findTargets(buckets, object, eventName);
    if (targets.length === 0) return;
    for (const { queueArn } of targets) send(queueArn, JSON.stringify(toEvent(object, eventName, now())));
    told.add(journalLine(object));
    appendFileSync(journalFile, `${journalLine(object)}\n`);
  }

  return {
    async notify(address, eventName) {
      if (findTargets(buckets, address, eventName).length === 0) return;
      const { ContentLength, ETag } = await s3.send(
        new HeadObjectCommand({ Bucket: address.bucket, Key: address.key }),
      );
      tell({ ...address, size: ContentLength ?? 0, etag: ETag ?? '' }, eventName);
    },
    async catchUp() {
      const stored = await listNotified(s3, buckets);
      const missed = stored.filter((object) => !told.has(journalLine(object)));
      // Objects that are gone need not be remembered; without this the journal would grow for ever.
      writeFileSync(
        journalFile,
        stored
          .filter((object) => told.has(journalLine(object)))
          .map((object) => `${journalLine(object)}\n`)
          .join(''),
      );
      for (const object of missed) tell(object, 'ObjectCreated:Put');
      return missed.length;
    },
  };
}

/** The notifications of a bucket that ask for this object. */
export function findTargets(
  buckets: readonly BucketModel[],
  { bucket, key }: ObjectAddress,
  eventName: string,
): BucketNotification[] {
  const notifications = buckets.find((candidate) => candidate.name === bucket)?.notifications ?? [];
  return notifications.filter(({ event, prefix, suffix }) => {
    const wanted = event.replace(/^s3:/, '');
    const isWanted = wanted.endsWith('*') ? eventName.startsWith(wanted.slice(0, -1)) : wanted === eventName;
    return isWanted && key.startsWith(prefix) && key.endsWith(suffix);
  });
}

async function listNotified(s3: S3Client, buckets: readonly BucketModel[]): Promise<StoredObject[]> {
  const objects: StoredObject[] = [];
  for (const { name, notifications } of buckets) {
    for (const prefix of new Set(notifications.map((notification) => notification.prefix))) {
      for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: name, Prefix: prefix })) {
        for (const { Key = '', Size = 0, ETag = '' } of page.Contents ?? []) {
          objects.push({ bucket: name, key: Key, size: Size, etag: ETag });
        }
      }
    }
  }
  return objects;
}

function journalLine({ bucket, key, etag }: StoredObject): string {
  return JSON.stringify([bucket, key, etag]);
}

/** S3's event message, version 2.1. Keys are form-encoded in it. */
function toEvent({ bucket, key, size, etag }: StoredObject, eventName: string, now: Date): unknown {
  return {
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: REGION,
        eventTime: now.toISOString(),
        eventName,
        s3: {
          s3SchemaVersion: '1.0',
          bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}` },
          object: {
            key: encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/'),
            size,
            eTag: etag.replaceAll('"', ''),
            sequencer: now.getTime().toString(16).toUpperCase().padStart(16, '0'),
          },
        },
      },
    ],
  };
}
