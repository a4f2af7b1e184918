import { randomUUID } from 'node:crypto';
import {
  BatchGetItemCommand,
  type CancellationReason,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type * as z from 'zod';
import { invariant } from '../kernel/errors.ts';
import { updateExpression } from './condition.ts';
import { type AttributeMap, type Entity, marshalItem, type PrimaryKey, unmarshalItem } from './entity.ts';
import { ContentionError, classifyFailure, classifyQueryFailure, retryWhileContended } from './failures.ts';
import { TRANSACTION_ITEMS, type Write } from './writes.ts';

const BATCH_GET_ITEMS = 100;

export interface SortKeyRange {
  readonly beginsWith?: string;
  readonly from?: string;
  readonly to?: string;
}

export interface QuerySpec extends SortKeyRange {
  readonly pk: string;
  readonly index?: 'gsi1' | 'gsi2';
  readonly limit?: number;
  /** Newest (largest sort key) first. */
  readonly descending?: boolean;
  /** Continue after this key, as a former page returned it. */
  readonly after?: Readonly<Record<string, string>> | undefined;
}

export interface Page<T> {
  readonly items: T[];
  readonly next?: Record<string, string>;
}

/** One item to be read together with others. */
export interface Lookup<T> {
  readonly key: PrimaryKey;
  readonly read: (raw: AttributeMap) => T;
}

/** A place in a list of lookups where nothing is looked up. */
type Wanted = Lookup<unknown> | undefined;

export type Found<L extends readonly Wanted[]> = {
  readonly [I in keyof L]: L[I] extends Lookup<infer T> | undefined ? T | undefined : never;
};

export function lookup<S extends z.ZodObject, K>(entity: Entity<S, K>, key: K): Lookup<z.output<S>> {
  return { key: entity.key(key), read: entity.read };
}

export interface Table {
  readonly get: <S extends z.ZodObject, K>(entity: Entity<S, K>, key: K) => Promise<z.output<S> | undefined>;
  readonly getMany: <S extends z.ZodObject, K>(
    entity: Entity<S, K>,
    keys: readonly K[],
  ) => Promise<z.output<S>[]>;
  /** Up to 100 items of several kinds in one round trip, in the order asked for; undefined where there is none, or none is wanted. */
  readonly getTogether: <const L extends readonly Wanted[]>(lookups: L) => Promise<Found<L>>;
  /** The same, as they all stood at one moment: no transaction lies between them. Twice as dear. */
  readonly getAtOnce: <const L extends readonly Wanted[]>(lookups: L) => Promise<Found<L>>;
  readonly query: <S extends z.ZodObject, K>(
    entity: Entity<S, K>,
    spec: QuerySpec,
  ) => Promise<Page<z.output<S>>>;
  readonly queryAll: <S extends z.ZodObject, K>(
    entity: Entity<S, K>,
    spec: QuerySpec,
  ) => AsyncGenerator<z.output<S>, void, undefined>;
  /** One item, one write. A failed condition throws its refusal. */
  readonly write: (write: Write) => Promise<void>;
  /** One update on its own, like `write`; returns the item as it stands then. */
  readonly update: (update: Write) => Promise<AttributeMap>;
  /**
   * Adds to a number of an item and returns what it is now; where there is no item it begins with zero. Nobody is ever in
   * anybody's way. After an unknown outcome it may have been added.
   */
  readonly increase: <S extends z.ZodObject, K extends Partial<z.output<S>>>(
    entity: Entity<S, K>,
    key: K,
    attribute: keyof z.output<S> & string,
    by?: number,
  ) => Promise<number>;
  /** All or nothing, at most 100 items. A failed condition throws the refusal of the first item that failed. */
  readonly transact: (writes: readonly Write[]) => Promise<void>;
}

function sortKeyCondition(
  spec: SortKeyRange,
  name: string,
): { text: string; values: Record<string, string> } {
  if (spec.beginsWith !== undefined)
    return { text: `begins_with(${name}, :from)`, values: { ':from': spec.beginsWith } };
  const { from, to } = spec;
  if (from !== undefined && to !== undefined) {
    return { text: `${name} BETWEEN :from AND :to`, values: { ':from': from, ':to': to } };
  }
  if (from !== undefined) return { text: `${name} >= :from`, values: { ':from': from } };
  if (to !== undefined) return { text: `${name} <= :to`, values: { ':to': to } };
  return { text: '', values: {} };
}

function queryCommand(TableName: string, spec: QuerySpec): QueryCommand {
  const prefix = spec.index ?? '';
  const sort = sortKeyCondition(spec, '#sk');
  return new QueryCommand({
    TableName,
    ...(spec.index ? { IndexName: spec.index } : { ConsistentRead: true }),
    KeyConditionExpression: `#pk = :pk${sort.text ? ` AND ${sort.text}` : ''}`,
    ExpressionAttributeNames: { '#pk': `${prefix}pk`, ...(sort.text ? { '#sk': `${prefix}sk` } : {}) },
    ExpressionAttributeValues: marshalItem({ ':pk': spec.pk, ...sort.values }),
    ...(spec.limit === undefined ? {} : { Limit: spec.limit }),
    ScanIndexForward: !spec.descending,
    ...(spec.after ? { ExclusiveStartKey: marshalItem(spec.after) } : {}),
  });
}

/** The error that a cancelled transaction means: the first failed condition's refusal, else contention. */
function cancellation(
  writes: readonly Write[],
  reasons: readonly CancellationReason[],
  cause: Error,
): unknown {
  const failed = reasons.findIndex((reason) => reason.Code === 'ConditionalCheckFailed');
  if (failed >= 0) {
    const refusal = writes[failed]?.refusal;
    invariant(refusal, `condition of unlabelled write ${failed} failed`);
    return refusal(reasons[failed]?.Item);
  }
  const code = reasons.find((reason) => reason.Code && reason.Code !== 'None')?.Code;
  const contended =
    code === 'TransactionConflict' || code === 'ThrottlingError' || code === 'ProvisionedThroughputExceeded';
  return contended ? new ContentionError(code, { cause }) : cause;
}

/**
 * The one door to the table. Reads are strongly consistent (indexes cannot be), are retried by themselves and come
 * back parsed. Writes are attempted once: contention and unknown outcomes are thrown for the caller to decide.
 */
export function openTable({ client, tableName }: { client: DynamoDBClient; tableName: string }): Table {
  const send = async <T>(run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      throw classifyFailure(error);
    }
  };
  const read = <T>(run: () => Promise<T>): Promise<T> => retryWhileContended(() => send(run));

  async function get<S extends z.ZodObject, K>(entity: Entity<S, K>, key: K) {
    const command = new GetItemCommand({
      TableName: tableName,
      Key: marshalItem({ ...entity.key(key) }),
      ConsistentRead: true,
    });
    const { Item } = await read(() => client.send(command));
    return Item && entity.read(Item);
  }

  /** Raw items by key, in any order. */
  async function getRaw(keys: readonly PrimaryKey[]): Promise<AttributeMap[]> {
    const found: AttributeMap[] = [];
    let pending: AttributeMap[] = keys.map((key) => marshalItem({ ...key }));
    while (pending.length > 0) {
      const Keys = pending.slice(0, BATCH_GET_ITEMS);
      const command = new BatchGetItemCommand({
        RequestItems: { [tableName]: { Keys, ConsistentRead: true } },
      });
      const { items, left } = await read(async () => {
        const { Responses, UnprocessedKeys } = await client.send(command);
        const left = UnprocessedKeys?.[tableName]?.Keys ?? [];
        // Throttled altogether: to ask for the same at once would only make it worse.
        if (left.length === Keys.length) throw new ContentionError('UnprocessedKeys');
        return { items: Responses?.[tableName] ?? [], left };
      });
      found.push(...items);
      pending = [...pending.slice(BATCH_GET_ITEMS), ...left];
    }
    return found;
  }

  async function getMany<S extends z.ZodObject, K>(entity: Entity<S, K>, keys: readonly K[]) {
    return (await getRaw(keys.map((key) => entity.key(key)))).map((item) => entity.read(item));
  }

  function found<const L extends readonly Wanted[]>(lookups: L, items: readonly AttributeMap[]): Found<L> {
    return lookups.map((wanted) => {
      const item = wanted && items.find(({ pk, sk }) => pk?.S === wanted.key.pk && sk?.S === wanted.key.sk);
      return item && wanted.read(item);
    }) as unknown as Found<L>;
  }

  async function getTogether<const L extends readonly Wanted[]>(lookups: L): Promise<Found<L>> {
    const wanted = lookups.filter((one) => one !== undefined);
    return found(lookups, await getRaw(wanted.map(({ key }) => key)));
  }

  async function getAtOnce<const L extends readonly Wanted[]>(lookups: L): Promise<Found<L>> {
    const wanted = lookups.filter((one) => one !== undefined);
    invariant(wanted.length > 0 && wanted.length <= TRANSACTION_ITEMS, `${wanted.length} items at once`);
    const command = new TransactGetItemsCommand({
      TransactItems: wanted.map(({ key }) => ({
        Get: { TableName: tableName, Key: marshalItem({ ...key }) },
      })),
    });
    const { Responses = [] } = await retryWhileContended(() =>
      client.send(command).catch((error: unknown) => {
        if (!(error instanceof TransactionCanceledException)) throw classifyFailure(error);
        throw cancellation([], error.CancellationReasons ?? [], error);
      }),
    );
    const items = Responses.map(({ Item }) => Item).filter((item) => item !== undefined);
    return found(lookups, items);
  }

  async function query<S extends z.ZodObject, K>(
    entity: Entity<S, K>,
    spec: QuerySpec,
  ): Promise<Page<z.output<S>>> {
    const { Items = [], LastEvaluatedKey } = await read(() =>
      client.send(queryCommand(tableName, spec)),
    ).catch((error: unknown) => {
      throw classifyQueryFailure(error, spec.after !== undefined);
    });
    const items = Items.map((item) => entity.read(item));
    return LastEvaluatedKey
      ? { items, next: unmarshalItem(LastEvaluatedKey) as Record<string, string> }
      : { items };
  }

  async function* queryAll<S extends z.ZodObject, K>(entity: Entity<S, K>, spec: QuerySpec) {
    let after = spec.after;
    do {
      const page: Page<z.output<S>> = await query(entity, { ...spec, after });
      yield* page.items;
      after = page.next;
    } while (after);
  }

  async function transact(writes: readonly Write[]): Promise<void> {
    invariant(
      writes.length > 0 && writes.length <= TRANSACTION_ITEMS,
      `a transaction of ${writes.length} items`,
    );
    const command = new TransactWriteItemsCommand({
      TransactItems: writes.map((write) => write.toItem(tableName)),
      ClientRequestToken: randomUUID(),
    });
    try {
      await client.send(command);
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw classifyFailure(error);
      throw cancellation(writes, error.CancellationReasons ?? [], error);
    }
  }

  async function write(one: Write): Promise<void> {
    const { Put, Update, Delete } = one.toItem(tableName);
    await refusing(one, async () => {
      if (Put) await client.send(new PutItemCommand(Put));
      else if (Update) await client.send(new UpdateItemCommand(Update));
      else if (Delete) await client.send(new DeleteItemCommand(Delete));
      else invariant(false, 'a lone condition check writes nothing');
    });
  }

  async function update(one: Write): Promise<AttributeMap> {
    const { Update } = one.toItem(tableName);
    invariant(Update, 'no update');
    const { Attributes = {} } = await refusing(one, () =>
      client.send(new UpdateItemCommand({ ...Update, ReturnValues: 'ALL_NEW' })),
    );
    return Attributes;
  }

  async function refusing<T>({ refusal }: Write, send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      const failed = error as { name?: string; Item?: AttributeMap };
      if (failed.name === 'ConditionalCheckFailedException' && refusal) throw refusal(failed.Item);
      throw classifyFailure(error);
    }
  }

  async function increase<S extends z.ZodObject, K extends Partial<z.output<S>>>(
    entity: Entity<S, K>,
    key: K,
    attribute: keyof z.output<S> & string,
    by = 1,
  ): Promise<number> {
    const { text, names, values } = updateExpression({
      set: { ...key, entity: entity.name },
      add: { [attribute]: by },
    });
    const command = new UpdateItemCommand({
      TableName: tableName,
      Key: marshalItem({ ...entity.key(key) }),
      UpdateExpression: text,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
      ReturnValues: 'UPDATED_NEW',
    });
    const { Attributes = {} } = await client.send(command).catch((error: unknown) => {
      throw classifyFailure(error);
    });
    return Number(Attributes[attribute]?.N);
  }

  return { get, getMany, getTogether, getAtOnce, query, queryAll, write, update, increase, transact };
}
