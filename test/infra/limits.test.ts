import { describe, expect, it } from 'vitest';
import { ofType, synthesizeBackoffice } from '../support/templates.ts';

/** The longest stage there may be; account and region as long as AWS has them (`ap-southeast-5`, twelve digits). */
const resources = synthesizeBackoffice({ stage: 'abcdefghijkl' });
const ACCOUNT = '123456789012';
const REGION = 'ap-southeast-5';

function nameOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { 'Fn::Join': join, Ref: ref } = value as { 'Fn::Join'?: [string, unknown[]]; Ref?: string };
  if (join) return join[1].map(nameOf).join(join[0]);
  if (ref === 'AWS::AccountId') return ACCOUNT;
  if (ref === 'AWS::Region') return REGION;
  throw new Error(`no name: ${JSON.stringify(value)}`);
}

/** What each service takes as a name. A name that is too long shows only when it is deployed. */
const NAMES: readonly (readonly [type: string, property: string, pattern: RegExp])[] = [
  ['AWS::Lambda::Function', 'FunctionName', /^[\w-]{1,64}$/],
  ['AWS::SQS::Queue', 'QueueName', /^[\w-]{1,80}$/],
  ['AWS::SNS::Topic', 'TopicName', /^[\w-]{1,256}$/],
  ['AWS::S3::Bucket', 'BucketName', /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/],
  ['AWS::DynamoDB::GlobalTable', 'TableName', /^[\w.-]{3,255}$/],
  ['AWS::Cognito::UserPool', 'UserPoolName', /^[\w\s+=,.@-]{1,128}$/],
  [
    'AWS::Cognito::UserPoolDomain',
    'Domain',
    /^(?!.*(?:aws|amazon|cognito))[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
  ],
  ['AWS::CloudWatch::Dashboard', 'DashboardName', /^[\w-]{1,255}$/],
  ['AWS::Logs::LogGroup', 'LogGroupName', /^[\w./#-]{1,512}$/],
];

describe('with the longest names', () => {
  it.each(NAMES)('%s.%s fits', (type, property, pattern) => {
    const found = ofType(resources, type);
    expect(found.length).toBeGreaterThan(0);
    for (const { properties } of found) expect(nameOf(properties[property])).toMatch(pattern);
  });

  it('descriptions fit, so that every alarm can say its sentence', () => {
    for (const { properties } of ofType(resources, 'AWS::Lambda::Function'))
      expect(properties.Description.length).toBeLessThanOrEqual(256);
    for (const { properties } of ofType(resources, 'AWS::CloudWatch::Alarm')) {
      expect(properties.AlarmDescription).toMatch(/^abcdefghijkl: .+\. .+\.$/s);
      expect(properties.AlarmDescription.length).toBeLessThanOrEqual(1024);
    }
  });
});

describe('room to grow', () => {
  it('stacks stay below half of 500 resources, the API below 280 of 300 routes', () => {
    for (const [stack, inStack] of Map.groupBy(resources, ({ stack: name }) => name))
      expect([stack, inStack.length < 250]).toEqual([stack, true]);
    // The quota of 300 routes an API can be raised by asking AWS: it is time to ask when this fails.
    expect(ofType(resources, 'AWS::ApiGatewayV2::Route').length).toBeLessThan(280);
  });

  it('batches over ten have a window, as SQS and Lambda ask', () => {
    for (const { properties } of ofType(resources, 'AWS::Lambda::EventSourceMapping')) {
      const { BatchSize, MaximumBatchingWindowInSeconds = 0, ScalingConfig } = properties;
      if (BatchSize > 10) expect(MaximumBatchingWindowInSeconds).toBeGreaterThanOrEqual(1);
      if (ScalingConfig) expect(ScalingConfig.MaximumConcurrency).toBeGreaterThanOrEqual(2);
    }
  });

  it('roles stay within 10,240 characters of policies', () => {
    for (const { logicalId, properties } of ofType(resources, 'AWS::IAM::Policy'))
      expect([logicalId, JSON.stringify(properties.PolicyDocument).length < 10_240]).toEqual([
        logicalId,
        true,
      ]);
  });
});
