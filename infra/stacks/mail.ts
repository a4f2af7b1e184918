import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import { mailQueued } from '../../functions/mail/contract.ts';
import * as routes from '../../functions/mail/routes.ts';
import { acknowledge, findingText } from '../constructs/acknowledge.ts';
import type { BackofficeFunction } from '../constructs/backoffice-function.ts';
import { subscribeToEvents } from '../constructs/event-subscription.ts';
import { routesOf } from '../constructs/module-api.ts';
import { FAILED_MESSAGES, OUTBOX, REQUEST_COUNTS } from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** Mails of all modules on their way out. */
export class MailStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'mail', foundation, 'mails on their way out');
    const { state, events } = foundation;
    const http = this.define('http', {
      impact: 'Nobody sees which mails failed, or has them sent again.',
    }).bindTable(state, { writes: [OUTBOX, REQUEST_COUNTS] });
    this.serveBelow(http, ['/companies/{companyId}/outgoing-mails'], routesOf(routes));

    const worker = this.define('on-outbox', {
      impact: 'Answers to requesters and notices to agents are sent late, by the schedule.',
      timeoutSeconds: 300,
    }).bindTable(state, { writes: [OUTBOX, FAILED_MESSAGES] });
    this.allowSending(worker);
    const outbox = this.consume('mail-outbox', worker, { batchSize: 5, maxConcurrency: 2 });
    subscribeToEvents(events.topic, [mailQueued.type], outbox.source);

    const schedule = this.define('on-schedule-outbox', {
      impact: 'Mails that the mail service did not take at first are not tried again.',
      timeoutSeconds: 600,
    }).bindTable(state, { writes: [OUTBOX] });
    this.allowSending(schedule);
    this.schedule(schedule, 'rate(2 minutes)');
    this.defineIdentities();
  }

  /** By SES, from the domains of the deployment and no other; without any, mails wait in the outbox. */
  private allowSending(fn: BackofficeFunction): void {
    const { deployment, state } = this.foundation;
    const { mailDomains } = deployment.settings;
    fn.set('MAIL_DOMAINS', mailDomains.join(','));
    fn.bindBucket('FILES_BUCKET', state.files.bucket, { 'tickets/files/': ['GetObject'] });
    if (mailDomains.length === 0) return;
    const resources = mailDomains.map((domain) =>
      this.formatArn({ service: 'ses', resource: 'identity', resourceName: domain }),
    );
    // SES asks for the second one, too, where a message comes whole.
    fn.allow(new PolicyStatement({ actions: ['ses:SendEmail', 'ses:SendRawEmail'], resources }));
    const any = resources.find((resource) => resource.endsWith('/*'));
    if (any !== undefined && fn.role)
      acknowledge(
        fn.role,
        `AwsSolutions-IAM5[Resource::${findingText(any)}]`,
        'The deployment has said so: every domain that SES has verified for this account.',
      );
  }

  /** Each domain with its keys (DKIM); what stands in the outputs belongs into its DNS. */
  private defineIdentities(): void {
    const { mailDomains } = this.foundation.deployment.settings;
    for (const domain of mailDomains.filter((name) => name !== '*')) {
      const identity = new EmailIdentity(this, `Identity-${domain}`, { identity: Identity.domain(domain) });
      identity.applyRemovalPolicy(RemovalPolicy.RETAIN);
      identity.dkimRecords.forEach(({ name, value }, index) => {
        const id = `Dkim${index + 1}-${domain}`;
        new CfnOutput(this, id, { value: `${name} CNAME ${value}`, description: `DNS record of ${domain}` });
      });
    }
  }
}
