import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';

export interface ImpactAlarmProps {
  readonly deployment: Deployment;
  readonly metric: IMetric;
  /** The alarm rings when the metric is above this, in the metric's own unit. */
  readonly above: number;
  /** How many periods in a row. */
  readonly periods?: number;
  /** What was seen: `errors in ledger-http`. */
  readonly symptom: string;
  /** What breaks for whom: the sentence that the person on call reads first. */
  readonly impact: string;
}

export const ALARM_PERIOD = Duration.minutes(5);

/** An alarm that says what breaks, and tells the deployment's alarm topic when it rings and when it is over. */
export class ImpactAlarm extends Construct {
  constructor(scope: Construct, id: string, props: ImpactAlarmProps) {
    super(scope, id);
    const { deployment, metric, above, periods = 1, symptom, impact } = props;
    const alarm = new Alarm(this, 'Alarm', {
      metric,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${deployment.settings.stage}: ${symptom}. ${impact}`,
    });
    const tell = new SnsAction(deployment.alarmTopic);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
  }
}
