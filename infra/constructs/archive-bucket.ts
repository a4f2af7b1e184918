import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { acknowledge } from './acknowledge.ts';

export interface ArchiveBucketProps {
  readonly deployment: Deployment;
  readonly key: IKey | undefined;
}

const DAYS_A_YEAR = 366; // never a day short of the years asked for

/**
 * The signed heads of the journals: versioned, never expired, and with Object Lock in compliance mode where the
 * deployment asks for it. Then not even the account's root can rewrite what `verification` compares against.
 */
export class ArchiveBucket extends Bucket {
  constructor(scope: Construct, id: string, { deployment, key }: ArchiveBucketProps) {
    const lockYears = deployment.settings.archiveLockYears;
    super(scope, id, {
      ...(key
        ? { encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      ...(lockYears > 0
        ? {
            objectLockDefaultRetention: ObjectLockRetention.compliance(
              Duration.days(lockYears * DAYS_A_YEAR),
            ),
          }
        : {}),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      this,
      'AwsSolutions-S1',
      'Few writes, one a day and journal, all by one function that logs them; access is for the account-wide CloudTrail.',
    );
  }
}
