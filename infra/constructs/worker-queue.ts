import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import type { BackofficeFunction } from './backoffice-function.ts';
import { RedrivenQueue } from './redriven-queue.ts';

export interface WorkerQueueProps {
  readonly deployment: Deployment;
  readonly name: string;
  readonly worker: BackofficeFunction;
  /** Most messages in one invocation. */
  readonly batchSize: number;
  /** How long Lambda gathers before it invokes, in seconds; must be above 0 for batches over 10. */
  readonly windowSeconds?: number;
  /** Most invocations at a time; SQS takes no less than 2. */
  readonly maxConcurrency: number;
  /** A queue made elsewhere (uploads: the bucket must know it); without it the construct makes its own. */
  readonly source?: RedrivenQueue;
}

/** AWS's rule: below six timeouts a message can reappear while its batch is still worked on. */
const VISIBILITY_TIMEOUTS = 6;

/** A queue, its dead letters, and one function that works on it: partial batch responses, bounded concurrency. */
export class WorkerQueue extends Construct {
  readonly source: RedrivenQueue;

  constructor(scope: Construct, id: string, props: WorkerQueueProps) {
    super(scope, id);
    const { deployment, name, worker, batchSize, windowSeconds = 0, maxConcurrency } = props;
    const visibilitySeconds = worker.timeoutSeconds * VISIBILITY_TIMEOUTS + windowSeconds;
    this.source =
      props.source ??
      new RedrivenQueue(this, 'Source', { deployment, name, visibilitySeconds, impact: worker.impact });
    if (this.source.visibilitySeconds < visibilitySeconds) {
      throw new Error(
        `Queue ${name}: visibility ${this.source.visibilitySeconds} s, needs ${visibilitySeconds} s.`,
      );
    }
    worker.allow(
      new PolicyStatement({
        actions: [
          'sqs:ReceiveMessage',
          'sqs:DeleteMessage',
          'sqs:ChangeMessageVisibility',
          'sqs:GetQueueAttributes',
        ],
        resources: [this.source.queue.queueArn],
      }),
    );
    // A message that can never work goes to the dead letters with its reason, by the worker's own hand.
    worker.bindQueue('DEAD_LETTER_QUEUE_URL', this.source.deadLetters);
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: worker,
      eventSourceArn: this.source.queue.queueArn,
      batchSize,
      ...(windowSeconds > 0 ? { maxBatchingWindow: Duration.seconds(windowSeconds) } : {}),
      maxConcurrency,
      reportBatchItemFailures: true,
    });
    // Lambda refuses a mapping whose role cannot read the queue yet.
    if (worker.role) mapping.node.addDependency(worker.role);
  }
}
