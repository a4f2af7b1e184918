import { Duration } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { acknowledge } from './acknowledge.ts';
import type { BackofficeFunction } from './backoffice-function.ts';
import { DeadLetters } from './dead-letters.ts';

export interface StreamPublisherProps {
  readonly deployment: Deployment;
  readonly table: TableV2;
  readonly publisher: BackofficeFunction;
  /** Names of the entities whose insert is an event. */
  readonly entities: readonly string[];
}

/** Tries of one batch before it is set aside; by then it has been halved down to the record that does not pass. */
const MAX_RETRIES = 10;

/** Feeds inserts of event entities, and nothing else, from the table's stream to the publisher. */
export class StreamPublisher extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { deployment, table, publisher, entities }: StreamPublisherProps,
  ) {
    super(scope, id);
    const streamArn = table.tableStreamArn;
    if (!streamArn) throw new Error('The table has no stream to publish from.');
    publisher.allow(
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [streamArn],
      }),
    );
    const { queue } = new DeadLetters(this, 'Failed', {
      deployment,
      name: 'stream',
      impact: publisher.impact,
    });
    acknowledge(
      queue,
      'AwsSolutions-SQS3',
      'It is itself the dead-letter queue: of a stream, not of a queue.',
    );
    publisher.allow(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }));
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: publisher,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(1),
      parallelizationFactor: 4,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: MAX_RETRIES,
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { NewImage: { entity: { S: FilterRule.or(...entities) } } },
        }),
      ],
      onFailure: new SqsDlq(queue),
    });
    // Lambda refuses a mapping whose role cannot read the stream yet.
    if (publisher.role) mapping.node.addDependency(publisher.role);
  }
}
