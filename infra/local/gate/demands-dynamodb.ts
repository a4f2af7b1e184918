import * as z from 'zod';
import type { TableModel } from '../template/model.ts';
import { ACCOUNT, REGION } from '../template/place.ts';
import type { Demand } from './policy.ts';

const AttributeValue = z.record(z.string(), z.unknown());
const Item = z.record(z.string(), AttributeValue);
const Names = z.record(z.string(), z.string()).default({});

const Call = z.object({
  TableName: z.string().optional(),
  IndexName: z.string().optional(),
  Key: Item.optional(),
  Item: Item.optional(),
  KeyConditionExpression: z.string().optional(),
  ExpressionAttributeNames: Names,
  ExpressionAttributeValues: Item.default({}),
});
type Call = z.infer<typeof Call>;

const TransactCall = z.object({ TransactItems: z.array(z.record(z.string(), Call)) });
const BatchCall = z.object({ RequestItems: z.record(z.string(), z.unknown()) });
const BatchKeys = z.object({ Keys: z.array(Item) });
const BatchWrites = z.array(
  z.object({ PutRequest: z.object({ Item }).optional(), DeleteRequest: z.object({ Key: Item }).optional() }),
);
const StreamCall = z.object({ StreamArn: z.string().optional(), ShardIterator: z.string().optional() });

const TRANSACT_ACTIONS: Readonly<Record<string, string>> = {
  Get: 'dynamodb:GetItem',
  Put: 'dynamodb:PutItem',
  Update: 'dynamodb:UpdateItem',
  Delete: 'dynamodb:DeleteItem',
  ConditionCheck: 'dynamodb:ConditionCheckItem',
};

/** What a DynamoDB call demands: transactions demand one action an item, batches one action a table. */
export function demandsOfDynamoDb(operation: string, body: unknown, tables: readonly TableModel[]): Demand[] {
  if (operation.startsWith('Transact')) {
    return TransactCall.parse(body).TransactItems.flatMap((item) =>
      Object.entries(item).map(([kind, call]) =>
        demandOf(TRANSACT_ACTIONS[kind] ?? `dynamodb:${kind}`, call, tables),
      ),
    );
  }
  if (operation.startsWith('Batch')) {
    return Object.entries(BatchCall.parse(body).RequestItems).map(([TableName, requests]) => ({
      action: `dynamodb:${operation}`,
      resource: resourceOf(TableName),
      context: leadingKeys(batchItems(requests), hashKey(TableName, undefined, tables)),
    }));
  }
  return [demandOf(`dynamodb:${operation}`, Call.parse(body), tables)];
}

/** What a call of the streams API demands. Records are read by iterator, which names its stream inside. */
export function demandsOfStreams(operation: string, body: unknown): Demand[] {
  const { StreamArn, ShardIterator } = StreamCall.parse(body);
  return [{ action: `dynamodb:${operation}`, resource: StreamArn ?? ShardIterator?.split('|')[1] ?? '*' }];
}

function demandOf(action: string, call: Call, tables: readonly TableModel[]): Demand {
  if (call.TableName === undefined) return { action, resource: '*' };
  const table = resourceOf(call.TableName);
  const hash = hashKey(call.TableName, call.IndexName, tables);
  const items = [call.Key ?? call.Item ?? readKeyCondition(call, hash)];
  return {
    action,
    resource: call.IndexName === undefined ? table : `${table}/index/${call.IndexName}`,
    context: leadingKeys(items, hash),
  };
}

function batchItems(requests: unknown): Record<string, Record<string, unknown>>[] {
  const keys = BatchKeys.safeParse(requests).data?.Keys;
  return (
    keys ??
    BatchWrites.parse(requests).map((write) => write.PutRequest?.Item ?? write.DeleteRequest?.Key ?? {})
  );
}

/** The item's partition key as a query names it: `#pk = :pk and ...`. */
function readKeyCondition(call: Call, hash: string): Record<string, Record<string, unknown>> {
  for (const [, name = '', value = ''] of (call.KeyConditionExpression ?? '').matchAll(
    /([#\w.]+)\s*=\s*(:\w+)/g,
  )) {
    const found = call.ExpressionAttributeValues[value];
    if ((call.ExpressionAttributeNames[name] ?? name) === hash && found) return { [hash]: found };
  }
  return {};
}

function leadingKeys(
  items: readonly Record<string, Record<string, unknown>>[],
  hash: string,
): Record<string, string[]> {
  const values = items.flatMap((item) => Object.values(item[hash] ?? {})).map(String);
  return values.length > 0 ? { 'dynamodb:leadingkeys': values } : {};
}

function hashKey(tableName: string, indexName: string | undefined, tables: readonly TableModel[]): string {
  const properties = tables.find((table) => table.name === tableName || table.arn === tableName)?.properties;
  const index = properties?.GlobalSecondaryIndexes?.find((candidate) => candidate.IndexName === indexName);
  const keys = index?.KeySchema ?? properties?.KeySchema ?? [];
  return keys.find((key) => key.KeyType === 'HASH')?.AttributeName ?? '';
}

function resourceOf(tableName: string): string {
  return tableName.startsWith('arn:')
    ? tableName
    : `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${tableName}`;
}
