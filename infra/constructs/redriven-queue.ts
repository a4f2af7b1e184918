import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { physicalName } from '../settings.ts';
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
/** The longest SQS keeps a message: nothing is dropped while people sleep. */
const RETENTION = Duration.days(14);

/** A queue with its dead letters, both encrypted and reached over TLS only, and the two alarms that matter. */
export class RedrivenQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly visibilitySeconds: number;

  constructor(scope: Construct, id: string, props: RedrivenQueueProps) {
    super(scope, id);
    const { deployment, name, visibilitySeconds, lateAfterSeconds = 900, impact } = props;
    const common = { retentionPeriod: RETENTION, encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...common,
      queueName: physicalName(deployment.settings, `${name}-dlq`),
    });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      queueName: physicalName(deployment.settings, name),
      visibilityTimeout: Duration.seconds(visibilitySeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVES },
    });
    this.visibilitySeconds = visibilitySeconds;
    new ImpactAlarm(this, 'DeadLettersAlarm', {
      deployment,
      metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({
        statistic: 'Maximum',
        period: ALARM_PERIOD,
      }),
      above: 0,
      symptom: `messages of ${name} lie in its dead-letter queue`,
      impact,
    });
    new ImpactAlarm(this, 'LateAlarm', {
      deployment,
      metric: this.queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum', period: ALARM_PERIOD }),
      above: lateAfterSeconds,
      symptom: `a message in ${name} waits longer than ${lateAfterSeconds} s`,
      impact,
    });
  }
}
