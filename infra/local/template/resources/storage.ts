import * as z from 'zod';
import { TableProperties } from '../../engine/table-definition.ts';
import { served } from '../served-type.ts';

export const TableResource = served('AWS::DynamoDB::GlobalTable', TableProperties.shape, [
  'BillingMode',
  'Replicas',
  'SSESpecification',
  'WarmThroughput',
  'WriteOnDemandThroughputSettings',
  'WriteProvisionedThroughputSettings',
]);

const NotificationFilter = z.strictObject({
  S3Key: z.strictObject({
    Rules: z.array(z.strictObject({ Name: z.enum(['prefix', 'suffix']), Value: z.string() })),
  }),
});

export const BucketResource = served(
  'AWS::S3::Bucket',
  {
    BucketName: z.string().optional(),
    NotificationConfiguration: z
      .strictObject({
        QueueConfigurations: z.array(
          z.strictObject({ Event: z.string(), Queue: z.string(), Filter: NotificationFilter.optional() }),
        ),
      })
      .default({ QueueConfigurations: [] }),
  },
  [
    'BucketEncryption',
    'CorsConfiguration',
    'LifecycleConfiguration',
    'LoggingConfiguration',
    'ObjectLockConfiguration',
    'ObjectLockEnabled',
    'OwnershipControls',
    'PublicAccessBlockConfiguration',
    'Tags',
    'VersioningConfiguration',
  ],
);

/** Encryption keys are inert; a signing key is served with a key of this machine. */
export const KeyResource = served(
  'AWS::KMS::Key',
  {
    KeyUsage: z.enum(['ENCRYPT_DECRYPT', 'SIGN_VERIFY']).default('ENCRYPT_DECRYPT'),
    KeySpec: z.enum(['SYMMETRIC_DEFAULT', 'ECC_NIST_P256']).default('SYMMETRIC_DEFAULT'),
  },
  [
    'Description',
    'EnableKeyRotation',
    'KeyPolicy',
    'MultiRegion',
    'PendingWindowInDays',
    'RotationPeriodInDays',
    'Tags',
  ],
);

export const KeyAliasResource = served('AWS::KMS::Alias', { AliasName: z.string(), TargetKeyId: z.string() });
