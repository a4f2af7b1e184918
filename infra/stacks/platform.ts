import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { eventSources } from '../../functions/platform/contract.ts';
import * as routes from '../../functions/platform/routes.ts';
import type { BackofficeFunction } from '../constructs/backoffice-function.ts';
import { routesOf } from '../constructs/module-api.ts';
import { StreamPublisher } from '../constructs/stream-publisher.ts';
import { physicalName } from '../settings.ts';
import { FAILED_MESSAGES, REQUEST_COUNTS } from '../table-keys.ts';
import { type Foundation, ModuleStack } from './module-stack.ts';

/** Queues whose failed messages can be sent again over HTTP; a new worker queue is added here. */
const REDRIVABLE_QUEUES = [
  'postings',
  'ledger-events',
  'ledger-uploads',
  'jobs',
  'receivables-events',
  'banking-uploads',
  'reporting-jobs',
  'exchange-jobs',
  'payments-uploads',
  'cash-jobs',
  'receivables-uploads',
  'invoices-uploads',
  'risk-checks',
  'credit-events',
  'credit-uploads',
  'credit-screening',
  'screening-events',
  'screening-uploads',
  'credit-cases',
  'ticket-intake',
  'ticket-uploads',
  'ticket-mails',
  'ticket-changes',
  'mail-outbox',
  'ticket-mail-events',
  'ticket-notices',
] as const;

/** Health, the reference, failed messages, and the publisher by which modules hear of each other. */
export class PlatformStack extends ModuleStack {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'platform', foundation, 'health, reference, failed messages, events');
    const { state, events, deployment } = foundation;
    const http = this.define('http', {
      impact: 'Nobody sees which messages failed or can send them again; monitors take the system for dead.',
    }).bindTable(state, { writes: [FAILED_MESSAGES, REQUEST_COUNTS] });
    this.allowRedriving(http);
    this.serve(http, routesOf(routes));

    const publisher = this.define('on-stream', {
      impact: 'Modules hear late of what happened in others: balances are folded late, exports wait.',
    }).bindTopic(events.topic);
    const entities = [...new Set(eventSources.map(({ entity }) => entity))];
    new StreamPublisher(this, 'Stream', { deployment, state, publisher, entities });
  }

  /** By name, because these queues stand in the modules' stacks, and none of them should hang on this one. */
  private allowRedriving(http: BackofficeFunction): void {
    const { settings } = this.foundation.deployment;
    const arnOf = (name: string) =>
      this.formatArn({ service: 'sqs', resource: physicalName(settings, name) });
    const queues = REDRIVABLE_QUEUES.map(arnOf);
    const deadLetters = REDRIVABLE_QUEUES.map((name) => arnOf(`${name}-dlq`));
    http.allow(new PolicyStatement({ actions: ['sqs:GetQueueUrl', 'sqs:SendMessage'], resources: queues }));
    http.allow(
      new PolicyStatement({
        actions: ['sqs:GetQueueUrl', 'sqs:ReceiveMessage', 'sqs:DeleteMessage'],
        resources: deadLetters,
      }),
    );
  }
}
