import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';

export type AttributeMap = Record<string, AttributeValue>;

export interface PrimaryKey {
  readonly pk: string;
  readonly sk: string;
}

/** Keys of the two overloaded indexes; an item stands in an index only when both halves are given. */
export interface IndexKeys {
  readonly gsi1pk?: string | undefined;
  readonly gsi1sk?: string | undefined;
  readonly gsi2pk?: string | undefined;
  readonly gsi2sk?: string | undefined;
}

export interface EntityDefinition<S extends z.ZodObject, K> {
  /** `module.noun`; stored in the attribute `entity`, by which the stream and auditors tell items apart. */
  readonly name: string;
  readonly schema: S;
  readonly key: (from: K) => PrimaryKey;
  readonly index?: (item: z.output<S>) => IndexKeys;
  /** Epoch seconds after which DynamoDB may delete the item. Never relied on for correctness. */
  readonly expiresAt?: (item: z.output<S>) => number | undefined;
  /** How the item is reached, one sentence each: they make up `docs/access-patterns.md`. */
  readonly access: readonly string[];
}

export interface Entity<S extends z.ZodObject, K> extends EntityDefinition<S, K> {
  /**
   * Parses what the table returned; throws when a stored item does not fit its schema, calls itself something else or
   * stands under a key that contradicts it (a bug or a tampered table).
   */
  readonly read: (raw: AttributeMap) => z.output<S>;
  /** Parses and marshals an item with its keys, ready to be written. */
  readonly write: (item: z.input<S>) => AttributeMap;
}

/** The parsed item of an entity. */
export type ItemOf<E> = E extends { readonly schema: infer S extends z.ZodObject } ? z.output<S> : never;

const MARSHALL = { removeUndefinedValues: true } as const;

export function marshalItem(value: Record<string, unknown>): AttributeMap {
  return marshall(value, MARSHALL);
}

/** Integers come back exactly: as numbers where they are safe, as bigint beyond. */
export function unmarshalItem(raw: AttributeMap): Record<string, unknown> {
  return unmarshall(raw);
}

/**
 * Declares one kind of item: its schema, its keys, how it is reached. The keys are made from the item's own
 * fields, so an item cannot be stored under a key that contradicts it.
 */
export function entity<S extends z.ZodObject, K extends Partial<z.output<S>>>(
  definition: EntityDefinition<S, K>,
): Entity<S, K> {
  function read(raw: AttributeMap): z.output<S> {
    const item = definition.schema.parse(unmarshalItem(raw)) as z.output<S>;
    if (raw.entity?.S !== definition.name)
      throw new TypeError(`${definition.name} calls itself ${raw.entity?.S}`);
    const { pk, sk } = definition.key(item as unknown as K);
    if (raw.pk?.S === pk && raw.sk?.S === sk) return item;
    throw new TypeError(`${definition.name} of ${pk} / ${sk} stands under ${raw.pk?.S} / ${raw.sk?.S}`);
  }
  return {
    ...definition,
    read,
    write: (item) => {
      const parsed = definition.schema.parse(item) as z.output<S>;
      return marshalItem({
        ...parsed,
        ...definition.index?.(parsed),
        ...definition.key(parsed as unknown as K),
        expiresAt: definition.expiresAt?.(parsed),
        entity: definition.name,
      });
    },
  };
}

/** Money in an item: a DynamoDB number on the wire, bigint minor units in code. */
export const MinorUnits = z.union([z.bigint(), z.int()]).transform((value) => BigInt(value));

/** Compressed content. */
export const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'not binary');
