import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { UPLOAD_QUEUES, uploadPrefix } from '../upload-kinds.ts';
import { acknowledge } from './acknowledge.ts';
import { DataBucket, type DataBucketProps } from './data-bucket.ts';
import { RedrivenQueue } from './redriven-queue.ts';

/** Days a file is kept by folder: uploads and mails long enough to take them up again, the rest long enough to fetch. */
const KEPT_DAYS = { 'uploads/': 30, 'rejected/': 30, 'exports/': 7, 'inbound/': 200 } as const;
/** Six times the longest timeout Lambda has, so that any worker fits. */
const UPLOAD_VISIBILITY_SECONDS = 6 * 900;

/**
 * Files on their way in and out, and the queues that hear of finished uploads. They live beside the bucket because
 * the bucket must name its queues. The notification is written in the plain resource: CDK's own way adds a custom
 * resource and a helper function.
 */
export class FilesBucket extends Construct {
  readonly bucket: DataBucket;
  private readonly queues: ReadonlyMap<string, RedrivenQueue>;

  constructor(scope: Construct, id: string, props: DataBucketProps) {
    super(scope, id);
    this.bucket = new DataBucket(this, 'Bucket', props, {
      name: 'files',
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
    const { deployment } = props;
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
    this.notifyQueues();
  }

  /** The queue that hears of uploads, by name. @throws when no upload kind feeds a queue of that name. */
  uploadQueue(name: string): RedrivenQueue {
    const queue = this.queues.get(name);
    if (!queue) throw new Error(`No upload kind feeds a queue ${name}: see infra/upload-kinds.ts.`);
    return queue;
  }

  private notifyQueues(): void {
    const resource = this.bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket)) throw new Error('A bucket without its resource.');
    const configurations: CfnBucket.QueueConfigurationProperty[] = [];
    for (const [name, { queue }] of this.queues) {
      queue.addToResourcePolicy(
        new PolicyStatement({
          principals: [new ServicePrincipal('s3.amazonaws.com')],
          actions: ['sqs:SendMessage'],
          resources: [queue.queueArn],
          conditions: {
            ArnEquals: { 'aws:SourceArn': this.bucket.arnBelow() },
            StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          },
        }),
      );
      resource.node.addDependency(queue); // its policy above all: S3 tries the queue before it takes the notification
      for (const kind of UPLOAD_QUEUES[name]?.kinds ?? []) {
        configurations.push({
          event: 's3:ObjectCreated:*',
          queue: queue.queueArn,
          filter: { s3Key: { rules: [{ name: 'prefix', value: uploadPrefix(kind) }] } },
        });
      }
    }
    resource.notificationConfiguration = { queueConfigurations: configurations };
  }
}
