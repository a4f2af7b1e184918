import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { physicalName } from '../settings.ts';
import { ALARM_PERIOD, ImpactAlarm } from './impact-alarm.ts';

export interface DeadLettersProps {
  readonly deployment: Deployment;
  /** What the letters are of: `postings`; the queue is `backoffice-<stage>-postings-dlq`. */
  readonly name: string;
  readonly impact: string;
}

/** How every queue is: encrypted, TLS only, and kept as long as SQS can, so that nothing is dropped on a long weekend. */
export const QUEUE_DEFAULTS: QueueProps = {
  retentionPeriod: Duration.days(14),
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
};

/** A dead-letter queue with the alarm that says it is not empty. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { deployment, name, impact }: DeadLettersProps) {
    super(scope, id);
    const queueName = physicalName(deployment.settings, `${name}-dlq`);
    this.queue = new Queue(this, 'Queue', { ...QUEUE_DEFAULTS, queueName });
    new ImpactAlarm(this, 'NotEmpty', {
      deployment,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        statistic: 'Maximum',
        period: ALARM_PERIOD,
      }),
      above: 0,
      symptom: `messages of ${name} lie in its dead-letter queue`,
      impact,
    });
  }
}
