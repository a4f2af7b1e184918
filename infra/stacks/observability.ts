import { Aws, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { BackofficeDashboard } from '../constructs/backoffice-dashboard.ts';
import { physicalName, type Settings } from '../settings.ts';

/** What tells and shows: the topic all alarms go to, and one dashboard. Alarms stand beside what they watch. */
export class ObservabilityStack extends Stack {
  readonly alarmTopic: Topic;

  constructor(scope: Construct, settings: Settings) {
    super(scope, physicalName(settings, 'observability'), { description: 'Backoffice: alarms, dashboard' });
    this.alarmTopic = new Topic(this, 'Alarms', {
      topicName: physicalName(settings, 'alarms'),
      enforceSSL: true,
    });
    // A policy of its own replaces the default one, by which alarms of the account could publish.
    this.alarmTopic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.alarmTopic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (settings.alarmEmail) this.alarmTopic.addSubscription(new EmailSubscription(settings.alarmEmail));
    new BackofficeDashboard(this, 'Dashboard', settings);
  }
}
