import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  CfnGlobalTable,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { ArchiveBucket } from '../constructs/archive-bucket.ts';
import { FilesBucket } from '../constructs/files-bucket.ts';
import type { Deployment } from '../deployment.ts';
import { firstTableName, physicalName } from '../settings.ts';

const TABLE_INDEXES = ['gsi1', 'gsi2'] as const;

/** What must survive every deployment: the table, the buckets, the keys. Nothing here is ever deleted by a stack. */
export class StateStack extends Stack {
  readonly table: TableV2;
  readonly tableIndexes: readonly string[] = TABLE_INDEXES;
  readonly files: FilesBucket;
  readonly archive: ArchiveBucket;
  /** Signs the daily head of every journal; its private half never leaves KMS. */
  readonly signingKey: Key;
  /** Present where the deployment asked for a key of its own. */
  readonly dataKey: Key | undefined;

  constructor(scope: Construct, deployment: Deployment) {
    super(scope, physicalName(deployment.settings, 'state'), {
      description: 'Backoffice: table, buckets, keys',
    });
    this.dataKey = deployment.settings.customerManagedKey ? createDataKey(this) : undefined;
    const { tableName = firstTableName(deployment.settings), formerTables } = deployment.settings;
    this.table = this.defineTable(deployment, tableName);
    for (const name of formerTables) this.keepExports(this.defineTable(deployment, name));
    this.files = new FilesBucket(this, 'Files', { deployment, key: this.dataKey });
    this.archive = new ArchiveBucket(this, 'Archive', { deployment, key: this.dataKey });
    this.signingKey = new Key(this, 'SigningKey', {
      description: 'Signs the daily heads of the journals',
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Every table has a logical id of its own: a restored one can be imported while the one before still stands here. */
  private defineTable({ settings }: Deployment, tableName: string): TableV2 {
    const suffix = tableName.slice(firstTableName(settings).length);
    return createTable(this, `Table${suffix}`, tableName, this.dataKey);
  }

  /** What other stacks import cannot leave this one before they have let go of it. */
  private keepExports({ tableArn, tableName, tableStreamArn }: TableV2): void {
    for (const value of [tableArn, tableName, tableStreamArn]) this.exportValue(value);
  }
}

function createTable(scope: Construct, id: string, tableName: string, key: Key | undefined): TableV2 {
  const text = (name: string) => ({ name, type: AttributeType.STRING });
  const table = new TableV2(scope, id, {
    tableName,
    partitionKey: text('pk'),
    sortKey: text('sk'),
    globalSecondaryIndexes: TABLE_INDEXES.map((indexName) => ({
      indexName,
      partitionKey: text(`${indexName}pk`),
      sortKey: text(`${indexName}sk`),
    })),
    billing: Billing.onDemand(),
    timeToLiveAttribute: 'expiresAt',
    dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
    encryption: TableEncryptionV2.dynamoOwnedKey(),
  });
  if (key) encryptTable(table, key);
  return table;
}

/** Written into the plain resource: TableV2 takes a key only in a stack bound to one region, and ours are not. */
function encryptTable(table: TableV2, key: Key): void {
  const resource = table.node.defaultChild;
  if (!(resource instanceof CfnGlobalTable)) throw new Error('A table without its resource.');
  resource.addPropertyOverride('SSESpecification', { SSEEnabled: true, SSEType: 'KMS' });
  resource.addPropertyOverride('Replicas.0.SSESpecification', { KMSMasterKeyId: key.keyArn });
}

function createDataKey(scope: Construct): Key {
  return new Key(scope, 'DataKey', {
    description: 'Encrypts the table and the buckets',
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}
