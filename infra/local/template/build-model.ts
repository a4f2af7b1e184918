import { buildApi } from './build-api.ts';
import { buildFunctions } from './build-functions.ts';
import { buildSources } from './build-sources.ts';
import { assertCovered } from './coverage.ts';
import type { BucketModel, KeyModel, Model, QueueModel, TableModel, TopicModel } from './model.ts';
import type { Place } from './place.ts';
import { createResolver, type Resolver } from './resolver.ts';
import { QueueResource, SubscriptionResource, TopicResource } from './resources/messaging.ts';
import { BucketResource, KeyAliasResource, KeyResource, TableResource } from './resources/storage.ts';
import { readServed } from './served-type.ts';
import { shortenName } from './short-name.ts';
import type { Stack } from './stack.ts';

/**
 * Reads all that is served out of the stacks.
 * @throws StartRefusal naming stack, logical id and property for whatever is neither served nor inert
 */
export function buildModel(stacks: readonly Stack[], place: Place): Model {
  assertCovered(stacks);
  const resolver = createResolver(stacks, place);
  return {
    functions: buildFunctions(stacks, resolver),
    tables: buildTables(stacks, resolver),
    buckets: buildBuckets(stacks, resolver),
    queues: buildQueues(stacks, resolver),
    topics: buildTopics(stacks, resolver),
    keys: buildKeys(stacks, resolver),
    ...buildSources(stacks, resolver),
    api: buildApi(stacks, resolver),
  };
}

function buildTables(stacks: readonly Stack[], resolver: Resolver): TableModel[] {
  return readServed(TableResource, stacks, resolver).map(({ ref, attributes, properties }) => ({
    name: ref,
    arn: String(attributes.Arn),
    streamArn: String(attributes.StreamArn),
    properties,
  }));
}

function buildBuckets(stacks: readonly Stack[], resolver: Resolver): BucketModel[] {
  return readServed(BucketResource, stacks, resolver).map(({ ref, properties }) => ({
    name: ref,
    notifications: properties.NotificationConfiguration.QueueConfigurations.map(
      ({ Event, Queue, Filter }) => {
        const ruleValue = (name: string) =>
          Filter?.S3Key.Rules.find((rule) => rule.Name === name)?.Value ?? '';
        return { event: Event, queueArn: Queue, prefix: ruleValue('prefix'), suffix: ruleValue('suffix') };
      },
    ),
  }));
}

function buildQueues(stacks: readonly Stack[], resolver: Resolver): QueueModel[] {
  return readServed(QueueResource, stacks, resolver).map(({ stack, ref, attributes, properties }) => ({
    name: String(attributes.QueueName),
    shortName: shortenName(String(attributes.QueueName), stack),
    arn: String(attributes.Arn),
    url: ref,
    visibilityTimeoutSeconds: properties.VisibilityTimeout,
    delaySeconds: properties.DelaySeconds,
    redrive: properties.RedrivePolicy && {
      deadLetterArn: properties.RedrivePolicy.deadLetterTargetArn,
      maxReceives: properties.RedrivePolicy.maxReceiveCount,
    },
  }));
}

function buildTopics(stacks: readonly Stack[], resolver: Resolver): TopicModel[] {
  const subscriptions = readServed(SubscriptionResource, stacks, resolver);
  return readServed(TopicResource, stacks, resolver).map(({ ref, attributes }) => ({
    name: String(attributes.TopicName),
    arn: ref,
    subscriptions: subscriptions
      .filter(({ properties }) => properties.TopicArn === ref && properties.Protocol === 'sqs')
      .map(({ properties }) => ({
        queueArn: properties.Endpoint,
        raw: properties.RawMessageDelivery,
        filterPolicy: properties.FilterPolicy,
        filterScope: properties.FilterPolicyScope,
      })),
  }));
}

function buildKeys(stacks: readonly Stack[], resolver: Resolver): KeyModel[] {
  const aliases = readServed(KeyAliasResource, stacks, resolver);
  return readServed(KeyResource, stacks, resolver).map(({ ref, attributes, properties }) => ({
    id: ref,
    arn: String(attributes.Arn),
    aliases: aliases
      .filter(({ properties: { TargetKeyId } }) => TargetKeyId === ref || TargetKeyId === attributes.Arn)
      .map((alias) => alias.properties.AliasName),
    signs: properties.KeyUsage === 'SIGN_VERIFY',
  }));
}
