import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement, type PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';

/** Transactions need no right of their own: each part asks for the right of its kind. */
const READ_ACTIONS = ['GetItem', 'BatchGetItem', 'Query'];
const WRITE_ACTIONS = ['PutItem', 'UpdateItem', 'ConditionCheckItem'];

/** What a function may do with the table besides reading it. */
export interface TableRights {
  /** Patterns of the partition keys that it may write (`infra/table-keys.ts`); none: it only reads. */
  readonly writes?: readonly string[];
  /** Whether it may delete items there, too, or in which of the partitions. Most have no reason to. */
  readonly deletes?: boolean | readonly string[];
  /** Partitions that it must not write whatever `writes` lets through: patterns cannot leave anything out. */
  readonly never?: readonly string[];
}

function onTable(actions: readonly string[], resources: string[]): PolicyStatementProps {
  return { actions: actions.map((action) => `dynamodb:${action}`), resources };
}

/** Reading by key and by the named indexes; writing only where the partition key fits a pattern; no scan. */
export function tableStatements(
  table: TableV2,
  indexes: readonly string[],
  { writes = [], deletes = false, never = [] }: TableRights,
): PolicyStatement[] {
  const indexArns = indexes.map((name) => `${table.tableArn}/index/${name}`);
  const statements = [new PolicyStatement(onTable(READ_ACTIONS, [table.tableArn, ...indexArns]))];
  if (writes.length === 0) return statements;
  const actions = deletes === true ? [...WRITE_ACTIONS, 'DeleteItem'] : WRITE_ACTIONS;
  const write = onTable(actions, [table.tableArn]);
  // For all values: the keys of a transaction may be compared together.
  const below = (patterns: readonly string[]) => ({
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...patterns] },
  });
  statements.push(new PolicyStatement({ ...write, conditions: below(writes) }));
  if (typeof deletes === 'object') {
    const erase = onTable(['DeleteItem'], [table.tableArn]);
    statements.push(new PolicyStatement({ ...erase, conditions: below(deletes) }));
  }
  if (never.length > 0) {
    const denied = { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': [...never] } };
    statements.push(new PolicyStatement({ ...write, effect: Effect.DENY, conditions: denied }));
  }
  return statements;
}

/** What DynamoDB and S3 ask of their caller where the data is under a customer-managed key. */
export function dataKeyStatement(key: IKey): PolicyStatement {
  return new PolicyStatement({
    actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'],
    resources: [key.keyArn],
  });
}
