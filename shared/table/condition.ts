import { type AttributeMap, marshalItem } from './entity.ts';

/** A condition on the item as it stands: every part must hold. */
export interface Condition {
  readonly exists?: boolean;
  /** Attributes that must have exactly this value; `undefined` means that the attribute must be absent. */
  readonly equal?: Readonly<Record<string, unknown>>;
  /** Attributes that must be smaller than this value. */
  readonly less?: Readonly<Record<string, unknown>>;
}

export interface Expression {
  readonly text: string;
  readonly names: Record<string, string>;
  readonly values: AttributeMap;
}

export const ABSENT: Condition = { exists: false };
export const PRESENT: Condition = { exists: true };

/** The item's named attributes are what was read: the usual optimistic lock. */
export function where(equal: Readonly<Record<string, unknown>>): Condition {
  return { exists: true, equal };
}

/** Condition as DynamoDB writes it. Names and values are numbered, so reserved words do no harm. */
export function conditionExpression({ exists, equal = {}, less = {} }: Condition): Expression {
  const clauses: string[] = [];
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  const name = (attribute: string): string => {
    const alias = `#c${Object.keys(names).length}`;
    names[alias] = attribute;
    return alias;
  };
  const value = (content: unknown): string => {
    const alias = `:c${Object.keys(values).length}`;
    values[alias] = content;
    return alias;
  };
  if (exists !== undefined) clauses.push(`attribute_${exists ? 'exists' : 'not_exists'}(${name('pk')})`);
  for (const [attribute, content] of Object.entries(equal)) {
    const alias = name(attribute);
    clauses.push(content === undefined ? `attribute_not_exists(${alias})` : `${alias} = ${value(content)}`);
  }
  for (const [attribute, content] of Object.entries(less))
    clauses.push(`${name(attribute)} < ${value(content)}`);
  return { text: clauses.join(' AND '), names, values: marshalItem(values) };
}

export interface Changes {
  readonly set?: Readonly<Record<string, unknown>>;
  /** Adds to numbers, or members to sets. */
  readonly add?: Readonly<Record<string, number | bigint | ReadonlySet<number>>>;
  readonly remove?: readonly string[];
}

/** An update expression; `set` members that are `undefined` are left alone. */
export function updateExpression({ set = {}, add = {}, remove = [] }: Changes): Expression {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  const clause = (attribute: string, content: unknown, operator: string): string => {
    const at = Object.keys(names).length;
    names[`#u${at}`] = attribute;
    values[`:u${at}`] = content;
    return `#u${at} ${operator} :u${at}`.replace('  ', ' ');
  };
  const sets = Object.entries(set)
    .filter(([, content]) => content !== undefined)
    .map(([attribute, content]) => clause(attribute, content, '='));
  const adds = Object.entries(add).map(([attribute, content]) => clause(attribute, content, ''));
  const removes = remove.map((attribute) => {
    const alias = `#u${Object.keys(names).length}`;
    names[alias] = attribute;
    return alias;
  });
  const parts = [
    sets.length ? `SET ${sets.join(', ')}` : '',
    adds.length ? `ADD ${adds.join(', ')}` : '',
    removes.length ? `REMOVE ${removes.join(', ')}` : '',
  ];
  return { text: parts.filter(Boolean).join(' '), names, values: marshalItem(values) };
}
