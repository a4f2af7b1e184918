import { StartRefusal } from '../start-refusal.ts';
import { EventSourceResource, FunctionResource } from './resources/function.ts';
import {
  ApiResource,
  AuthorizerResource,
  IntegrationResource,
  RouteResource,
  StageResource,
} from './resources/http-api.ts';
import { QueueResource, RuleResource, SubscriptionResource, TopicResource } from './resources/messaging.ts';
import { PolicyResource, RoleResource } from './resources/policy.ts';
import { BucketResource, KeyAliasResource, KeyResource, TableResource } from './resources/storage.ts';
import { nameResource, type Stack } from './stack.ts';

/** List one: types that are served, with the properties their schemas name. */
export const SERVED_TYPES: readonly string[] = [
  ApiResource,
  AuthorizerResource,
  BucketResource,
  EventSourceResource,
  FunctionResource,
  IntegrationResource,
  KeyAliasResource,
  KeyResource,
  PolicyResource,
  QueueResource,
  RoleResource,
  RouteResource,
  RuleResource,
  StageResource,
  SubscriptionResource,
  TableResource,
  TopicResource,
].map((kind) => kind.type);

/** List two: types without a meaning on one machine, each with the reason. Inert properties stand at their type. */
export const INERT_TYPES: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::ApiMapping': 'own domain names: the loopback has none',
  'AWS::CDK::Metadata': 'statistics of the CDK',
  'AWS::CloudWatch::Alarm': 'no metrics are collected; logs are files',
  'AWS::CloudWatch::CompositeAlarm': 'no metrics are collected; logs are files',
  'AWS::CloudWatch::Dashboard': 'no metrics are collected; logs are files',
  'AWS::Cognito::UserPool': 'the local issuer hands out tokens',
  'AWS::Cognito::UserPoolClient': 'the local issuer trusts whoever can reach it',
  'AWS::Cognito::UserPoolDomain': 'the local issuer hands out tokens',
  'AWS::Cognito::UserPoolResourceServer': 'the local issuer knows the two scopes',
  'AWS::SES::EmailIdentity': 'mails are files in the data folder',
  'AWS::Lambda::Permission': 'who may invoke a function is decided by AWS services alone',
  'AWS::Logs::LogGroup': 'logs are files in the data folder',
  'AWS::Logs::MetricFilter': 'no metrics are collected; logs are files',
  'AWS::Logs::QueryDefinition': 'logs are files in the data folder',
  'AWS::Logs::ResourcePolicy': 'logs are files in the data folder',
  'AWS::S3::BucketPolicy': 'outside programs on this machine are trusted; functions are held to their roles',
  'AWS::SNS::TopicPolicy': 'outside programs on this machine are trusted; functions are held to their roles',
  'AWS::SQS::QueuePolicy': 'outside programs on this machine are trusted; functions are held to their roles',
};

/** List three is all the rest: a start-up error, so that nobody believes it works here. */
export function assertCovered(stacks: readonly Stack[]): void {
  for (const stack of stacks) {
    for (const [logicalId, { Type }] of Object.entries(stack.template.Resources)) {
      if (SERVED_TYPES.includes(Type) || INERT_TYPES[Type] !== undefined) continue;
      const name = nameResource({ stack: stack.name, logicalId });
      throw new StartRefusal(`${name}: resource type ${Type} is neither served nor inert on one machine.`);
    }
  }
}
