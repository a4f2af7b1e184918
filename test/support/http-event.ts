import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';

export interface Ask {
  readonly route: string;
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  /** Sent as it is, instead of `body` as JSON. */
  readonly text?: string;
  readonly headers?: Record<string, string>;
  readonly principal?: string;
  readonly scope?: string;
}

/** The event that API Gateway (payload 2.0, JWT authorizer) makes of a request. */
export function httpEvent(ask: Ask): APIGatewayProxyEventV2 {
  const { route, params, query, principal = 'tester', scope = 'backoffice/read backoffice/write' } = ask;
  const [method = '', path = ''] = route.split(' ');
  const rawPath = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params?.[name] ?? '');
  const body = ask.text ?? (ask.body === undefined ? undefined : JSON.stringify(ask.body));
  return {
    version: '2.0',
    routeKey: route,
    rawPath,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...ask.headers },
    ...(params ? { pathParameters: params } : {}),
    ...(query ? { queryStringParameters: query } : {}),
    requestContext: {
      requestId: 'req-1',
      routeKey: route,
      stage: '$default',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      authorizer: { jwt: { claims: { sub: principal, client_id: principal, scope }, scopes: null } },
    } as unknown as APIGatewayProxyEventV2['requestContext'],
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: false,
  };
}

type HttpHandler = (event: APIGatewayProxyEventV2, context: Context) => unknown;

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the answer holds
  readonly body: any;
}

/** Asks a handler as API Gateway would, and reads its JSON. */
export async function ask(handler: HttpHandler, what: Ask): Promise<Answer> {
  const context = { functionName: 'test', getRemainingTimeInMillis: () => 30_000 } as unknown as Context;
  const result = (await handler(httpEvent(what), context)) as APIGatewayProxyStructuredResultV2;
  const headers = Object.fromEntries(
    Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)]),
  );
  const isJson = (headers['content-type'] ?? '').includes('json');
  const body = result.body === undefined ? undefined : isJson ? JSON.parse(result.body) : result.body;
  return { status: result.statusCode ?? 200, headers, body };
}
