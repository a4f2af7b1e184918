import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  RecursiveLoop,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { bundleFolder } from '../entries.ts';
import { physicalName } from '../settings.ts';
import type { StateStack } from '../stacks/state.ts';
import { acknowledge, findingText } from './acknowledge.ts';
import type { DataBucket } from './data-bucket.ts';
import { watchFunction } from './function-alarms.ts';
import { dataKeyStatement, type TableRights, tableStatements } from './function-role.ts';

export interface BackofficeFunctionProps {
  readonly deployment: Deployment;
  /** `ledger-http`: the folder under `build/functions`. */
  readonly bundle: string;
  /** What breaks for whom when this function fails. One sentence; every alarm repeats it. */
  readonly impact: string;
  readonly memoryMb?: number;
  readonly timeoutSeconds?: number;
  /**
   * The function sends messages to the queue that invokes it, and is meant to. Lambda otherwise takes that for a loop
   * gone wild and ends it after some 16 rounds.
   */
  readonly sendsToItself?: boolean;
}

/**
 * One bundle on Lambda: Node 24 on ARM64, a role with nothing but its own log group until something is bound, alarms.
 * Each `bind...` grants the right and sets the variable together: neither is ever without the other.
 */
export class BackofficeFunction extends LambdaFunction {
  readonly bundle: string;
  readonly impact: string;
  readonly timeoutSeconds: number;
  private readonly ownRole: Role;

  constructor(scope: Construct, id: string, props: BackofficeFunctionProps) {
    const { deployment, bundle, impact, memoryMb = 1024, timeoutSeconds = 29, sendsToItself } = props;
    const functionName = physicalName(deployment.settings, bundle);
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: deployment.settings.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY, // the business records are in the table, not here
    });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    super(scope, id, {
      functionName,
      description: impact,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(bundleFolder(deployment.root, bundle), { exclude: ['*.map'] }),
      memorySize: memoryMb,
      timeout: Duration.seconds(timeoutSeconds),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
      ...(sendsToItself ? { recursiveLoop: RecursiveLoop.ALLOW } : {}),
      environment: { STAGE: deployment.settings.stage },
    });
    this.bundle = bundle;
    this.impact = impact;
    this.timeoutSeconds = timeoutSeconds;
    this.ownRole = role;
    const logActions = ['logs:CreateLogStream', 'logs:PutLogEvents'];
    this.allow(new PolicyStatement({ actions: logActions, resources: [logGroup.logGroupArn] }));
    acknowledge(
      role,
      'AwsSolutions-IAM5[Resource::*]',
      'X-Ray accepts trace segments for no resource but *.',
    );
    watchFunction(this, deployment);
  }

  /** Adds one statement to the role: for the rare right that no `bind...` gives. */
  allow(statement: PolicyStatement): void {
    this.addToRolePolicy(statement);
  }

  /** May read the table, and write where `rights` say. */
  bindTable(state: StateStack, rights: TableRights = {}): this {
    const { table, tableIndexes } = state;
    for (const statement of tableStatements(table, tableIndexes, rights)) this.allow(statement);
    if (state.dataKey) this.allow(dataKeyStatement(state.dataKey));
    return this.set('TABLE_NAME', table.tableName);
  }

  /** Rights on the objects below the prefixes, none on the rest of the bucket and none to list it. */
  bindBucket(
    variable: string,
    bucket: DataBucket,
    rights: Readonly<Record<string, readonly string[]>>,
  ): this {
    for (const [prefix, actions] of Object.entries(rights)) {
      const resources = [bucket.arnBelow(prefix)];
      this.allow(new PolicyStatement({ actions: actions.map((action) => `s3:${action}`), resources }));
      const finding = `AwsSolutions-IAM5[Resource::${findingText(bucket.arnBelow(prefix))}]`;
      acknowledge(this.ownRole, finding, `Objects are named by company and id; the right ends at ${prefix}.`);
    }
    if (bucket.dataKey) this.allow(dataKeyStatement(bucket.dataKey));
    return this.set(variable, bucket.fixedName);
  }

  /** May list what lies below a prefix, which also tells a missing object from a forbidden one. */
  listBucket(bucket: DataBucket, prefix: string): this {
    const conditions = { StringLike: { 's3:prefix': `${prefix}*` } };
    this.allow(
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.arnBelow()], conditions }),
    );
    return this;
  }

  /** May send to the queue. Consuming is the business of `WorkerQueue`. */
  bindQueue(variable: string, queue: IQueue): this {
    this.allow(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }));
    return this.set(variable, queue.queueUrl);
  }

  bindTopic(topic: ITopic): this {
    this.allow(new PolicyStatement({ actions: ['sns:Publish'], resources: [topic.topicArn] }));
    return this.set('EVENTS_TOPIC_ARN', topic.topicArn);
  }

  bindSigningKey(key: IKey, actions: readonly ('Sign' | 'Verify' | 'GetPublicKey')[]): this {
    const kmsActions = actions.map((action) => `kms:${action}`);
    this.allow(new PolicyStatement({ actions: kmsActions, resources: [key.keyArn] }));
    return this.set('SIGNING_KEY_ID', key.keyId);
  }

  /** Sets a variable that carries no right. */
  set(variable: string, value: string): this {
    this.addEnvironment(variable, value);
    return this;
  }
}
