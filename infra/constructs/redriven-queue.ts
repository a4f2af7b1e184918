import { Duration } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { physicalName } from '../settings.ts';
import { DeadLetters, QUEUE_DEFAULTS } from './dead-letters.ts';
import { ALARM_PERIOD, ImpactAlarm } from './impact-alarm.ts';

export interface RedrivenQueueProps {
  readonly deployment: Deployment;
  /** `postings`; the queue is `backoffice-<stage>-postings`, its dead letters `...-postings-dlq`. */
  readonly name: string;
  /** How long a message is out of sight while a worker has it; at least six times the worker's timeout. */
  readonly visibilitySeconds: number;
  /** Age of the oldest message, in seconds, from which the work counts as stuck. */
  readonly lateAfterSeconds?: number;
  /** What breaks for whom while messages lie here. */
  readonly impact: string;
}

/** Tries before a message goes to the dead letters: enough to ride out a deployment or a throttled table. */
const MAX_RECEIVES = 5;

/** A queue with its dead letters, and an alarm for work that is stuck. */
export class RedrivenQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly visibilitySeconds: number;

  constructor(scope: Construct, id: string, props: RedrivenQueueProps) {
    super(scope, id);
    const { deployment, name, visibilitySeconds, lateAfterSeconds = 900, impact } = props;
    this.deadLetters = new DeadLetters(this, 'DeadLetters', { deployment, name, impact }).queue;
    this.queue = new Queue(this, 'Queue', {
      ...QUEUE_DEFAULTS,
      queueName: physicalName(deployment.settings, name),
      visibilityTimeout: Duration.seconds(visibilitySeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVES },
    });
    this.visibilitySeconds = visibilitySeconds;
    new ImpactAlarm(this, 'LateAlarm', {
      deployment,
      metric: this.queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum', period: ALARM_PERIOD }),
      above: lateAfterSeconds,
      symptom: `a message in ${name} waits longer than ${lateAfterSeconds} s`,
      impact,
    });
  }
}
