import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { Bytes, entity, type ItemOf } from '../table/entity.ts';

/** Messages whose body is no envelope belong to no company; only the operator sees them, in the dead-letter queue. */
export const NO_COMPANY = '-';
const KEPT_SECONDS = 180 * 86_400;
/** An item holds 400 KB; a compressed body above this is kept in the dead-letter queue alone. */
const MAX_BODY_BYTES = 350_000;

/**
 * A message that did not work and will not by itself: what it was, and why. The key is the message's own id in its
 * queue, so that a repeated delivery of the same message records nothing twice.
 */
export const FailedMessage = entity({
  name: 'platform.failed-message',
  schema: z.object({
    companyId: z.string(),
    failedMessageId: z.string(),
    queue: z.string(),
    type: z.string().optional(),
    messageId: z.string().optional(),
    code: z.string(),
    reason: z.string(),
    /** gzip of the message as it came; absent when it is too large for an item. */
    body: Bytes.optional(),
    state: z.enum(['failed', 'redriven']),
    failedAt: z.iso.datetime(),
    redrivenAt: z.iso.datetime().optional(),
    redrivenBy: z.string().optional(),
  }),
  key: (of: { companyId: string; failedMessageId: string }) => ({
    pk: `C#${of.companyId}#FAILED-MESSAGES`,
    sk: of.failedMessageId,
  }),
  expiresAt: ({ failedAt }) => Math.floor(Date.parse(failedAt) / 1000) + KEPT_SECONDS,
  access: ['by id', 'all of a company'],
});
export type FailedMessage = ItemOf<typeof FailedMessage>;

export function packBody(body: string): Uint8Array<ArrayBuffer> | undefined {
  const packed = gzipSync(body);
  return packed.length > MAX_BODY_BYTES ? undefined : packed;
}

export function unpackBody(body: Uint8Array): string {
  return gunzipSync(body).toString('utf8');
}
