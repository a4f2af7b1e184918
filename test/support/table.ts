import { randomUUID } from 'node:crypto';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';
import { ensureTable } from '../../infra/local/engine/create-table.ts';
import { withoutCopies } from '../../shared/table/client.ts';

/** A table nobody else uses. */
export interface TestTable {
  client: DynamoDBClient;
  tableName: string;
  /** ARN of its stream, if it has one. */
  streamArn?: string | undefined;
}

/** The engine looks at the form of a signature only; to compute each is a quarter of what a request takes here. */
const UNSIGNED: Pick<DynamoDBClientConfig, 'signer'> = {
  signer: {
    sign: async (request) => {
      const scope = 'Credential=test/20260101/eu-central-1/dynamodb/aws4_request';
      request.headers.authorization = `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=none`;
      return request;
    },
  },
};

/** A client of the shared DynamoDB Local; any credentials do, the engine ignores them. */
export function testDynamoDb(): DynamoDBClient {
  const config = {
    endpoint: inject('dynamodb'),
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    ...UNSIGNED,
  };
  return withoutCopies(new DynamoDBClient(config));
}

/**
 * A fresh, empty table with the keys, indexes and expiry of the real one. Needs the integration project. Its stream only
 * on request: the more the streams of other tables hold, the slower DynamoDB Local writes to a table that has one, by a
 * factor of ten to a hundred.
 */
export async function createTestTable({ stream = false } = {}): Promise<TestTable> {
  const client = testDynamoDb();
  const tableName = `test-${randomUUID()}`;
  const { StreamSpecification, ...unstreamed } = inject('table');
  const shape = stream && StreamSpecification ? { ...unstreamed, StreamSpecification } : unstreamed;
  const streamArn = await ensureTable(client, tableName, shape);
  return { client, tableName, streamArn };
}
