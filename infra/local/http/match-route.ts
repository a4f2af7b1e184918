import type { RouteModel } from '../template/model.ts';

/** A route with what stood in the place of its parameters. */
export interface RouteMatch {
  route: RouteModel;
  pathParameters: Record<string, string>;
}

/** Finds the route of a request, as HTTP APIs do. */
export type RouteMatcher = (method: string, path: string) => RouteMatch | undefined;

interface CompiledRoute {
  route: RouteModel;
  method: string;
  segments: string[];
  /** Higher wins: an exact segment over a parameter over a greedy one, segment by segment from the left. */
  rank: string;
}

/**
 * Prefers the most specific route: exact over parameter over greedy over `$default`, and a named method over ANY.
 * Parameters are given decoded; a greedy one (`{path+}`) takes the rest of the path.
 */
export function createRouteMatcher(routes: readonly RouteModel[]): RouteMatcher {
  const fallback = routes.find((route) => route.routeKey === '$default');
  const compiled = routes
    .filter((route) => route !== fallback)
    .map(compile)
    .sort((left, right) => (left.rank < right.rank ? 1 : -1));
  return (method, path) => {
    const segments = splitPath(path);
    for (const candidate of compiled) {
      if (candidate.method !== 'ANY' && candidate.method !== method) continue;
      const pathParameters = matchSegments(candidate.segments, segments);
      if (pathParameters) return { route: candidate.route, pathParameters };
    }
    return fallback && { route: fallback, pathParameters: {} };
  };
}

function compile(route: RouteModel): CompiledRoute {
  const [method = '', path = ''] = route.routeKey.split(' ');
  const segments = splitPath(path);
  const rank = segments
    .map((segment) => (isGreedy(segment) ? '1' : isParameter(segment) ? '2' : '3'))
    .join('');
  return { route, method, segments, rank: rank + (method === 'ANY' ? '0' : '1') };
}

function splitPath(path: string): string[] {
  return path.replace(/^\/|\/$/g, '').split('/');
}

function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (isGreedy(part)) {
      parameters[part.slice(1, -2)] = decode(segments.slice(index).join('/'));
      return parameters;
    }
    if (isParameter(part)) {
      if (segment === '') return undefined;
      parameters[part.slice(1, -1)] = decode(segment);
    } else if (part !== segment) return undefined;
  }
  return segments.length === pattern.length ? parameters : undefined;
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{') && segment.endsWith('}');
}

function isGreedy(segment: string): boolean {
  return segment.startsWith('{') && segment.endsWith('+}');
}

/** A broken escape stays as it came; the function refuses what it does not understand. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
