import type * as z from 'zod';
import type { Membership, Principal } from '../access.ts';
import type { CommitKey } from './once.ts';
import type { BodyOf, ParamsOf, QueryOf, Reply, ReplyOf, RouteSpec } from './route.ts';

/** What a handler gets: parsed, authorized, with the time as a value. */
export interface ApiRequest<R extends RouteSpec = RouteSpec> {
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  readonly principal: Principal;
  /** There where the route has a permission and a company. */
  readonly membership: Membership | undefined;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
  /** The address of whoever asks, as the gateway saw it. Personal: not for logs, and kept only where a limit needs it. */
  readonly sourceIp: string;
  readonly requestId: string;
  /** There when the route is idempotent and the caller sent a key: commit `writeFor(reply)` with your own writes. */
  readonly idempotency: CommitKey | undefined;
}

/** A route, its strict schemas, and what answers it. */
export interface Binding {
  readonly route: RouteSpec;
  readonly params: z.ZodObject | undefined;
  readonly query: z.ZodObject | undefined;
  readonly handle: (request: ApiRequest) => Promise<Reply>;
}

/** Binds a handler to a route; what it takes and replies must agree with the route's schemas. */
export function on<const R extends RouteSpec>(
  route: R,
  handle: (request: ApiRequest<R>) => Promise<ReplyOf<R>>,
): Binding {
  const spec: RouteSpec = route;
  return {
    route,
    params: spec.params?.strict(),
    query: spec.query?.strict(),
    // The pipeline has parsed the request with this very route's schemas.
    handle: handle as unknown as Binding['handle'],
  };
}
