import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type RouteSpec, routeKey } from './route.ts';

type Event = APIGatewayProxyEventV2;
type Place = Pick<RouteSpec, 'method' | 'path'>;

/** `{rest+}` in a gateway's route, which takes all that is left of the path. */
const GREEDY = /\{(\w+)\+\}/;

/**
 * The event as if the gateway had known the very route: where it routed by a greedy one, `routeKey` and `pathParameters`
 * are made those of the most specific route that fits. Anything else, and what fits none, stays as it came.
 */
export function resolveRoute(event: Event, routes: readonly Place[]): Event {
  const [, rest] = GREEDY.exec(event.routeKey) ?? [];
  if (rest === undefined) return event;
  // The route may be for any method.
  const { method } = event.requestContext.http;
  const [, pattern = ''] = event.routeKey.split(' ');
  const given = event.pathParameters ?? {};
  // Not from the raw path: with a custom domain that begins with whatever the API is mapped to.
  const path = pattern.replaceAll(/\{(\w+)\+?\}/g, (_, name: string) => given[name] ?? '');
  const segments = path.split('/');
  const fits = routes.flatMap((route) => {
    const parameters = route.method === method ? match(route.path.split('/'), segments) : undefined;
    return parameters ? [{ route, parameters }] : [];
  });
  // A word that is spelt out goes before a parameter in its place.
  const [best] = fits.toSorted((a, b) => Object.keys(a.parameters).length - Object.keys(b.parameters).length);
  if (!best) return event;
  return { ...event, routeKey: routeKey(best.route), pathParameters: best.parameters };
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (!part.startsWith('{')) {
      if (part !== segment) return undefined;
    } else if (segment === '') return undefined;
    else parameters[part.slice(1, -1)] = segment;
  }
  return parameters;
}
