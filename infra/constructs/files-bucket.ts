import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { physicalName } from '../settings.ts';
import { UPLOAD_QUEUES, uploadPrefix } from '../upload-kinds.ts';
import { acknowledge } from './acknowledge.ts';
import { RedrivenQueue } from './redriven-queue.ts';

export interface FilesBucketProps {
  readonly deployment: Deployment;
  readonly key: IKey | undefined;
}

/** Days a file is kept by folder: uploads long enough to import again, the rest long enough to fetch. */
const KEPT_DAYS = { 'uploads/': 30, 'rejected/': 30, 'exports/': 7 } as const;
/** Six times the longest timeout Lambda has, so that any worker fits. */
const UPLOAD_VISIBILITY_SECONDS = 6 * 900;

/**
 * Files on their way in and out, and the queues that hear of finished uploads. They live beside the bucket because
 * the bucket must name its queues. The notification is written in the plain resource: CDK's own way adds a custom
 * resource and a helper function. The bucket has a fixed name, so that the queue policies, which must exist before
 * it, can name it.
 */
export class FilesBucket extends Construct {
  readonly bucket: Bucket;
  private readonly queues: ReadonlyMap<string, RedrivenQueue>;

  constructor(scope: Construct, id: string, { deployment, key }: FilesBucketProps) {
    super(scope, id);
    const bucketName = `${physicalName(deployment.settings, 'files')}-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
    this.bucket = new Bucket(this, 'Bucket', {
      bucketName,
      ...(key
        ? { encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: Object.entries(KEPT_DAYS).map(([prefix, days]) => ({
        id: `expire-${prefix.slice(0, -1)}`,
        prefix,
        expiration: Duration.days(days),
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      })),
    });
    acknowledge(
      this.bucket,
      'AwsSolutions-S1',
      'Who asked for which presigned URL is in the table; object access is for the account-wide CloudTrail.',
    );
    this.queues = new Map(
      Object.entries(UPLOAD_QUEUES).map(([name, { impact }]) => [
        name,
        new RedrivenQueue(this, name, {
          deployment,
          name,
          visibilitySeconds: UPLOAD_VISIBILITY_SECONDS,
          impact,
        }),
      ]),
    );
    this.notifyQueues(bucketName);
  }

  /** The queue that hears of uploads, by name. @throws when no upload kind feeds a queue of that name. */
  uploadQueue(name: string): RedrivenQueue {
    const queue = this.queues.get(name);
    if (!queue) throw new Error(`No upload kind feeds a queue ${name}: see infra/upload-kinds.ts.`);
    return queue;
  }

  private notifyQueues(bucketName: string): void {
    const bucket = this.bucket.node.defaultChild;
    if (!(bucket instanceof CfnBucket)) throw new Error('A bucket without its resource.');
    const bucketArn = Stack.of(this).formatArn({
      service: 's3',
      region: '',
      account: '',
      resource: bucketName,
    });
    const configurations: CfnBucket.QueueConfigurationProperty[] = [];
    for (const [name, { queue }] of this.queues) {
      queue.addToResourcePolicy(
        new PolicyStatement({
          principals: [new ServicePrincipal('s3.amazonaws.com')],
          actions: ['sqs:SendMessage'],
          resources: [queue.queueArn],
          conditions: {
            ArnEquals: { 'aws:SourceArn': bucketArn },
            StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          },
        }),
      );
      bucket.node.addDependency(queue); // its policy above all: S3 tries the queue before it takes the notification
      for (const kind of UPLOAD_QUEUES[name]?.kinds ?? []) {
        configurations.push({
          event: 's3:ObjectCreated:*',
          queue: queue.queueArn,
          filter: { s3Key: { rules: [{ name: 'prefix', value: uploadPrefix(kind) }] } },
        });
      }
    }
    bucket.notificationConfiguration = { queueConfigurations: configurations };
  }
}
