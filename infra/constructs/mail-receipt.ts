import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnReceiptRule, CfnReceiptRuleSet } from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { physicalName } from '../settings.ts';
import type { StateStack } from '../stacks/state.ts';
import { acknowledge, findingText } from './acknowledge.ts';
import { dataKeyStatement } from './function-role.ts';
import type { RedrivenQueue } from './redriven-queue.ts';

export interface MailReceiptProps {
  readonly deployment: Deployment;
  readonly state: StateStack;
  /** Domains or addresses. */
  readonly recipients: readonly string[];
  /** Hears of each mail, with the addresses of its envelope: the stored mail does not say all of them. */
  readonly queue: RedrivenQueue;
}

/** Where SES puts mails, in the files bucket. */
export const INBOUND_PREFIX = 'inbound/';

/**
 * SES receives mail for the recipients, stores it as it came, and tells the queue. Of all rule sets of an account one is active:
 * an account that has one names it, else the one that is made here has to be activated by hand, which CloudFormation cannot.
 */
export class MailReceipt extends Construct {
  constructor(scope: Construct, id: string, { deployment, state, recipients, queue }: MailReceiptProps) {
    super(scope, id);
    const { settings } = deployment;
    const ruleSetName = settings.inboundRuleSet ?? physicalName(settings, 'mail');
    const topic = new Topic(this, 'Topic', {
      topicName: physicalName(settings, 'inbound-mail'),
      enforceSSL: true,
    });
    topic.addSubscription(
      new SqsSubscription(queue.queue, { rawMessageDelivery: true, deadLetterQueue: queue.deadLetters }),
    );
    const role = this.defineRole(state, topic, ruleSetName);
    const ruleSet =
      settings.inboundRuleSet === undefined
        ? new CfnReceiptRuleSet(this, 'RuleSet', { ruleSetName })
        : undefined;
    const rule = new CfnReceiptRule(this, 'Rule', {
      ruleSetName,
      rule: {
        name: physicalName(settings, 'tickets'),
        enabled: true,
        recipients: [...recipients],
        scanEnabled: true,
        // Whoever cannot encrypt is heard all the same: what it says has gone in the clear up to here.
        tlsPolicy: 'Optional',
        actions: [
          {
            s3Action: {
              bucketName: state.files.bucket.fixedName,
              objectKeyPrefix: INBOUND_PREFIX,
              topicArn: topic.topicArn,
              iamRoleArn: role.roleArn,
            },
          },
        ],
      },
    });
    if (ruleSet) rule.addResourceDependency(ruleSet);
    rule.node.addDependency(role); // SES tries the role before it takes the rule
  }

  /** What SES may do, for this rule set alone. */
  private defineRole({ files, dataKey }: StateStack, topic: Topic, ruleSetName: string): Role {
    const rules = `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:receipt-rule-set/${ruleSetName}:receipt-rule/*`;
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('ses.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnLike: { 'aws:SourceArn': rules },
        },
      }),
    });
    const objects = files.bucket.arnBelow(INBOUND_PREFIX);
    role.addToPolicy(new PolicyStatement({ actions: ['s3:PutObject'], resources: [objects] }));
    role.addToPolicy(new PolicyStatement({ actions: ['sns:Publish'], resources: [topic.topicArn] }));
    if (dataKey) role.addToPolicy(dataKeyStatement(dataKey));
    acknowledge(
      role,
      `AwsSolutions-IAM5[Resource::${findingText(objects)}]`,
      `Mails are named by SES; the right ends at ${INBOUND_PREFIX}.`,
    );
    return role;
  }
}
