import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { invariant } from '../kernel/errors.ts';
import { retryWhileContended } from '../table/failures.ts';
import type { Table } from '../table/table.ts';
import type { Write } from '../table/writes.ts';
import {
  findReply,
  IdempotencyRaceError,
  parseIdempotencyKey,
  type RequestKey,
  requestHash,
  storeReply,
} from './idempotency.ts';
import type { Reply, RouteSpec } from './route.ts';

/** Offered to the handler of an idempotent route when the caller sent a key. */
export interface CommitKey {
  readonly key: string;
  readonly requestHash: string;
  /**
   * The write that remembers `reply` under the key. Commit it in the transaction that does what the reply tells: then
   * either both happened or neither, whenever the process dies, and of two attempts at once one wins.
   */
  readonly writeFor: (reply: Reply) => Write;
}

export interface OnceInput {
  readonly table: Table;
  readonly request: RequestKey;
  readonly now: Date;
  /** Parses a reply with the route's schema, so that what is stored is what leaves. */
  readonly checkReply: (reply: Reply) => Reply;
  readonly run: (commitKey: CommitKey) => Promise<Reply>;
}

/** The key of this request, or undefined where the route does not create or the caller sent none. */
export function requestKeyOf(
  route: RouteSpec,
  event: APIGatewayProxyEventV2,
  principal: string,
  body: Uint8Array,
): RequestKey | undefined {
  const header = event.headers['idempotency-key'];
  if (!route.idempotent || header === undefined) return undefined;
  return {
    companyId: event.pathParameters?.companyId ?? '-',
    principal,
    route: route.id,
    key: parseIdempotencyKey(header),
    requestHash: requestHash([event.rawPath, event.rawQueryString, body]),
  };
}

/**
 * Runs a creating request at most once per key. No lock is taken: two attempts may both work, but only one commits,
 * and the other answers with what the first one stored. Refusals are never stored.
 */
export async function answerOnce({ table, request, now, checkReply, run }: OnceInput): Promise<Reply> {
  const earlier = await findReply(table, request);
  if (earlier) return earlier;
  let offered = false;
  const { key, requestHash } = request;
  const writeFor = (reply: Reply): Write => {
    offered = true;
    return storeReply(request, checkReply(reply), now);
  };
  try {
    const reply = await run({ key, requestHash, writeFor });
    // A handler that found nothing to commit (the thing existed already) never asked for the write.
    if (!offered && reply.status < 400) {
      await retryWhileContended(() => table.write(storeReply(request, reply, now)));
    }
    return reply;
  } catch (error) {
    if (!(error instanceof IdempotencyRaceError)) throw error;
    const winner = await findReply(table, request);
    invariant(winner, 'a key item stood in the way and was gone when it was read');
    return winner;
  }
}
