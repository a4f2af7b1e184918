import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';
import { ensureTable } from '../../infra/local/engine/create-table.ts';

/** A table nobody else uses. */
export interface TestTable {
  client: DynamoDBClient;
  tableName: string;
  /** ARN of its stream. */
  streamArn?: string | undefined;
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
  const streamArn = await ensureTable(client, tableName, inject('table'));
  return { client, tableName, streamArn };
}
