import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import type { StateStack } from '../stacks/state.ts';
import { acknowledge } from './acknowledge.ts';
import type { BackofficeFunction } from './backoffice-function.ts';
import { DeadLetters } from './dead-letters.ts';
import { dataKeyStatement } from './function-role.ts';
import { ALARM_PERIOD, ImpactAlarm } from './impact-alarm.ts';

export interface StreamPublisherProps {
  readonly deployment: Deployment;
  readonly state: StateStack;
  readonly publisher: BackofficeFunction;
  /** Names of the entities whose insert is an event. */
  readonly entities: readonly string[];
}

/** Tries of one batch before it is set aside; by then it has been halved down to the record that does not pass. */
const MAX_RETRIES = 10;

const LATE_AFTER_MILLISECONDS = 15 * 60 * 1000;

/** Feeds inserts of event entities, and nothing else, from the table's stream to the publisher. */
export class StreamPublisher extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { deployment, state, publisher, entities }: StreamPublisherProps,
  ) {
    super(scope, id);
    const streamArn = state.table.tableStreamArn;
    if (!streamArn) throw new Error('The table has no stream to publish from.');
    publisher.allow(
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [streamArn],
      }),
    );
    if (state.dataKey) publisher.allow(dataKeyStatement(state.dataKey)); // the stream is under the table's key
    this.watchLag(deployment, publisher);
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

  /** A stream forgets after 24 hours; what was not published by then is told by the sweepers alone. */
  private watchLag(deployment: Deployment, publisher: BackofficeFunction): void {
    new ImpactAlarm(this, 'LagAlarm', {
      deployment,
      metric: publisher.metric('IteratorAge', { statistic: 'Maximum', period: ALARM_PERIOD }),
      above: LATE_AFTER_MILLISECONDS,
      symptom: `${publisher.bundle} lags behind the table's stream by more than 15 minutes`,
      impact: publisher.impact,
    });
  }
}
