import { StartRefusal } from '../start-refusal.ts';
import type { Resolver } from './resolver.ts';
import type { Stack } from './stack.ts';

interface Scope {
  resolver: Resolver;
  stack: Stack;
  where: string;
}
type Intrinsic = (argument: unknown, scope: Scope) => unknown;

/** The intrinsic functions that are served. Any other `Fn::` is refused by the resolver. */
export const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, { resolver, stack, where }) => resolver.ref(stack, text(argument, where), where),
  Condition: (argument, { resolver, stack, where }) => resolver.holds(stack, text(argument, where)),
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId, ...attribute] =
      typeof argument === 'string' ? argument.split('.') : list(argument, scope.where);
    return getAttribute(text(logicalId, scope.where), attribute.join('.'), scope);
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = list(argument, scope.where);
    return list(resolve(parts, scope), scope.where).join(text(separator, scope.where));
  },
  'Fn::Split': (argument, scope) => {
    const [separator, value] = list(argument, scope.where);
    return text(resolve(value, scope), scope.where).split(text(separator, scope.where));
  },
  'Fn::Select': (argument, scope) => {
    const [index, values] = list(argument, scope.where);
    return list(resolve(values, scope), scope.where)[Number(resolve(index, scope))];
  },
  'Fn::Sub': substitute,
  'Fn::ImportValue': (argument, scope) =>
    scope.resolver.importValue(text(resolve(argument, scope), scope.where), scope.where),
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = list(resolve(argument, scope), scope.where).map((key) =>
      text(key, scope.where),
    );
    const value = scope.stack.template.Mappings[map ?? '']?.[first ?? '']?.[second ?? ''];
    if (value === undefined)
      throw new StartRefusal(`${scope.where}: Mappings hold no ${map}.${first}.${second}.`);
    return value;
  },
  'Fn::If': (argument, scope) => {
    const [condition, whenTrue, whenFalse] = list(argument, scope.where);
    const holds = scope.resolver.holds(scope.stack, text(condition, scope.where));
    return resolve(holds ? whenTrue : whenFalse, scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = list(resolve(argument, scope), scope.where);
    return String(left) === String(right);
  },
  'Fn::Not': (argument, scope) => list(resolve(argument, scope), scope.where)[0] !== true,
  'Fn::And': (argument, scope) => list(resolve(argument, scope), scope.where).every((part) => part === true),
  'Fn::Or': (argument, scope) => list(resolve(argument, scope), scope.where).some((part) => part === true),
};

function resolve(value: unknown, { resolver, stack, where }: Scope): unknown {
  return resolver.resolve(stack, value, where);
}

function getAttribute(logicalId: string, attribute: string, { resolver, stack, where }: Scope): string {
  const value = resolver.identityOf(stack, logicalId).attributes[attribute];
  if (value === undefined) {
    throw new StartRefusal(`${where}: Fn::GetAtt ${logicalId}.${attribute} has no meaning on one machine.`);
  }
  return value;
}

/** `Fn::Sub`: `${Name}`, `${Resource.Attribute}`, `${!Literal}`, with or without a map of own names. */
function substitute(argument: unknown, scope: Scope): string {
  const [pattern, names] = typeof argument === 'string' ? [argument, {}] : list(argument, scope.where);
  const own = new Map(Object.entries(typeof names === 'object' && names !== null ? names : {}));
  return text(pattern, scope.where).replace(/\$\{(!?)([^}]+)\}/g, (_match, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (own.has(name)) return String(resolve(own.get(name), scope));
    const dot = name.indexOf('.');
    if (dot > 0) return getAttribute(name.slice(0, dot), name.slice(dot + 1), scope);
    return String(scope.resolver.ref(scope.stack, name, scope.where));
  });
}

function text(value: unknown, where: string): string {
  if (typeof value !== 'string')
    throw new StartRefusal(`${where}: text expected, found ${JSON.stringify(value)}.`);
  return value;
}

function list(value: unknown, where: string): unknown[] {
  if (!Array.isArray(value))
    throw new StartRefusal(`${where}: a list expected, found ${JSON.stringify(value)}.`);
  return value;
}
