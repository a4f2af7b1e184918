import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
} from '@aws-sdk/client-dynamodb-streams';
import * as z from 'zod';
import { readJsonFile, writeJsonFile } from '../json-file.ts';
import { deliverStreamBatch, type StreamDelivery, type StreamRecord } from './deliver-stream-batch.ts';
import { compileFilters } from './filter-pattern.ts';
import { pause } from './pause.ts';
import { toLambdaRecord } from './stream-records.ts';

/** How far each shard was read: the last number done, and whether the shard has ended. */
const Checkpoint = z.record(z.string(), z.object({ after: z.string().optional(), ended: z.boolean() }));
type Checkpoint = z.infer<typeof Checkpoint>;

export interface StreamSourceOptions extends Omit<StreamDelivery, 'signal'> {
  client: DynamoDBStreamsClient;
  /** The engine's ARN of the stream. */
  engineStreamArn: string;
  checkpointFile: string;
  onError(message: string): void;
}

const IDLE_WAIT_MS = 200;
/** What a read brings at most. After a read that brought less, all news has been read: the next one waits, or each record would cost a read. */
const PAGE = 1000;
/** A shard without news is asked so often before the list of shards is: one request instead of three, five times a second. */
const QUIET_READS = 10;

/** Reads the table's stream for a function, as an event source mapping does. @returns stops after the batch under way */
export function startStreamSource(options: StreamSourceOptions): () => Promise<void> {
  const stopping = new AbortController();
  const loop = follow(options, stopping.signal);
  return async () => {
    stopping.abort();
    await loop;
  };
}

async function follow(options: StreamSourceOptions, signal: AbortSignal): Promise<void> {
  const checkpoint = Checkpoint.safeParse(readJsonFile(options.checkpointFile)).data ?? {};
  const passes = compileFilters(options.source.filters);
  while (!signal.aborted) {
    try {
      const shards = await listShards(options);
      const known = new Set(shards.map((shard) => shard.ShardId));
      for (const id of Object.keys(checkpoint)) if (!known.has(id)) delete checkpoint[id];
      const readable = shards.filter((shard) => isReadable(shard, checkpoint));
      await Promise.all(
        readable.map((shard) => readShard(options, shard.ShardId ?? '', checkpoint, passes, signal)),
      );
      await pause(IDLE_WAIT_MS, signal);
    } catch (error) {
      if (signal.aborted) return;
      options.onError(`stream: ${error instanceof Error ? error.message : String(error)}`);
      await pause(1_000, signal);
    }
  }
}

/** A shard's records come after those of its parent, or one item's changes would be told in the wrong order. */
function isReadable(shard: Shard, checkpoint: Checkpoint): boolean {
  const parent = shard.ParentShardId === undefined ? undefined : checkpoint[shard.ParentShardId];
  return (parent === undefined || parent.ended) && checkpoint[shard.ShardId ?? '']?.ended !== true;
}

async function listShards({ client, engineStreamArn: StreamArn }: StreamSourceOptions): Promise<Shard[]> {
  const shards: Shard[] = [];
  let after: string | undefined;
  do {
    const page = await client.send(new DescribeStreamCommand({ StreamArn, ExclusiveStartShardId: after }));
    shards.push(...(page.StreamDescription?.Shards ?? []));
    after = page.StreamDescription?.LastEvaluatedShardId;
  } while (after !== undefined);
  return shards;
}

/** Reads a shard until it has nothing more for now. The checkpoint moves only over what was delivered or filtered out. */
async function readShard(
  options: StreamSourceOptions,
  shardId: string,
  checkpoint: Checkpoint,
  passes: (record: unknown) => boolean,
  signal: AbortSignal,
): Promise<void> {
  let iterator = await openShard(options, shardId, checkpoint[shardId]?.after);
  let pending: StreamRecord[] = [];
  let last = checkpoint[shardId]?.after;
  let windowEnds = 0;
  let quietReads = 0;
  const deliverPending = async () => {
    const isDone = await deliverStreamBatch({ ...options, signal }, pending);
    pending = [];
    if (isDone) save(options, checkpoint, shardId, { after: last, ended: false });
    return isDone;
  };
  while (iterator !== undefined && !signal.aborted) {
    const page = await options.client.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: PAGE }));
    iterator = page.NextShardIterator;
    const records = page.Records ?? [];
    for (const raw of records) {
      const record = toLambdaRecord(raw, options.source.streamArn);
      last = raw.dynamodb?.SequenceNumber ?? last;
      if (passes(record)) pending.push({ sequenceNumber: last ?? '', record });
      if (pending.length === 1 && windowEnds === 0)
        windowEnds = Date.now() + options.source.windowSeconds * 1000;
      if (pending.length >= options.source.batchSize && !(await deliverPending())) return;
    }
    if (pending.length > 0 && (Date.now() >= windowEnds || iterator === undefined)) {
      if (!(await deliverPending())) return;
      windowEnds = 0;
    }
    if (pending.length === 0 && last !== checkpoint[shardId]?.after) {
      save(options, checkpoint, shardId, { after: last, ended: false });
    }
    quietReads = records.length === 0 && pending.length === 0 ? quietReads + 1 : 0;
    if (quietReads === QUIET_READS) break;
    if (records.length < PAGE && iterator !== undefined) await pause(IDLE_WAIT_MS, signal);
  }
  if (iterator === undefined) save(options, checkpoint, shardId, { after: last, ended: true });
}

async function openShard(
  { client, engineStreamArn: StreamArn, source }: StreamSourceOptions,
  ShardId: string,
  after: string | undefined,
): Promise<string | undefined> {
  const start =
    after === undefined
      ? { ShardIteratorType: source.startsAt }
      : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, SequenceNumber: after };
  return (await client.send(new GetShardIteratorCommand({ StreamArn, ShardId, ...start }))).ShardIterator;
}

function save(
  { checkpointFile }: StreamSourceOptions,
  checkpoint: Checkpoint,
  shardId: string,
  position: { after: string | undefined; ended: boolean },
): void {
  checkpoint[shardId] = position;
  writeJsonFile(checkpointFile, checkpoint);
}
