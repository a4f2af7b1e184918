import { DescribeTableCommand, DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { ensureTable } from '../../../infra/local/engine/create-table.ts';
import { createTestTable } from '../../support/table.ts';

describe('ensureTable', () => {
  it('makes a table with keys, indexes, stream and expiry', async () => {
    const { client, tableName, streamArn } = await createTestTable({ stream: true });
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    expect(Table?.KeySchema).toEqual([
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ]);
    expect(Table?.GlobalSecondaryIndexes?.map((index) => index.IndexName).sort()).toEqual(['gsi1', 'gsi2']);
    expect(Table?.LatestStreamArn).toMatch(/^arn:/);
    expect(Table?.LatestStreamArn).toBe(streamArn);
    const ttl = await client.send(new DescribeTimeToLiveCommand({ TableName: tableName }));
    expect(ttl.TimeToLiveDescription?.AttributeName).toBe('expiresAt');
  });

  it('refuses a table of another shape in one sentence', async () => {
    const { client, tableName } = await createTestTable();
    const keys = [{ AttributeName: 'id', KeyType: 'HASH' as const }];
    const other = {
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' as const }],
      KeySchema: keys,
    };
    await expect(ensureTable(client, tableName, other)).rejects.toThrow(/other keys or indexes/);
  });
});
