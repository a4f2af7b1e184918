import { type App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Deployment } from './deployment.ts';
import { readSettings } from './settings.ts';
import { ApiStack } from './stacks/api.ts';
import { EventsStack } from './stacks/events.ts';
import { ObservabilityStack } from './stacks/observability.ts';
import { StateStack } from './stacks/state.ts';

/**
 * All stacks of one deployment. Alarms first, then what must survive, then what everybody uses, then the modules.
 * @param root folder of the project; its bundles must have been built.
 */
export function defineBackoffice(app: App, root: string): void {
  const settings = readSettings(app);
  const { alarmTopic } = new ObservabilityStack(app, settings);
  const deployment: Deployment = { settings, alarmTopic, root };
  new StateStack(app, deployment);
  new EventsStack(app, deployment);
  new ApiStack(app, deployment);
  Tags.of(app).add('application', 'backoffice');
  Tags.of(app).add('stage', settings.stage);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}
