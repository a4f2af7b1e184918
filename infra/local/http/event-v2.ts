import type { IncomingHttpHeaders } from 'node:http';
import { ACCOUNT } from '../template/place.ts';
import type { RouteMatch } from './match-route.ts';

/** What an event is made of. */
export interface HttpCall {
  method: string;
  /** Path and query as they came. */
  target: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  sourceIp: string;
  requestId: string;
  receivedAt: Date;
  /** Claims of the token; nothing on routes without an authorizer. */
  token?: { claims: Record<string, string>; scopes: string[] } | undefined;
}

/** The event of an HTTP API, payload format 2.0. */
export function toHttpEvent(call: HttpCall, { route, pathParameters }: RouteMatch): Record<string, unknown> {
  const queryStart = call.target.indexOf('?');
  const rawPath = queryStart < 0 ? call.target : call.target.slice(0, queryStart);
  const rawQueryString = queryStart < 0 ? '' : call.target.slice(queryStart + 1);
  const query = joinRepeated(new URLSearchParams(rawQueryString));
  const { cookie, ...headers } = call.headers;
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath: decodePath(rawPath),
    rawQueryString,
    ...(cookie !== undefined && { cookies: cookie.split('; ') }),
    headers: joinHeaders(headers),
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    requestContext: toRequestContext(call, route.routeKey, rawPath),
    ...encodeBody(call),
  };
}

function toRequestContext(call: HttpCall, routeKey: string, rawPath: string): Record<string, unknown> {
  return {
    accountId: ACCOUNT,
    apiId: 'local',
    ...(call.token && { authorizer: { jwt: call.token } }),
    domainName: call.headers.host?.replace(/:\d+$/, '') ?? 'localhost',
    domainPrefix: 'local',
    http: {
      method: call.method,
      path: decodePath(rawPath),
      protocol: 'HTTP/1.1',
      sourceIp: call.sourceIp,
      userAgent: call.headers['user-agent'] ?? '',
    },
    requestId: call.requestId,
    routeKey,
    stage: '$default',
    time: toCommonLogTime(call.receivedAt),
    timeEpoch: call.receivedAt.getTime(),
  };
}

/** Repeated parameters come as one value, joined by commas. */
function joinRepeated(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).join(',')]));
}

function joinHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
}

/** Text stays text, everything else is base64, by the content type. */
function encodeBody({ body, headers }: HttpCall): Record<string, unknown> {
  if (body.length === 0) return { isBase64Encoded: false };
  const type = headers['content-type'] ?? '';
  const isText =
    /^text\/|json|xml|javascript|x-www-form-urlencoded/.test(type) && !headers['content-encoding'];
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** `24/Nov/2026:03:59:03 +0000`. */
function toCommonLogTime(at: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(at.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
