import * as z from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import type { RouteSpec } from '../../shared/http/route.ts';
import type { Definitions } from './modules.ts';

const DESCRIPTION =
  'The back office over HTTP. Dates are YYYY-MM-DD, instants RFC 3339 in UTC, money decimal strings. Unknown fields ' +
  'are refused. Lists are paged by `cursor` and `next`. A POST that creates honours `Idempotency-Key` for 7 days. ' +
  'Refusals are problem documents (RFC 9457); their codes are listed in docs/problems.md. What the gateway itself ' +
  'answers is JSON `{"message": ...}`: 401, 403 by scope, 404 for an unknown route, 413 above 6 MB with all quotes ' +
  'escaped, 429 without `Retry-After` (wait a second), 500 and 503 when a function did not answer.';

const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().optional(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457; `instance` is the request id' });

const IdempotencyKey = z
  .string()
  .optional()
  .meta({ description: 'Repeats of the request with this key are answered from the first reply' });

/** What the pipeline refuses before the module has its say, by status, as far as the route can meet it. */
function platformProblems({ scope, permission, params, query, body, idempotent }: RouteSpec): string {
  const codes: readonly (readonly [applies: boolean, status: number, code: string])[] = [
    [Boolean(params || query || body), 400, 'malformed-request'],
    [Boolean(body), 400, 'malformed-json'],
    [Boolean(query && 'cursor' in query.shape), 400, 'malformed-cursor'],
    [Boolean(idempotent), 400, 'malformed-key'],
    [scope !== 'public', 403, 'missing-scope'],
    [Boolean(permission), 403, 'forbidden'],
    [Boolean(permission), 404, 'unknown-company'],
    [Boolean(idempotent), 409, 'idempotency-key-reused'],
    [Boolean(body), 413, 'too-large'],
    [Boolean(body), 415, 'unsupported-type'],
    [scope !== 'public', 429, 'too-many-requests'],
    [true, 500, 'internal'],
    [true, 503, 'busy'],
    [scope === 'write', 503, 'outcome-unknown'],
  ];
  return codes
    .filter(([applies]) => applies)
    .map(([, status, code]) => `${status} \`platform.${code}\``)
    .join(', ');
}

function responsesOf(route: RouteSpec): ZodOpenApiResponsesObject {
  const responses: Record<string, object> = {
    default: {
      description: `A problem: ${platformProblems(route)}; and what the rules of the module refuse.`,
      content: { 'application/problem+json': { schema: Problem } },
    },
  };
  for (const [status, { description, body, contentType, texts = [] }] of Object.entries(route.responses)) {
    const schema = contentType ? z.string() : body;
    const type = contentType ?? 'application/json';
    const others = Object.fromEntries(texts.map((other) => [other, { schema: z.string() }]));
    responses[status] = { description, ...(schema ? { content: { [type]: { schema }, ...others } } : {}) };
  }
  return responses as ZodOpenApiResponsesObject;
}

function operationOf(route: RouteSpec): ZodOpenApiOperationObject {
  const { params, query, body } = route;
  const header = route.idempotent ? z.object({ 'Idempotency-Key': IdempotencyKey }) : undefined;
  return {
    operationId: route.id,
    tags: [route.id.slice(0, route.id.indexOf('.'))],
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    ...(route.permission ? { 'x-permission': route.permission } : {}),
    security: route.scope === 'public' ? [] : [{ token: [`backoffice/${route.scope}`] }],
    requestParams: {
      ...(params ? { path: params } : {}),
      ...(query ? { query } : {}),
      ...(header ? { header } : {}),
    },
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: responsesOf(route),
  };
}

/** The HTTP contract as OpenAPI 3.1, from the routes of all modules. */
export function openApiText({ routes }: Definitions, version: string): string {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    const operations = paths[route.path] ?? {};
    operations[route.method.toLowerCase()] = operationOf(route);
    paths[route.path] = operations;
  }
  const sorted = Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1)));
  const document = createDocument({
    openapi: '3.1.0',
    info: { title: 'Backoffice', version, description: DESCRIPTION },
    paths: sorted as ZodOpenApiPathsObject,
    components: {
      securitySchemes: {
        token: {
          type: 'oauth2',
          flows: {
            clientCredentials: {
              tokenUrl: '/oauth2/token',
              scopes: { 'backoffice/read': 'Read', 'backoffice/write': 'Change' },
            },
          },
        },
      },
    },
  });
  return `${JSON.stringify(document, undefined, 1)}\n`;
}
