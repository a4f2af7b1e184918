import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';
import { ensureTable } from '../../infra/local/engine/create-table.ts';
import type { TableProperties } from '../../infra/local/engine/table-definition.ts';

const BACKOFFICE_TABLE: TableProperties = {
  AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk'].map((name) => ({
    AttributeName: name,
    AttributeType: 'S',
  })),
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: ['gsi1', 'gsi2'].map((index) => ({
    IndexName: index,
    KeySchema: [
      { AttributeName: `${index}pk`, KeyType: 'HASH' },
      { AttributeName: `${index}sk`, KeyType: 'RANGE' },
    ],
    Projection: { ProjectionType: 'ALL' },
  })),
  StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
};

/** A table nobody else uses. */
export interface TestTable {
  client: DynamoDBClient;
  tableName: string;
  /** ARN of its stream. */
  streamArn: string | undefined;
}

/** A client of the shared DynamoDB Local; any credentials do, the engine ignores them. */
export function testDynamoDb(): DynamoDBClient {
  return new DynamoDBClient({
    endpoint: inject('dynamodb'),
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
}

/** A fresh, empty table with the keys, indexes, stream and expiry of the real one. Needs the integration project. */
export async function createTestTable(): Promise<TestTable> {
  const client = testDynamoDb();
  const tableName = `test-${randomUUID()}`;
  const streamArn = await ensureTable(client, tableName, BACKOFFICE_TABLE);
  return { client, tableName, streamArn };
}
