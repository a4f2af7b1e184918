import { describe, expect, it } from 'vitest';
import { toHttpEvent } from '../../../infra/local/http/event-v2.ts';
import { toHttpAnswer } from '../../../infra/local/http/function-answer.ts';
import { createRouteMatcher } from '../../../infra/local/http/match-route.ts';
import { createThrottler } from '../../../infra/local/http/throttle.ts';
import type { RouteModel } from '../../../infra/local/template/model.ts';

const route = (routeKey: string): RouteModel => ({
  routeKey,
  functionArn: 'f',
  timeoutMs: 1,
  needsToken: false,
  scopes: [],
});

describe('createRouteMatcher', () => {
  const keys = [
    'GET /a/{id}',
    'GET /a/list',
    'ANY /a/{id}',
    'GET /{path+}',
    'GET /a/{id}/parts/{part}',
    'GET /',
  ];
  const match = createRouteMatcher(keys.map(route));

  it.each([
    ['GET', '/a/list', 'GET /a/list', {}],
    ['GET', '/a/x%2Fy', 'GET /a/{id}', { id: 'x/y' }],
    ['GET', '/a/x/', 'GET /a/{id}', { id: 'x' }],
    ['PUT', '/a/x', 'ANY /a/{id}', { id: 'x' }],
    ['GET', '/a/1/parts/2', 'GET /a/{id}/parts/{part}', { id: '1', part: '2' }],
    ['GET', '/b/c/d', 'GET /{path+}', { path: 'b/c/d' }],
    ['GET', '/', 'GET /', {}],
  ])('%s %s is %s', (method, path, routeKey, pathParameters) => {
    expect(match(method, path)).toEqual({ route: route(routeKey), pathParameters });
  });

  it('falls back to $default, and to nothing without one', () => {
    expect(match('DELETE', '/b')).toBeUndefined();
    expect(createRouteMatcher([route('$default')])('DELETE', '/b')?.route.routeKey).toBe('$default');
  });
});

describe('toHttpEvent', () => {
  const call = {
    method: 'POST',
    target: '/a/1%202?x=1&x=2&y=%C3%A4',
    headers: { host: 'localhost:3000', cookie: 'a=1; b=2', 'content-type': 'application/json' },
    body: Buffer.from('{"ä":1}'),
    sourceIp: '127.0.0.1',
    requestId: 'r',
    receivedAt: new Date('2026-11-24T03:59:03Z'),
    token: { claims: { sub: 'me' }, scopes: ['backoffice/read'] },
  };
  const matched = { route: route('POST /a/{id}'), pathParameters: { id: '1 2' } };

  it('is payload format 2.0', () => {
    expect(toHttpEvent(call, matched)).toMatchObject({
      version: '2.0',
      routeKey: 'POST /a/{id}',
      rawPath: '/a/1 2',
      rawQueryString: 'x=1&x=2&y=%C3%A4',
      queryStringParameters: { x: '1,2', y: 'ä' },
      pathParameters: { id: '1 2' },
      cookies: ['a=1', 'b=2'],
      body: '{"ä":1}',
      isBase64Encoded: false,
      requestContext: {
        authorizer: { jwt: { claims: { sub: 'me' }, scopes: ['backoffice/read'] } },
        http: { method: 'POST', path: '/a/1 2', sourceIp: '127.0.0.1' },
        time: '24/Nov/2026:03:59:03 +0000',
        stage: '$default',
      },
    });
  });

  it('sends bytes as base64 and leaves out what is not there', () => {
    const bytes = toHttpEvent(
      { ...call, target: '/a', headers: { 'content-type': 'application/pdf' } },
      matched,
    );
    expect(bytes).toMatchObject({ body: call.body.toString('base64'), isBase64Encoded: true });
    const bare = toHttpEvent({ ...call, target: '/a', body: Buffer.alloc(0), token: undefined }, matched);
    expect(Object.keys(bare)).not.toEqual(expect.arrayContaining(['body', 'queryStringParameters']));
  });
});

describe('toHttpAnswer', () => {
  it('takes structured answers, plain values, and refuses broken ones', () => {
    const answer = toHttpAnswer({
      statusCode: 201,
      headers: { ETag: '"1"' },
      cookies: ['a=1'],
      body: 'eA==',
      isBase64Encoded: true,
    });
    expect(answer).toMatchObject({
      status: 201,
      headers: { etag: '"1"', 'set-cookie': ['a=1'] },
      body: Buffer.from('x'),
    });
    expect(toHttpAnswer({ ok: true })).toMatchObject({ status: 200, body: Buffer.from('{"ok":true}') });
    expect(toHttpAnswer({ statusCode: 'many' })).toBeUndefined();
  });
});

describe('createThrottler', () => {
  it('lets the burst pass, then the rate', () => {
    const mayPass = createThrottler({ throttle: { ratePerSecond: 2, burst: 3 }, routeThrottles: {} });
    expect([0, 0, 0, 0, 500, 500].map((at) => mayPass('GET /', at))).toEqual([
      true,
      true,
      true,
      false,
      true,
      false,
    ]);
    expect(mayPass('GET /other', 500)).toBe(true);
  });
});
