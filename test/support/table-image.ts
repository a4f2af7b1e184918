import {
  type AttributeValue,
  DeleteItemCommand,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import type { TestTable } from './table.ts';

export type RawItem = Record<string, AttributeValue>;

/** Every item of the table as DynamoDB holds it. */
export async function scanTable({ client, tableName }: TestTable): Promise<RawItem[]> {
  const items: RawItem[] = [];
  const pages = paginateScan({ client }, { TableName: tableName, ConsistentRead: true });
  for await (const page of pages) items.push(...(page.Items ?? []));
  return items;
}

function toText(value: unknown): unknown {
  if (value instanceof Uint8Array) return `bytes:${Buffer.from(value).toString('hex')}`;
  if (Array.isArray(value)) return value.map(toText);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, toText(inner)]),
  );
}

/** The whole table as lines of text in a fixed order: equal texts mean that not a byte differs. */
export async function imageOf(table: TestTable): Promise<string[]> {
  return (await scanTable(table)).map((item) => JSON.stringify(toText(item))).sort();
}

export async function putRaw({ client, tableName }: TestTable, item: RawItem): Promise<void> {
  await client.send(new PutItemCommand({ TableName: tableName, Item: item }));
}

export async function deleteRaw({ client, tableName }: TestTable, { pk, sk }: RawItem): Promise<void> {
  if (!pk || !sk) throw new Error('an item has pk and sk');
  await client.send(new DeleteItemCommand({ TableName: tableName, Key: { pk, sk } }));
}
