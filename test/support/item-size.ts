import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { AttributeMap } from '../../shared/table/entity.ts';

/** Bytes of a number: one for two significant digits, one more, and one for a minus sign. */
function numberBytes(text: string): number {
  const digits = text
    .replace(/[eE].*$/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}

/** Lists and maps: 3 bytes, and one for each of their elements. */
function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return numberBytes(value.N);
  if (value.B !== undefined) return value.B.byteLength;
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + itemBytes(value.M);
  if (value.L !== undefined) return value.L.reduce((sum, one) => sum + 1 + valueBytes(one), 3);
  throw new TypeError(`no size is known for a value of ${Object.keys(value).join()}`);
}

/**
 * Size of an item as DynamoDB charges it: names and values ("DynamoDB item sizes and formats" in its developer guide).
 */
export function itemBytes(item: AttributeMap): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value),
    0,
  );
}

/** Write units of one write of an item of this size: 1 KB each, rounded up; at least one. */
export function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1024));
}
