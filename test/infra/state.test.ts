import { describe, expect, it } from 'vitest';
import { ofType, PROD, synthesizeBackoffice } from '../support/templates.ts';

const resources = synthesizeBackoffice();
const [table] = ofType(resources, 'AWS::DynamoDB::GlobalTable');
const bucketNamed = (part: string) =>
  ofType(resources, 'AWS::S3::Bucket').find(({ logicalId }) => logicalId.startsWith(part));

describe('the table', () => {
  it('is on demand, streams both images, expires items, and cannot be deleted or lose five weeks', () => {
    expect(table?.properties).toMatchObject({
      TableName: 'backoffice-dev',
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      Replicas: [
        {
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
        },
      ],
    });
    expect(table?.deletionPolicy).toBe('Retain');
  });

  it('has the keys that shared/table writes', () => {
    const names = table?.properties.AttributeDefinitions.map(
      (a: { AttributeName: string }) => a.AttributeName,
    );
    expect(names.toSorted()).toEqual(['gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk', 'pk', 'sk']);
  });
});

describe('the buckets', () => {
  it.each(['FilesBucket', 'Archive'])('%s is private, encrypted, kept, and reached over TLS only', (part) => {
    const bucket = bucketNamed(part);
    expect(bucket?.properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(bucket?.properties.BucketEncryption).toBeDefined();
    expect(bucket?.properties.CorsConfiguration).toBeUndefined();
    expect(bucket?.deletionPolicy).toBe('Retain');
    const policy = ofType(resources, 'AWS::S3::BucketPolicy').find(
      ({ properties }) => properties.Bucket.Ref === bucket?.logicalId,
    );
    expect(policy?.properties.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });

  it('files expires what came in and what went out', () => {
    const rules = bucketNamed('FilesBucket')?.properties.LifecycleConfiguration.Rules;
    const days = Object.fromEntries(
      rules.map((rule: { Prefix: string; ExpirationInDays: number }) => [rule.Prefix, rule.ExpirationInDays]),
    );
    expect(days).toEqual({ 'uploads/': 30, 'rejected/': 30, 'exports/': 7, 'inbound/': 200 });
  });

  it('files tells a queue of each kind of upload, and exists only after the policy that lets it', () => {
    const bucket = bucketNamed('FilesBucket');
    const rules = bucket?.properties.NotificationConfiguration.QueueConfigurations;
    const prefixes = rules.map(
      (rule: { Filter: { S3Key: { Rules: { Value: string }[] } } }) => rule.Filter.S3Key.Rules[0]?.Value,
    );
    expect(prefixes).toEqual([
      'uploads/journal-csv/',
      'uploads/datev-batch/',
      'uploads/monthly-sums/',
      'uploads/voucher/',
      'uploads/bank-statement/',
      'uploads/datev-partners/',
      'uploads/payment-status/',
      'uploads/credit-ratings/',
      'uploads/e-invoice/',
      'uploads/sanctions-list/',
      'uploads/mail/',
    ]);
    const policies = ofType(resources, 'AWS::SQS::QueuePolicy').filter(({ properties }) =>
      JSON.stringify(properties).includes('s3.amazonaws.com'),
    );
    expect(policies.length).toBeGreaterThan(0);
    expect(bucket?.dependsOn).toEqual(expect.arrayContaining(policies.map(({ logicalId }) => logicalId)));
  });

  it('archive keeps versions; with archiveLockYears nobody can delete them earlier', () => {
    expect(bucketNamed('Archive')?.properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    // On from the start, so that a retention can be asked for later without a new bucket.
    expect(bucketNamed('Archive')?.properties.ObjectLockEnabled).toBe(true);
    expect(bucketNamed('Archive')?.properties.ObjectLockConfiguration?.Rule).toBeUndefined();
    const locked = synthesizeBackoffice(PROD);
    const archive = locked.find(
      ({ logicalId, type }) => type === 'AWS::S3::Bucket' && logicalId.startsWith('Archive'),
    );
    expect(archive?.properties.ObjectLockConfiguration.Rule.DefaultRetention).toEqual({
      Days: 3660,
      Mode: 'COMPLIANCE',
    });
  });
});

describe('the keys', () => {
  it('signs with P-256 and is never deleted', () => {
    const [signing] = ofType(resources, 'AWS::KMS::Key');
    expect(signing?.properties).toMatchObject({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    expect(signing?.deletionPolicy).toBe('Retain');
  });

  it('encrypts table and buckets with a key of the account where asked to', () => {
    const own = synthesizeBackoffice(PROD);
    const isEncryption = ({ properties }: { properties: { EnableKeyRotation?: boolean } }) =>
      properties.EnableKeyRotation;
    const [key] = ofType(own, 'AWS::KMS::Key').filter(isEncryption);
    for (const type of ['AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket']) {
      for (const { properties } of ofType(own, type)) {
        expect(JSON.stringify(properties)).toContain(`"${key?.logicalId}","Arn"`);
      }
    }
  });
});
