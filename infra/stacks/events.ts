import { Stack } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { physicalName } from '../settings.ts';

/** One topic for everything that happened; queues of the modules subscribe to the types they care for. */
export class EventsStack extends Stack {
  readonly topic: Topic;

  constructor(scope: Construct, deployment: Deployment) {
    super(scope, physicalName(deployment.settings, 'events'), { description: 'Backoffice: events' });
    this.topic = new Topic(this, 'Topic', {
      topicName: physicalName(deployment.settings, 'events'),
      enforceSSL: true,
    });
  }
}
