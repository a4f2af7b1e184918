import { describe, expect, it } from 'vitest';
import { resolveRoute } from '../../../shared/http/resolve-route.ts';
import { httpEvent } from '../../support/http-event.ts';

const ROUTES = [
  { method: 'GET', path: '/companies/{companyId}/tickets/{ticketId}' },
  { method: 'GET', path: '/companies/{companyId}/tickets/figures' },
  { method: 'GET', path: '/companies/{companyId}/tickets/{ticketId}/articles/{article}' },
  { method: 'POST', path: '/companies/{companyId}/tickets/{ticketId}/articles' },
] as const;
const GREEDY = '/companies/{companyId}/tickets/{rest+}';

function resolved(method: string, rest: string) {
  const event = httpEvent({ route: `${method} ${GREEDY}`, params: { companyId: 'acme', rest } });
  const { routeKey, pathParameters } = resolveRoute(event, ROUTES);
  return { routeKey, pathParameters };
}

describe('an event of a greedy route', () => {
  it('is made one of the very route, with its parameters', () => {
    expect(resolved('GET', '1042/articles/3')).toEqual({
      routeKey: 'GET /companies/{companyId}/tickets/{ticketId}/articles/{article}',
      pathParameters: { companyId: 'acme', ticketId: '1042', article: '3' },
    });
    expect(resolved('POST', '1042/articles').pathParameters).toEqual({ companyId: 'acme', ticketId: '1042' });
  });

  it('goes to a word that is spelt out before a parameter in its place', () => {
    expect(resolved('GET', 'figures').routeKey).toBe('GET /companies/{companyId}/tickets/figures');
  });

  it.each([
    ['another method', 'POST', '1042'],
    ['a path too long', 'GET', '1042/articles/3/4'],
    ['an empty part', 'GET', '1042/articles/'],
    ['a path that goes up', 'GET', '../members/anna'],
  ])('stays as it came for %s', (_, method, rest) => {
    expect(resolved(method, rest).routeKey).toBe(`${method} ${GREEDY}`);
  });

  it('is told by the method of the request where the gateway took any', () => {
    const event = httpEvent({ route: `ANY ${GREEDY}`, params: { companyId: 'acme', rest: '1042/articles' } });
    const { http } = event.requestContext;
    const post = { ...event, requestContext: { ...event.requestContext, http: { ...http, method: 'POST' } } };
    expect(resolveRoute(post, ROUTES).routeKey).toBe(
      'POST /companies/{companyId}/tickets/{ticketId}/articles',
    );
  });

  it('is left alone where the gateway knew the route', () => {
    const event = httpEvent({ route: 'GET /health' });
    expect(resolveRoute(event, ROUTES)).toBe(event);
  });
});
