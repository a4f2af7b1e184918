import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer, listenOnLoopback } from '../loopback-server.ts';
import type { MailFolder } from '../mail/mail-folder.ts';
import { answerMailPage } from '../mail/mail-page.ts';
import type { ApiModel } from '../template/model.ts';
import { InvocationFailed } from '../workers/function-worker.ts';
import type { Invoker } from '../workers/invoker.ts';
import { type HttpCall, toHttpEvent } from './event-v2.ts';
import { type HttpAnswer, ownAnswer, toHttpAnswer } from './function-answer.ts';
import type { Issuer } from './issuer.ts';
import { createRouteMatcher, type RouteMatch, type RouteMatcher } from './match-route.ts';
import { readLimited } from './read-limited.ts';
import { createThrottler, type Throttler } from './throttle.ts';

const API_LIMIT_BYTES = 10 * 1024 * 1024;
/** At Node's five seconds a caller often finds a connection that was closed this moment. */
const KEEP_ALIVE_MILLISECONDS = 75_000;
/** Lambda takes and gives at most 6 MB, the event around the body included. */
const LAMBDA_LIMIT_BYTES = 6 * 1024 * 1024;
/** A client that sends a request by halves is answered 408 then, and holds up no stop. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Other names would let a web page reach the API through a name of its own that points here (DNS rebinding). */
const LOCAL_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

export interface HttpApiOptions {
  port: number;
  api: ApiModel;
  issuer: Issuer;
  invoker: Pick<Invoker, 'invoke'>;
  /** Mails that were sent here, shown at `/mail`. */
  mails: MailFolder;
  now(): Date;
}

interface Surface extends HttpApiOptions {
  match: RouteMatcher;
  mayPass: Throttler;
}

/** Serves the routes of the HTTP API and the token issuer on 127.0.0.1. */
export async function startHttpApi(options: HttpApiOptions): Promise<{ stop(): Promise<void> }> {
  const surface = {
    ...options,
    match: createRouteMatcher(options.api.routes),
    mayPass: createThrottler(options.api),
  };
  const server = createServer((incoming, response) => {
    const requestId = randomUUID();
    answerRequest(surface, incoming, requestId)
      .catch(() => ownAnswer(500, 'Internal Server Error'))
      .then((answer) => send(response, answer, requestId));
  });
  server.keepAliveTimeout = KEEP_ALIVE_MILLISECONDS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  await listenOnLoopback(server, options.port);
  return { stop: () => closeServer(server) };
}

async function answerRequest(
  surface: Surface,
  incoming: IncomingMessage,
  requestId: string,
): Promise<HttpAnswer> {
  const host = (incoming.headers.host ?? '').replace(/:\d+$/, '');
  if (!LOCAL_NAMES.includes(host)) return ownAnswer(403, 'Forbidden');
  const method = incoming.method ?? 'GET';
  const path = (incoming.url ?? '/').split('?')[0] ?? '/';
  if (path === '/oauth2/token' && method === 'POST') return issueToken(surface, incoming);
  if (path === '/.well-known/jwks.json' && method === 'GET') return surface.issuer.keys();

  if ((path === '/mail' || path.startsWith('/mail/')) && method === 'GET')
    return answerMailPage(surface.mails, path);

  const match = surface.match(method, path);
  if (!match) return ownAnswer(404, 'Not Found');
  const token = match.route.needsToken
    ? await surface.issuer.verify(incoming.headers.authorization)
    : undefined;
  if (match.route.needsToken && !token) return ownAnswer(401, 'Unauthorized');
  const { scopes } = match.route;
  if (token && scopes.length > 0 && !scopes.some((scope) => token.scopes.includes(scope))) {
    return ownAnswer(403, 'Forbidden');
  }
  if (!surface.mayPass(match.route.routeKey, surface.now().getTime()))
    return ownAnswer(429, 'Too Many Requests');
  const body = await readLimited(incoming, API_LIMIT_BYTES);
  if (!body) return ownAnswer(413, 'Request Entity Too Large');
  const sourceIp = incoming.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1';
  const { headers, url: target = '/' } = incoming;
  return invokeRoute(surface, match, {
    method,
    target,
    headers,
    body,
    sourceIp,
    requestId,
    receivedAt: surface.now(),
    token,
  });
}

async function issueToken({ issuer, now }: Surface, incoming: IncomingMessage): Promise<HttpAnswer> {
  const body = await readLimited(incoming, 64 * 1024);
  if (!body) return ownAnswer(413, 'Request Entity Too Large');
  return issuer.token(new URLSearchParams(body.toString()), incoming.headers.authorization, now());
}

async function invokeRoute(surface: Surface, match: RouteMatch, call: HttpCall): Promise<HttpAnswer> {
  const event = toHttpEvent(call, match);
  if (Buffer.byteLength(JSON.stringify(event)) > LAMBDA_LIMIT_BYTES)
    return ownAnswer(413, 'Request Entity Too Large');
  try {
    const invocation = surface.invoker.invoke(match.route.functionArn, event);
    const result = await Promise.race([invocation, expire(match.route.timeoutMs)]);
    if (result === EXPIRED) return ownAnswer(503, 'Service Unavailable');
    const answer = toHttpAnswer(result);
    const fits = answer && answer.body.length <= LAMBDA_LIMIT_BYTES;
    return fits ? answer : ownAnswer(500, 'Internal Server Error');
  } catch (error) {
    const timedOut = error instanceof InvocationFailed && error.timedOut;
    return timedOut ? ownAnswer(503, 'Service Unavailable') : ownAnswer(500, 'Internal Server Error');
  }
}

const EXPIRED = Symbol('the integration took too long');

function expire(timeoutMs: number): Promise<typeof EXPIRED> {
  return new Promise((resolve) => setTimeout(resolve, timeoutMs, EXPIRED).unref());
}

function send(response: ServerResponse, { status, headers, body }: HttpAnswer, requestId: string): void {
  const hasBody = response.req.method !== 'HEAD' && status !== 204 && status !== 304;
  response.writeHead(status, {
    ...headers,
    'apigw-requestid': requestId,
    ...(status !== 204 && { 'content-length': body.length }),
  });
  response.end(hasBody ? body : undefined);
}
