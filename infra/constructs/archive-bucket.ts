import { Duration } from 'aws-cdk-lib';
import { ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { DataBucket, type DataBucketProps } from './data-bucket.ts';

const DAYS_A_YEAR = 366; // never a day short of the years asked for

/**
 * The signed heads of the journals and the vouchers: versioned, never expired, and with a retention in compliance mode
 * where the deployment asks for it. Then not even the account's root can rewrite what `verification` compares against.
 * Object Lock itself is always on and does nothing without a retention: CloudFormation can turn it on only for a new
 * bucket, and a deployment may ask for the retention later.
 */
export class ArchiveBucket extends DataBucket {
  constructor(scope: Construct, id: string, props: DataBucketProps) {
    const { archiveLockYears } = props.deployment.settings;
    const retention = ObjectLockRetention.compliance(
      Duration.days(Math.max(archiveLockYears, 1) * DAYS_A_YEAR),
    );
    super(scope, id, props, {
      name: 'archive',
      versioned: true,
      objectLockEnabled: true,
      ...(archiveLockYears > 0 ? { objectLockDefaultRetention: retention } : {}),
    });
    acknowledge(
      this,
      'AwsSolutions-S1',
      'All writes are by functions that log them; access is for the account-wide CloudTrail.',
    );
  }
}
