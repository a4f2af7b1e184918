import * as z from 'zod';
import { StartRefusal } from '../start-refusal.ts';

/** Decides whether a record goes to the function. */
export type RecordFilter = (record: unknown) => boolean;

type Leaf = (value: unknown) => boolean;

const Literal = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const AnythingBut = z.union([Literal, z.array(Literal), z.strictObject({ prefix: z.string() })]);

/**
 * Compiles the patterns of FilterCriteria. A record passes when one pattern matches: every leaf of a pattern is a list
 * of alternatives. Served are literals, `prefix`, `suffix`, `exists`, `anything-but` and `equals-ignore-case`; another
 * operator is a start-up error.
 */
export function compileFilters(patterns: readonly unknown[]): RecordFilter {
  if (patterns.length === 0) return () => true;
  const filters = patterns.map((pattern) => compileNode(pattern));
  return (record) => filters.some((filter) => filter(record));
}

function compileNode(pattern: unknown): RecordFilter {
  if (Array.isArray(pattern)) {
    const leaves = pattern.map(compileLeaf);
    return (value) => leaves.some((leaf) => leaf(value));
  }
  if (typeof pattern !== 'object' || pattern === null || '$or' in pattern) throw unserved(pattern);
  const fields = Object.entries(pattern).map(([name, part]) => ({ name, matches: compileNode(part) }));
  return (value) => fields.every(({ name, matches }) => matches(readField(value, name)));
}

function compileLeaf(alternative: unknown): Leaf {
  const literal = Literal.safeParse(alternative);
  if (literal.success) return (value) => value === literal.data;
  const [entry, ...others] = Object.entries(
    typeof alternative === 'object' && alternative ? alternative : {},
  );
  if (!entry || others.length > 0) throw unserved(alternative);
  const [operator, operand] = entry;
  switch (operator) {
    case 'prefix':
      return (value) => typeof value === 'string' && value.startsWith(String(operand));
    case 'suffix':
      return (value) => typeof value === 'string' && value.endsWith(String(operand));
    case 'equals-ignore-case':
      return (value) => typeof value === 'string' && value.toLowerCase() === String(operand).toLowerCase();
    case 'exists':
      return (value) => (value !== undefined) === operand;
    case 'anything-but':
      return compileAnythingBut(operand);
    default:
      throw unserved(alternative);
  }
}

function compileAnythingBut(operand: unknown): Leaf {
  const parsed = AnythingBut.safeParse(operand);
  if (!parsed.success) throw unserved({ 'anything-but': operand });
  const refused = parsed.data;
  if (typeof refused === 'object' && refused !== null && !Array.isArray(refused)) {
    return (value) => typeof value === 'string' && !value.startsWith(refused.prefix);
  }
  const values: unknown[] = Array.isArray(refused) ? refused : [refused];
  return (value) => value !== undefined && !values.includes(value);
}

function readField(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function unserved(pattern: unknown): StartRefusal {
  return new StartRefusal(`The filter pattern ${JSON.stringify(pattern)} is not served on one machine.`);
}
