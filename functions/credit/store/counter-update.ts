import { invariant } from '../../../shared/kernel/errors.ts';
import { marshalItem } from '../../../shared/table/entity.ts';
import type { Refusal, Write } from '../../../shared/table/writes.ts';
import { CreditCounter } from '../table.ts';

/** A place in the counter: `['members', 'k-1', 'exposureMinor']`. */
export type Path = readonly string[];

export type When =
  | { readonly path: Path; readonly is: '=' | '<='; readonly value: unknown }
  | { readonly path: Path; readonly is: 'absent' | 'present' };

export interface CounterChange {
  readonly set?: readonly { readonly path: Path; readonly value: unknown }[];
  /** Numbers to add to what stands there; DynamoDB does the sum, so that nobody has to read first. */
  readonly add?: readonly { readonly path: Path; readonly minor: bigint }[];
  readonly remove?: readonly Path[];
  readonly when?: readonly When[];
}

/** One update of a counter, in places: concurrent updates of other places do no harm. */
export function updateCounter(
  key: { readonly company: string; readonly root: string },
  { set = [], add = [], remove = [], when = [] }: CounterChange,
  refusal: Refusal,
): Write {
  const names = new Map<string, string>();
  const values: Record<string, unknown> = {};
  const place = (path: Path): string =>
    path
      .map((step) => {
        const alias = names.get(step) ?? `#n${names.size}`;
        names.set(step, alias);
        return alias;
      })
      .join('.');
  const value = (content: unknown): string => {
    const alias = `:v${Object.keys(values).length}`;
    values[alias] = content;
    return alias;
  };
  const condition = (one: When): string => {
    if (!('value' in one))
      return `attribute_${one.is === 'absent' ? 'not_exists' : 'exists'}(${place(one.path)})`;
    return one.value === undefined
      ? `attribute_not_exists(${place(one.path)})`
      : `${place(one.path)} ${one.is} ${value(one.value)}`;
  };
  const sets = [
    ...set.map((one) => `${place(one.path)} = ${value(one.value)}`),
    ...add
      .filter(({ minor }) => minor !== 0n)
      .map(({ path, minor }) => `${place(path)} = ${place(path)} + ${value(minor)}`),
  ];
  const removes = remove.map(place);
  invariant(sets.length + removes.length > 0, 'an update of a counter that changes nothing');
  const UpdateExpression = [
    sets.length ? `SET ${sets.join(', ')}` : '',
    removes.length ? `REMOVE ${removes.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join(' ');
  // A value can only be there where the item is.
  const isThere = when.some((one) => 'value' in one && one.value !== undefined);
  const conditions = when.map(condition);
  const ConditionExpression = (
    isThere ? conditions : [`attribute_exists(${place(['pk'])})`, ...conditions]
  ).join(' AND ');
  return {
    refusal,
    toItem: (TableName) => ({
      Update: {
        TableName,
        Key: marshalItem({ ...CreditCounter.key(key) }),
        UpdateExpression,
        ConditionExpression,
        ExpressionAttributeNames: Object.fromEntries([...names].map(([name, alias]) => [alias, name])),
        ...(Object.keys(values).length ? { ExpressionAttributeValues: marshalItem(values) } : {}),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
      },
    }),
  };
}
