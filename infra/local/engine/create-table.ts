import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { StartRefusal } from '../start-refusal.ts';
import { type TableProperties, toCreateTable } from './table-definition.ts';

/**
 * Makes sure that the table of the template exists and has its keys and indexes. An existing table is kept as it is;
 * one with other keys or indexes is refused, since on one machine nothing migrates a table by itself.
 * @returns the ARN of its stream, where it has one
 */
export async function ensureTable(
  client: DynamoDBClient,
  tableName: string,
  properties: TableProperties,
): Promise<string | undefined> {
  const existing = await describeTable(client, tableName);
  if (existing) {
    assertSameShape(existing, tableName, properties);
    return existing.LatestStreamArn;
  }
  const created = await client.send(new CreateTableCommand(toCreateTable(tableName, properties)));
  const ttl = properties.TimeToLiveSpecification;
  if (ttl?.Enabled) {
    const specification = { Enabled: true, AttributeName: ttl.AttributeName ?? 'ttl' };
    await client.send(
      new UpdateTimeToLiveCommand({ TableName: tableName, TimeToLiveSpecification: specification }),
    );
  }
  return created.TableDescription?.LatestStreamArn;
}

async function describeTable(
  client: DynamoDBClient,
  tableName: string,
): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: tableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function assertSameShape(existing: TableDescription, tableName: string, properties: TableProperties): void {
  const wanted = shapeOf(properties.KeySchema, properties.GlobalSecondaryIndexes ?? []);
  const found = shapeOf(existing.KeySchema ?? [], existing.GlobalSecondaryIndexes ?? []);
  if (wanted === found) return;
  throw new StartRefusal(
    `The table ${tableName} in this data folder has other keys or indexes than the template asks for; start on an empty data folder (BACKOFFICE_DATA) or restore into a new table.`,
  );
}

type Keys = readonly { AttributeName?: string | undefined; KeyType?: string | undefined }[];
type Indexes = readonly { IndexName?: string | undefined; KeySchema?: Keys | undefined }[];

function shapeOf(keys: Keys, indexes: Indexes): string {
  const keyText = (schema: Keys = []) => schema.map((key) => `${key.KeyType} ${key.AttributeName}`).join();
  const indexTexts = indexes.map((index) => `${index.IndexName}: ${keyText(index.KeySchema)}`).sort();
  return [keyText(keys), ...indexTexts].join('; ');
}
