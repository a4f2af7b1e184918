import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../infra/build.ts';
import { readDefinitions } from '../../infra/docs/modules.ts';
import { generateDocs } from '../../infra/docs.ts';
import { STATUS_OF } from '../../shared/http/problem.ts';

const documents = Object.entries(await generateDocs());

test.each(documents)('%s is what the code says (npm run docs)', (path, text) => {
  const file = join(PROJECT_ROOT, path);
  expect(existsSync(file) && readFileSync(file, 'utf8') === text).toBe(true);
});

const { routes } = await readDefinitions();

test('routes were found, each with an id, a method and path of its own', () => {
  expect(routes.length).toBeGreaterThan(20);
  expect(new Set(routes.map(({ method, path }) => `${method} ${path}`)).size).toBe(routes.length);
});

test.each(routes.map((route) => [route.id, route] as const))('%s: names match its path', (_, route) => {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  expect(Object.keys(route.params?.shape ?? {}).sort()).toEqual(inPath.sort());
  // Whoever names a company is asked for a permission there; creating one is the exception.
  const asksPermission = route.permission !== undefined || route.id === 'companies.putCompany';
  if (inPath.includes('companyId')) expect(asksPermission).toBe(true);
  expect(route.scope).toBe(
    route.path.startsWith('/companies') ? (route.method === 'GET' ? 'read' : 'write') : 'public',
  );
});

test('the reference names problems that exist, with the statuses they have', async () => {
  const { errors } = await readDefinitions();
  const openApi = documents.find(([path]) => path === 'docs/openapi.json')?.[1] ?? '';
  const named = new Set(
    [...openApi.matchAll(/(\d{3}) `(platform\.[\w-]+)`/g)].map(([, status, code]) => `${status} ${code}`),
  );
  expect(named.size).toBeGreaterThan(10);
  for (const pair of named) {
    const [status, code = ''] = pair.split(' ');
    const kind = errors[code]?.kind;
    expect([code, kind ? STATUS_OF[kind] : 500]).toEqual([code, Number(status)]);
    if (!kind) expect(code).toBe('platform.internal');
  }
});

test('catalogues read well: no sentence ends twice, no key shows what was computed from names', () => {
  const texts = documents
    .filter(([path]) => path.endsWith('.md'))
    .map(([, text]) => text)
    .join('\n');
  expect(texts).not.toMatch(/\.\. |\.\.\n/);
  expect(texts).not.toMatch(/\/ `0+<|#\d+`/);
});

/** Objects in a schema that would let an unknown field pass. */
function looseObjects(schema: unknown, path: string, seen = new Set<unknown>()): string[] {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return [];
  seen.add(schema);
  const { def } = schema as { def?: Record<string, unknown> & { type?: string; catchall?: unknown } };
  if (!def) return [];
  const catchall = (def.catchall as { def?: { type?: string } } | undefined)?.def?.type;
  const own = def.type === 'object' && catchall !== 'never' ? [path] : [];
  const inner = Object.entries(def).flatMap(([name, part]) => {
    const parts = Array.isArray(part) ? part : name === 'shape' ? Object.values(part as object) : [part];
    return parts.flatMap((one, index) => looseObjects(one, `${path}/${name}${index}`, seen));
  });
  return [...own, ...inner];
}

/** Their kind decides what they take, and parses it strictly. */
const OPEN_BODIES = new Set(['transfers.postExport']);

test.each(
  routes.filter(({ body, id }) => body && !OPEN_BODIES.has(id)).map((route) => [route.id, route] as const),
)('%s: an unknown field in its body is an error', (_, route) => {
  expect(looseObjects(route.body, 'body')).toEqual([]);
});
