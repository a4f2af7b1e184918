import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RouteSpec } from '../../shared/http/route.ts';
import type { ErrorDefinition } from '../../shared/kernel/errors.ts';
import type { MessageSpec } from '../../shared/queue/message.ts';
import type { Entity } from '../../shared/table/entity.ts';
import { PROJECT_ROOT } from '../build.ts';

export type AnyEntity = Pick<Entity<never, never>, 'name' | 'access'> & {
  readonly key: (of: never) => unknown;
};

/** What a definition file exports that is documented, told apart by shape. */
export interface Definitions {
  readonly routes: readonly RouteSpec[];
  readonly messages: readonly MessageSpec[];
  readonly entities: readonly AnyEntity[];
  readonly errors: Readonly<Record<string, ErrorDefinition>>;
}

const SOURCES = [
  'functions/*/{routes,contract,table,errors}.ts',
  'functions/*/{routes,contract,table}/*.ts',
  'functions/*/domain/formats/format-errors.ts',
  'functions/*/domain/dunning/dunning-errors.ts',
  'functions/*/domain/figures/errors.ts',
  'shared/**/{table,errors,failed-message,idempotency,rate-limit,changes,approvals,messages}.ts',
];

function hasKeys<K extends string>(value: unknown, ...keys: K[]): value is Record<K, unknown> {
  return (
    value !== null &&
    (typeof value === 'object' || typeof value === 'function') &&
    keys.every((key) => key in value)
  );
}

/** Every value that a module exports, and what stands in exported lists. */
function exportsOf(module: Readonly<Record<string, unknown>>): unknown[] {
  return Object.values(module).flatMap((value) => (Array.isArray(value) ? value : [value]));
}

function byName<T>(items: Iterable<readonly [string, T]>): T[] {
  return [...new Map(items)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}

/** Gathers routes, messages, entities and error catalogues of all modules and of what they share. */
export async function readDefinitions(root: string = PROJECT_ROOT): Promise<Definitions> {
  const paths = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root })).sort();
  const modules = await Promise.all(
    paths.map(
      async (path) =>
        (await import(pathToFileURL(join(root, path)).href)) as Readonly<Record<string, unknown>>,
    ),
  );
  const values = modules.flatMap(exportsOf);
  const routes = values.filter((value): value is RouteSpec => hasKeys(value, 'method', 'path', 'responses'));
  const published = values.flatMap((value) => (hasKeys(value, 'publishes') ? [value.publishes] : []));
  const messages = [...values, ...published].filter((value): value is MessageSpec =>
    hasKeys(value, 'type', 'kind', 'payload', 'summary'),
  );
  const entities = values.filter((value): value is AnyEntity => hasKeys(value, 'name', 'access', 'key'));
  const catalogues = values.flatMap((value) =>
    typeof value === 'function' && hasKeys(value, 'definitions')
      ? [value.definitions as Record<string, ErrorDefinition>]
      : [],
  );
  const errors = Object.entries(Object.assign({}, ...catalogues) as Record<string, ErrorDefinition>);
  return {
    routes: byName(routes.map((route) => [route.id, route] as const)),
    messages: byName(messages.map((message) => [message.type, message] as const)),
    entities: byName(entities.map((entity) => [entity.name, entity] as const)),
    errors: Object.fromEntries(errors.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
