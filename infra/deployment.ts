import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Settings } from './settings.ts';

/** What every construct of one deployment shares. */
export interface Deployment {
  readonly settings: Settings;
  /** Every alarm tells this topic. */
  readonly alarmTopic: ITopic;
  /** Root of the project, below which the bundles lie. */
  readonly root: string;
}
