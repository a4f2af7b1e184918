import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';

export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem';

/** Transactions need no right of their own: each part asks for the right of its kind. */
export const READ: readonly TableAction[] = ['GetItem', 'BatchGetItem', 'Query'];
export const TRANSACT_AND_READ: readonly TableAction[] = [
  ...READ,
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'ConditionCheckItem',
];

export interface TableStatementProps {
  readonly table: TableV2;
  readonly indexes: readonly string[];
  readonly actions: readonly TableAction[];
  /** Patterns that every partition key touched must match, `C#*#HEAD#*`. Index queries have keys of their own. */
  readonly leadingKeys?: readonly string[];
}

/** Rights on the table: named actions, the named indexes only where something is queried, no wildcard. */
export function tableStatement(props: TableStatementProps): PolicyStatement {
  const { table, indexes, actions, leadingKeys } = props;
  const indexArns = actions.includes('Query') ? indexes.map((name) => `${table.tableArn}/index/${name}`) : [];
  return new PolicyStatement({
    actions: actions.map((action) => `dynamodb:${action}`),
    resources: [table.tableArn, ...indexArns],
    ...(leadingKeys
      ? { conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...leadingKeys] } } }
      : {}),
  });
}

/** What DynamoDB and S3 ask of their caller where the data is under a customer-managed key. */
export function dataKeyStatement(key: IKey): PolicyStatement {
  return new PolicyStatement({
    actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'],
    resources: [key.keyArn],
  });
}
