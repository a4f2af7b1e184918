import { describe, expect, it } from 'vitest';
import { demandsOfDynamoDb } from '../../../infra/local/gate/demands-dynamodb.ts';
import { demandsOfKms, demandsOfSns, demandsOfSqs } from '../../../infra/local/gate/demands-messaging.ts';
import { demandsOfS3 } from '../../../infra/local/gate/demands-s3.ts';
import type { TableModel } from '../../../infra/local/template/model.ts';

const hash = (name: string) => [{ AttributeName: name, KeyType: 'HASH' as const }];
const table = 'arn:aws:dynamodb:eu-central-1:000000000000:table/t';
const tables: TableModel[] = [
  {
    name: 't',
    arn: table,
    streamArn: `${table}/stream/local`,
    properties: {
      AttributeDefinitions: [],
      KeySchema: hash('pk'),
      GlobalSecondaryIndexes: [
        { IndexName: 'gsi1', KeySchema: hash('gsi1pk'), Projection: { ProjectionType: 'ALL' } },
      ],
    },
  },
];
const leading = (...keys: string[]) => ({ 'dynamodb:leadingkeys': keys });

describe('demandsOfDynamoDb', () => {
  it('names the leading key of an item', () => {
    expect(demandsOfDynamoDb('PutItem', { TableName: 't', Item: { pk: { S: 'C#1' } } }, tables)).toEqual([
      { action: 'dynamodb:PutItem', resource: table, context: leading('C#1') },
    ]);
  });

  it('takes a transaction item by item', () => {
    const key = { TableName: 't', Key: { pk: { S: 'C#1' } } };
    const TransactItems = [
      { Put: { TableName: 't', Item: { pk: { S: 'C#2' } } } },
      { ConditionCheck: key },
      { Delete: key },
    ];
    const demands = demandsOfDynamoDb('TransactWriteItems', { TransactItems }, tables);
    expect(demands.map(({ action, context }) => [action, context])).toEqual([
      ['dynamodb:PutItem', leading('C#2')],
      ['dynamodb:ConditionCheckItem', leading('C#1')],
      ['dynamodb:DeleteItem', leading('C#1')],
    ]);
  });

  it('takes a batch table by table', () => {
    const RequestItems = {
      t: [{ PutRequest: { Item: { pk: { S: 'a' } } } }, { DeleteRequest: { Key: { pk: { S: 'b' } } } }],
    };
    expect(demandsOfDynamoDb('BatchWriteItem', { RequestItems }, tables)).toEqual([
      { action: 'dynamodb:BatchWriteItem', resource: table, context: leading('a', 'b') },
    ]);
    const reads = { RequestItems: { t: { Keys: [{ pk: { S: 'c' } }] } } };
    expect(demandsOfDynamoDb('BatchGetItem', reads, tables)[0]?.context).toEqual(leading('c'));
  });

  it('reads the key of a query on an index from its condition', () => {
    const query = {
      TableName: 't',
      IndexName: 'gsi1',
      KeyConditionExpression: '#p = :p AND begins_with(sk, :s)',
      ExpressionAttributeNames: { '#p': 'gsi1pk' },
      ExpressionAttributeValues: { ':p': { S: 'C#9' }, ':s': { S: 'x' } },
    };
    expect(demandsOfDynamoDb('Query', query, tables)).toEqual([
      { action: 'dynamodb:Query', resource: `${table}/index/gsi1`, context: leading('C#9') },
    ]);
  });

  it('knows no leading key of a scan', () => {
    expect(demandsOfDynamoDb('Scan', { TableName: 't' }, tables)[0]?.context).toEqual({});
  });
});

describe('demands of the other services', () => {
  it('checks batches by their single form', () => {
    const body = { QueueUrl: 'http://127.0.0.1:1/000000000000/q' };
    const resource = 'arn:aws:sqs:eu-central-1:000000000000:q';
    expect(demandsOfSqs('SendMessageBatch', body)).toEqual([{ action: 'sqs:SendMessage', resource }]);
    const form = new URLSearchParams({ Action: 'PublishBatch', TopicArn: 'arn:t' });
    expect(demandsOfSns(form)).toEqual([{ action: 'sns:Publish', resource: 'arn:t' }]);
  });

  it('finds a key by any of its names', () => {
    const keys = [{ id: 'k', arn: 'arn:k', aliases: ['alias/seal'], signs: true }];
    for (const KeyId of ['k', 'arn:k', 'alias/seal', 'arn:aws:kms:eu:0:alias/seal']) {
      expect(demandsOfKms('Sign', { KeyId }, keys)).toEqual([{ action: 'kms:Sign', resource: 'arn:k' }]);
    }
  });

  it.each([
    ['GET', '/b/k/1?x-id=GetObject', 's3:GetObject', 'arn:aws:s3:::b/k/1'],
    ['HEAD', '/b/k', 's3:GetObject', 'arn:aws:s3:::b/k'],
    ['PUT', '/b/a%20b?uploadId=1&partNumber=1', 's3:PutObject', 'arn:aws:s3:::b/a b'],
    ['POST', '/b/k?uploads', 's3:PutObject', 'arn:aws:s3:::b/k'],
    ['DELETE', '/b/k?uploadId=1', 's3:AbortMultipartUpload', 'arn:aws:s3:::b/k'],
    ['DELETE', '/b/k', 's3:DeleteObject', 'arn:aws:s3:::b/k'],
    ['GET', '/b?list-type=2', 's3:ListBucket', 'arn:aws:s3:::b'],
    ['PUT', '/b', 's3:UnknownPUTBucket', 'arn:aws:s3:::b'],
  ])('%s %s demands %s', (method, target, action, resource) => {
    const url = new URL(target, 'http://127.0.0.1');
    expect(demandsOfS3({ method, url, headers: {}, body: '' })).toMatchObject([{ action, resource }]);
  });

  it('demands the source of a copy and every key of a deletion', () => {
    const url = new URL('http://127.0.0.1/b/to');
    const copy = demandsOfS3({ method: 'PUT', url, headers: { 'x-amz-copy-source': '/a/from' }, body: '' });
    expect(copy.map(({ action }) => action)).toEqual(['s3:PutObject', 's3:GetObject']);
    const body = '<Delete><Object><Key>x&amp;y</Key></Object><Object><Key>z</Key></Object></Delete>';
    const deletion = demandsOfS3({
      method: 'POST',
      url: new URL('http://127.0.0.1/b?delete'),
      headers: {},
      body,
    });
    expect(deletion.map(({ resource }) => resource)).toEqual(['arn:aws:s3:::b/x&y', 'arn:aws:s3:::b/z']);
  });
});
