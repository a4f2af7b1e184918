import * as z from 'zod';
import { served } from '../served-type.ts';

export const QueueResource = served(
  'AWS::SQS::Queue',
  {
    QueueName: z.string().optional(),
    VisibilityTimeout: z.int().nonnegative().default(30),
    DelaySeconds: z.int().nonnegative().default(0),
    ReceiveMessageWaitTimeSeconds: z.int().nonnegative().default(0),
    RedrivePolicy: z
      .strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number().int().positive() })
      .optional(),
  },
  [
    'KmsDataKeyReusePeriodSeconds',
    'KmsMasterKeyId',
    'MaximumMessageSize',
    'MessageRetentionPeriod',
    'RedriveAllowPolicy',
    'SqsManagedSseEnabled',
    'Tags',
  ],
);

export const TopicResource = served('AWS::SNS::Topic', { TopicName: z.string().optional() }, [
  'DisplayName',
  'KmsMasterKeyId',
  'Tags',
  'TracingConfig',
]);

/** Mail and web subscriptions tell people about alarms, which one machine does not have; queues get their messages. */
export const SubscriptionResource = served(
  'AWS::SNS::Subscription',
  {
    TopicArn: z.string(),
    Protocol: z.enum(['sqs', 'email', 'email-json', 'https', 'sms']),
    Endpoint: z.string(),
    RawMessageDelivery: z.boolean().default(false),
    FilterPolicy: z.record(z.string(), z.unknown()).optional(),
    FilterPolicyScope: z.enum(['MessageAttributes', 'MessageBody']).optional(),
  },
  // Delivery from topic to queue happens inside one process and cannot fail on the way.
  ['RedrivePolicy', 'DeliveryPolicy', 'Region'],
);

export const RuleResource = served(
  'AWS::Events::Rule',
  {
    Name: z.string().optional(),
    ScheduleExpression: z.string(),
    State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
    Targets: z.array(
      z.strictObject({
        Id: z.string(),
        Arn: z.string(),
        Input: z.string().optional(),
        // A missed slot is caught up at the next start; there is no second place to put a failed one.
        RetryPolicy: z.unknown().optional(),
        DeadLetterConfig: z.unknown().optional(),
      }),
    ),
  },
  ['Description', 'Tags'],
);
