import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Principal } from '../access.ts';
import { refuse } from './errors.ts';

/** A position in a list: the table's key of the last item seen. */
export type Position = Readonly<Record<string, string>>;

/** What a cursor is good for: one route, with the same path and filters, asked by the same principal. */
export interface CursorScope {
  readonly routeId: string;
  readonly params: unknown;
  readonly query: unknown;
  readonly principal: Principal;
}

/** Checksum and position. Pairs, because an object's keys are not all alike: `__proto__` is dropped by parsers. */
const Content = z.tuple([z.string(), z.array(z.tuple([z.string(), z.string()]))]);

function checksum({ routeId, params, query, principal }: CursorScope, position: Position): string {
  const { cursor: _cursor, limit: _limit, ...filters } = query as Record<string, unknown>;
  const text = JSON.stringify([routeId, params, filters, principal.id, Object.entries(position).sort()]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

export function encodeCursor(position: Position, scope: CursorScope): string {
  return Buffer.from(JSON.stringify([checksum(scope, position), Object.entries(position)])).toString(
    'base64url',
  );
}

/**
 * The position in a cursor. It is bound to its list by a checksum, not signed: it holds no secret, and since lists take
 * their partition from the path and never from the cursor, a forged one can at most start elsewhere in one's own list.
 * @throws platform.malformed-cursor when it is garbage or of another list
 */
export function decodeCursor(cursor: string, scope: CursorScope): Position {
  const content = Content.safeParse(parse(cursor));
  if (content.success) {
    const [sum, pairs] = content.data;
    const position = Object.fromEntries(pairs);
    if (sum === checksum(scope, position)) return position;
  }
  throw refuse(
    'platform.malformed-cursor',
    'Start again without a cursor, or send the `next` of this very list.',
    {
      errors: [{ pointer: 'query/cursor', detail: 'is not a cursor of this list' }],
    },
  );
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

export interface Paging {
  readonly limit: number;
  /** Where to continue; undefined on the first page. */
  readonly after: Position | undefined;
  /** `{items, next}` as the list replies it. */
  readonly page: <T>(items: T[], next: Position | undefined) => { items: T[]; next?: string };
}

/** Reads `limit` and `cursor` of a list request and makes its page: `const paging = pagingOf(routes.list.id, request)`. */
export function pagingOf(
  routeId: string,
  request: {
    readonly params?: unknown;
    readonly query: { readonly limit: number; readonly cursor?: string | undefined };
    readonly principal: Principal;
  },
): Paging {
  const { params, query, principal } = request;
  const scope: CursorScope = { routeId, params, query, principal };
  return {
    limit: query.limit,
    after: query.cursor === undefined ? undefined : decodeCursor(query.cursor, scope),
    page: (items, next) => (next ? { items, next: encodeCursor(next, scope) } : { items }),
  };
}
