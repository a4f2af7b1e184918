import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { Bytes, entity } from '../table/entity.ts';
import type { Table } from '../table/table.ts';
import { insert, type Write } from '../table/writes.ts';
import { refuse } from './errors.ts';
import type { Reply } from './route.ts';

/** How long a key answers again. Ids that the client chose for its entries are remembered for ever instead. */
export const KEY_LIFETIME_SECONDS = 7 * 86_400;

/**
 * The stored reply of one `Idempotency-Key`. A large body is compressed, so that the answer of a full batch fits
 * an item.
 */
export const StoredReply = entity({
  name: 'platform.idempotency-key',
  schema: z.object({
    /** The company, or `-` for a route above companies. */
    companyId: z.string(),
    principal: z.string(),
    route: z.string(),
    key: z.string(),
    requestHash: z.string(),
    status: z.int(),
    headers: z.record(z.string(), z.string()),
    /** JSON, as text or gzip; absent when the reply had no body. */
    body: z.union([z.string(), Bytes]).optional(),
    at: z.iso.datetime(),
  }),
  key: (of: { companyId: string; principal: string; route: string; key: string }) => ({
    pk: `C#${of.companyId}#IDEMPOTENCY#${of.principal}#${of.route}#${of.key}`,
    sk: 'REPLY',
  }),
  expiresAt: ({ at }) => Math.floor(Date.parse(at) / 1000) + KEY_LIFETIME_SECONDS,
  access: ['by company, principal, route and Idempotency-Key, before a creating route runs'],
});

/** Which request this is: the same four parts and another hash is a key used twice. */
export interface RequestKey {
  readonly companyId: string;
  readonly principal: string;
  readonly route: string;
  readonly key: string;
  readonly requestHash: string;
}

/** The transaction met the same key: another attempt of this request was faster. The pipeline answers with its reply. */
export class IdempotencyRaceError extends Error {
  override readonly name = 'IdempotencyRaceError';
}

const PRINTABLE = /^[\x21-\x7e]{1,128}$/;

export function parseIdempotencyKey(header: string): string {
  if (PRINTABLE.test(header)) return header;
  throw refuse('platform.malformed-key', 'An Idempotency-Key has 1 to 128 printable ASCII characters.');
}

/** Method, path, query and body bytes: a retry sends the same bytes. */
export function requestHash(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(String(part.length)).update('\n').update(part);
  return hash.digest('hex');
}

const COMPRESS_ABOVE = 4_096;

function pack(body: unknown): string | Uint8Array<ArrayBuffer> | undefined {
  if (body === undefined) return undefined;
  const text = JSON.stringify(body);
  return text.length > COMPRESS_ABOVE ? gzipSync(text) : text;
}

function unpack(body: string | Uint8Array | undefined): unknown {
  if (body === undefined) return undefined;
  return JSON.parse(typeof body === 'string' ? body : gunzipSync(body).toString('utf8'));
}

/** The write that stores a reply; to be committed in the transaction that makes what the reply tells of. */
export function storeReply(request: RequestKey, reply: Reply, now: Date): Write {
  const { status, headers = {}, body } = reply;
  return insert(
    StoredReply,
    { ...request, status, headers: { ...headers }, body: pack(body), at: now.toISOString() },
    () => new IdempotencyRaceError('another attempt of this request was faster'),
  );
}

/**
 * The reply that the key has already had, marked `Idempotency-Hit: true`; undefined for a new key.
 * An item past its time counts as gone only when DynamoDB has removed it: a late replay does no harm.
 * @throws platform.idempotency-key-reused when the key came with another request
 */
export async function findReply(table: Table, request: RequestKey): Promise<Reply | undefined> {
  const stored = await table.get(StoredReply, request);
  if (!stored) return undefined;
  if (stored.requestHash !== request.requestHash) {
    throw refuse('platform.idempotency-key-reused', 'This Idempotency-Key was used for a different request.');
  }
  return {
    status: stored.status,
    body: unpack(stored.body),
    headers: { ...stored.headers, 'idempotency-hit': 'true' },
  };
}
