import { describe, expect, it } from 'vitest';
import { StartRefusal } from '../../../infra/local/start-refusal.ts';
import { buildModel } from '../../../infra/local/template/build-model.ts';
import { INERT_TYPES, SERVED_TYPES } from '../../../infra/local/template/coverage.ts';
import { loadStacks } from '../../../infra/local/template/load-stacks.ts';
import { shortenName } from '../../../infra/local/template/short-name.ts';
import type { Stack } from '../../../infra/local/template/stack.ts';
import { FIXTURE_ASSEMBLY } from '../../support/runner.ts';

const place = { gateUrl: 'http://127.0.0.1:4000', apiUrl: 'http://127.0.0.1:3000' };
const TABLE_ARN = 'arn:aws:dynamodb:eu-central-1:000000000000:table/backoffice-local';

/** The fixture with one resource more, or with other properties of one that it has. */
function stacksWith(logicalId: string, Type: string, properties: Record<string, unknown>): Stack[] {
  return loadStacks(FIXTURE_ASSEMBLY).map((stack) => {
    if (stack.name !== 'backoffice-local-fixture') return stack;
    const Properties = { ...stack.template.Resources[logicalId]?.Properties, ...properties };
    const Resources = { ...stack.template.Resources, [logicalId]: { Type, Properties } };
    return { ...stack, template: { ...stack.template, Resources } };
  });
}

describe('buildModel', () => {
  const model = buildModel(loadStacks(FIXTURE_ASSEMBLY), place);

  it('resolves references, exports and conditions over stacks', () => {
    const http = model.functions.find((fn) => fn.shortName === 'fixture-http');
    expect(http?.environment).toMatchObject({
      TABLE_NAME: 'backoffice-local',
      FILES_BUCKET: 'backoffice-local-files-000000000000',
      JOBS_QUEUE_URL: 'http://127.0.0.1:4000/000000000000/backoffice-local-jobs',
      SIZE: 'large',
    });
    expect(http?.statements[0]).toMatchObject({
      Action: ['dynamodb:PutItem', 'dynamodb:GetItem'],
      Resource: [TABLE_ARN],
      Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['C#*'] } },
    });
  });

  it('reads queues, sources, routes, topics and notifications', () => {
    expect(model.queues.find((queue) => queue.shortName === 'jobs')?.redrive).toEqual({
      deadLetterArn: 'arn:aws:sqs:eu-central-1:000000000000:backoffice-local-jobs-dlq',
      maxReceives: 2,
    });
    expect(model.queueSources.map((source) => source.batchSize)).toEqual([10, 1]);
    expect(model.streamSources[0]).toMatchObject({ bisects: true, maxRetries: 3, startsAt: 'TRIM_HORIZON' });
    expect(model.topics[0]?.subscriptions).toMatchObject([
      { raw: true, filterPolicy: { type: ['fixture.thing'] } },
    ]);
    expect(model.buckets[0]?.notifications).toMatchObject([{ prefix: 'uploads/', suffix: '' }]);
    expect(model.api.routes.find((route) => route.routeKey === 'POST /things/{id}')).toMatchObject({
      needsToken: true,
      scopes: ['backoffice/write'],
      timeoutMs: 30_000,
    });
  });
});

describe('what is neither served nor inert', () => {
  it('lists no type twice', () => {
    expect(SERVED_TYPES.filter((type) => INERT_TYPES[type] !== undefined)).toEqual([]);
  });

  it.each([
    [
      'a type',
      'Cache',
      'AWS::ElastiCache::CacheCluster',
      {},
      /fixture \/ Cache: resource type AWS::ElastiCache/,
    ],
    [
      'a property',
      'Http',
      'AWS::Lambda::Function',
      { VpcConfig: {} },
      /fixture \/ Http .*property VpcConfig is neither/,
    ],
    [
      'a nested property',
      'WorkerJobs',
      'AWS::Lambda::EventSourceMapping',
      { ScalingConfig: { MaximumConcurrency: 2, Minimum: 1 } },
      /property ScalingConfig\.Minimum/,
    ],
    [
      'a condition operator',
      'HttpPolicy',
      'AWS::IAM::Policy',
      {
        PolicyDocument: {
          Version: '1',
          Statement: {
            Effect: 'Allow',
            Action: '*',
            Resource: '*',
            Condition: { IpAddress: { 'aws:SourceIp': '::' } },
          },
        },
      },
      /HttpPolicy.*Condition/,
    ],
    ['an intrinsic', 'Jobs', 'AWS::SQS::Queue', { QueueName: { 'Fn::Cidr': [] } }, /Fn::Cidr is not served/],
    [
      'an attribute',
      'Jobs',
      'AWS::SQS::Queue',
      { QueueName: { 'Fn::GetAtt': ['Http', 'Nothing'] } },
      /Http\.Nothing has no meaning/,
    ],
  ])('%s is a start-up error with stack and logical id', (_what, logicalId, type, properties, message) => {
    const build = () => buildModel(stacksWith(logicalId, type, properties), place);
    expect(build).toThrow(StartRefusal);
    expect(build).toThrow(message);
  });
});

describe('shortenName', () => {
  it.each([
    ['backoffice-local-postings', 'backoffice-local-ledger', 'postings'],
    ['backoffice-local-ledger-uploads-dlq', 'backoffice-local-state', 'ledger-uploads-dlq'],
    ['other-queue', 'backoffice-local-state', 'other-queue'],
    ['backoffice-local', 'backoffice-local-state', 'backoffice-local'],
  ])('%s of %s is %s', (name, stack, short) => {
    expect(shortenName(name, stack)).toBe(short);
  });
});
