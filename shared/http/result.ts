import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { invariant } from '../kernel/errors.ts';
import { PROBLEM_TYPE } from './problem.ts';
import type { Reply, ResponseSpec, RouteSpec } from './route.ts';

const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=63072000',
} as const;

/** The reply parsed with the schema of its status. A misfit is a bug of ours: it ends as 500, not at the caller. */
export function checkReply(route: RouteSpec, reply: Reply): Reply {
  const spec = route.responses[reply.status];
  invariant(spec, `${route.id} replied ${reply.status}, which its contract does not know`);
  if (!spec.body || spec.contentType || isText(spec, reply)) return reply;
  const parsed = spec.body.safeParse(reply.body);
  if (parsed.success) return { ...reply, body: parsed.data };
  const places = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  invariant(false, `${route.id} replied ${reply.status} with a body that does not fit: ${places.join('; ')}`);
}

/** Whether the handler chose one of the other forms of the response, in which its body is sent as it is. */
function isText({ texts = [] }: ResponseSpec, { body, headers = {} }: Reply): boolean {
  return typeof body === 'string' && texts.includes(headers['content-type'] ?? '');
}

/** Of a reply that is not JSON: what its body is. */
export function contentTypeOf(route: RouteSpec, reply: Reply): string | undefined {
  const spec = route.responses[reply.status];
  return spec && isText(spec, reply) ? reply.headers?.['content-type'] : spec?.contentType;
}

/** The reply as API Gateway takes it. */
export function resultOf(
  { status, body, headers = {} }: Reply,
  requestId: string,
  contentType?: string,
): APIGatewayProxyStructuredResultV2 {
  const common = { ...HEADERS, 'x-request-id': requestId };
  if (body === undefined) return { statusCode: status, headers: { ...common, ...headers } };
  const type = contentType ?? (status >= 400 ? PROBLEM_TYPE : 'application/json');
  return {
    statusCode: status,
    headers: { ...common, 'content-type': type, ...headers },
    body: contentType === undefined ? JSON.stringify(body) : String(body),
  };
}
