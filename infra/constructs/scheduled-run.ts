import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { BackofficeFunction } from './backoffice-function.ts';

export interface ScheduledRunProps {
  readonly fn: BackofficeFunction;
  /** `rate(5 minutes)` or `cron(10 2 * * ? *)`, in UTC. */
  readonly expression: string;
}

/**
 * Runs a function by the clock. A run that failed for good is not kept: each run is idempotent for its slot and
 * catches up what the last one missed, and the function's error alarm has rung.
 */
export class ScheduledRun extends Construct {
  constructor(scope: Construct, id: string, { fn, expression }: ScheduledRunProps) {
    super(scope, id);
    new Rule(this, 'Rule', {
      description: `${fn.bundle}: ${expression}`,
      schedule: Schedule.expression(expression),
      targets: [new LambdaFunction(fn)],
    });
  }
}
