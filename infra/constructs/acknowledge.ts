import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Takes one cdk-nag finding on one construct (and what is below it) as it is, and says why. */
export function acknowledge(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id, reason });
}
