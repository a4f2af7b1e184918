import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { physicalName } from '../settings.ts';

export interface DataBucketProps {
  readonly deployment: Deployment;
  /** Encrypts the bucket; without one S3's own key does. */
  readonly key: IKey | undefined;
}

/**
 * A bucket as all of ours are: private, encrypted, TLS only, kept. Its name is fixed and unique in the world, so
 * that policies can name it (and prefixes in it) before it exists and from other stacks.
 */
export class DataBucket extends Bucket {
  /** The name as text; `bucketName` would be a reference that ties stacks together. */
  readonly fixedName: string;
  readonly dataKey: IKey | undefined;

  constructor(
    scope: Construct,
    id: string,
    { deployment, key }: DataBucketProps,
    rest: BucketProps & { name: string },
  ) {
    const { name, ...own } = rest;
    const bucketName = `${physicalName(deployment.settings, name)}-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
    super(scope, id, {
      ...own,
      bucketName,
      ...(key
        ? { encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.fixedName = bucketName;
    this.dataKey = key;
  }

  /** ARN of what lies below a prefix, or of the bucket itself for none. */
  arnBelow(prefix?: string): string {
    return `arn:${Aws.PARTITION}:s3:::${this.fixedName}${prefix === undefined ? '' : `/${prefix}*`}`;
  }
}
