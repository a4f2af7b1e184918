import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type * as z from 'zod';
import type { DomainError } from '../kernel/errors.ts';
import {
  type Changes,
  type Condition,
  conditionExpression,
  type Expression,
  updateExpression,
} from './condition.ts';
import { type AttributeMap, type Entity, marshalItem } from './entity.ts';

/** DynamoDB's own limit of items in one transaction. */
export const TRANSACTION_ITEMS = 100;

/** Makes the refusal that a failed condition means; gets the item that stood in the way, when there is one. */
export type Refusal = (standing: AttributeMap | undefined) => DomainError | Error;

/** One labelled item of a transaction. Built without knowing the table's name, so that modules can pass them on. */
export interface Write {
  readonly toItem: (tableName: string) => TransactWriteItem;
  readonly refusal: Refusal | undefined;
}

function condition(expression: Expression) {
  return {
    ...(expression.text ? { ConditionExpression: expression.text } : {}),
    ...(Object.keys(expression.names).length ? { ExpressionAttributeNames: expression.names } : {}),
    ...(Object.keys(expression.values).length ? { ExpressionAttributeValues: expression.values } : {}),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

/** Writes the item whole. Without a condition it replaces whatever stands there. */
export function put<S extends z.ZodObject, K>(
  entity: Entity<S, K>,
  item: z.input<S>,
  when?: Condition,
  refusal?: Refusal,
): Write {
  const Item = entity.write(item);
  const guard = when ? condition(conditionExpression(when)) : {};
  return { refusal, toItem: (TableName) => ({ Put: { TableName, Item, ...guard } }) };
}

/** Writes an item that must not exist yet. */
export function insert<S extends z.ZodObject, K>(
  entity: Entity<S, K>,
  item: z.input<S>,
  onExists: Refusal,
): Write {
  return put(entity, item, { exists: false }, onExists);
}

/** Changes some attributes of an item. */
export function patch<S extends z.ZodObject, K>(
  entity: Entity<S, K>,
  key: K,
  changes: Changes,
  when: Condition,
  refusal: Refusal,
): Write {
  const guard = conditionExpression(when);
  const update = updateExpression(changes);
  return {
    refusal,
    toItem: (TableName) => ({
      Update: {
        TableName,
        Key: marshalItem({ ...entity.key(key) }),
        UpdateExpression: update.text,
        ...condition({
          text: guard.text,
          names: { ...guard.names, ...update.names },
          values: { ...guard.values, ...update.values },
        }),
      },
    }),
  };
}

/** Removes an item. */
export function erase<S extends z.ZodObject, K>(
  entity: Entity<S, K>,
  key: K,
  when?: Condition,
  refusal?: Refusal,
): Write {
  const guard = when ? condition(conditionExpression(when)) : {};
  return {
    refusal,
    toItem: (TableName) => ({ Delete: { TableName, Key: marshalItem({ ...entity.key(key) }), ...guard } }),
  };
}

/** Writes nothing, but the transaction succeeds only while the condition holds. */
export function check<S extends z.ZodObject, K>(
  entity: Entity<S, K>,
  key: K,
  when: Condition,
  refusal: Refusal,
): Write {
  const guard = condition(conditionExpression(when));
  return {
    refusal,
    toItem: (TableName) => ({
      ConditionCheck: {
        TableName,
        Key: marshalItem({ ...entity.key(key) }),
        ...guard,
        ConditionExpression: guard.ConditionExpression,
      },
    }),
  };
}
