import {
  type AttributeValue,
  BatchWriteItemCommand,
  CreateTableCommand,
  DynamoDBClient,
  ScanCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { type TableProperties, toCreateTable } from '../../infra/local/engine/table-definition.ts';

export type Item = Record<string, AttributeValue>;

export function connectDynamoDb({ dynamodb }: { readonly dynamodb: string }): DynamoDBClient {
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  return new DynamoDBClient({ endpoint: dynamodb, region: 'eu-central-1', credentials });
}

/** Everything in a table at about one moment: what a point in time is on AWS. */
export async function readTable(client: DynamoDBClient, TableName: string): Promise<Item[]> {
  const items: Item[] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName, ConsistentRead: true, ExclusiveStartKey }));
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
}

/**
 * Stands in for RestoreTableToPointInTime, which DynamoDB Local lacks: a table of another name with the same keys,
 * indexes and items, and without a stream, which is switched on afterwards and so tells of nothing restored.
 */
export async function restoreTable(
  client: DynamoDBClient,
  TableName: string,
  { StreamSpecification, ...properties }: TableProperties,
  items: readonly Item[],
): Promise<void> {
  await client.send(new CreateTableCommand(toCreateTable(TableName, properties)));
  for (let from = 0; from < items.length; from += 25) {
    const puts = items.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } }));
    const { UnprocessedItems } = await client.send(
      new BatchWriteItemCommand({ RequestItems: { [TableName]: puts } }),
    );
    if (UnprocessedItems?.[TableName]) throw new Error('DynamoDB Local left items out.');
  }
  if (!StreamSpecification) return;
  const stream = { StreamEnabled: true, ...StreamSpecification };
  await client.send(new UpdateTableCommand({ TableName, StreamSpecification: stream }));
}
