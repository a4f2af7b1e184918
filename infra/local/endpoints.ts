import { StartRefusal } from './start-refusal.ts';
import type { Model } from './template/model.ts';

/** Where other programs on this machine reach the installation; the content of `endpoints.json`. */
export interface Endpoints {
  api: string;
  /** Queue URLs by plain name: `postings`. */
  queues: Record<string, string>;
  /** The bucket for files. */
  bucket: string;
  sqs: string;
  s3: string;
  dynamodb: string;
  table: string;
}

/** SQS and S3 are reached through the gate, so that uploads of other programs are told of as well. */
export function listEndpoints(
  model: Model,
  addresses: { api: string; gate: string; dynamodb: string },
): Endpoints {
  const bucket = model.buckets.find(({ notifications }) => notifications.length > 0) ?? model.buckets[0];
  const table = model.tables[0];
  if (!bucket || !table) throw new StartRefusal('The templates hold no bucket for files or no table.');
  return {
    api: addresses.api,
    queues: Object.fromEntries(model.queues.map(({ shortName, url }) => [shortName, url])),
    bucket: bucket.name,
    sqs: addresses.gate,
    s3: addresses.gate,
    dynamodb: addresses.dynamodb,
    table: table.name,
  };
}
