import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Deployment } from './deployment.ts';
import { readSettings } from './settings.ts';
import { ApiStack } from './stacks/api.ts';
import { AssetsStack } from './stacks/assets.ts';
import { BankingStack } from './stacks/banking.ts';
import { CashStack } from './stacks/cash.ts';
import { CompaniesStack } from './stacks/companies.ts';
import { CreditStack } from './stacks/credit.ts';
import { CreditCasesStack } from './stacks/credit-cases.ts';
import { EventsStack } from './stacks/events.ts';
import { ExchangeStack } from './stacks/exchange.ts';
import { InvoicesStack } from './stacks/invoices.ts';
import { LedgerStack } from './stacks/ledger.ts';
import { MailStack } from './stacks/mail.ts';
import type { Foundation } from './stacks/module-stack.ts';
import { ObservabilityStack } from './stacks/observability.ts';
import { PaymentsStack } from './stacks/payments.ts';
import { PlatformStack } from './stacks/platform.ts';
import { ReceivablesStack } from './stacks/receivables.ts';
import { ReportingStack } from './stacks/reporting.ts';
import { RoutinesStack } from './stacks/routines.ts';
import { ScreeningStack } from './stacks/screening.ts';
import { StateStack } from './stacks/state.ts';
import { TicketsStack } from './stacks/tickets.ts';
import { TransfersStack } from './stacks/transfers.ts';

/** Everything of one deployment: the foundation, and each module on it. @param root see `defineFoundation` */
export function defineBackoffice(app: App, root: string): void {
  const foundation = defineFoundation(app, root);
  new CompaniesStack(app, foundation);
  new LedgerStack(app, foundation);
  new ReceivablesStack(app, foundation);
  new BankingStack(app, foundation);
  new ReportingStack(app, foundation);
  new ExchangeStack(app, foundation);
  new PaymentsStack(app, foundation);
  new InvoicesStack(app, foundation);
  new AssetsStack(app, foundation);
  new RoutinesStack(app, foundation);
  new CashStack(app, foundation);
  new CreditStack(app, foundation);
  new CreditCasesStack(app, foundation);
  new MailStack(app, foundation);
  new TicketsStack(app, foundation);
  new ScreeningStack(app, foundation);
  new TransfersStack(app, foundation);
  new PlatformStack(app, foundation);
}

/**
 * What every module builds on: alarms first, then what must survive, then what everybody uses.
 * @param root folder of the project; its bundles must have been built.
 */
export function defineFoundation(app: App, root: string): Foundation {
  const settings = readSettings(app);
  const { alarmTopic } = new ObservabilityStack(app, settings);
  const deployment: Deployment = { settings, alarmTopic, root };
  const state = new StateStack(app, deployment);
  const events = new EventsStack(app, deployment);
  const api = new ApiStack(app, deployment);
  Tags.of(app).add('application', 'backoffice');
  Tags.of(app).add('stage', settings.stage);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { deployment, state, events, api };
}
