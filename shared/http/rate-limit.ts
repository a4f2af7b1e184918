import * as z from 'zod';
import type { Principal } from '../access.ts';
import { DomainError } from '../kernel/errors.ts';
import { entity } from '../table/entity.ts';
import { ContentionError, UnknownOutcomeError } from '../table/failures.ts';
import type { Table } from '../table/table.ts';
import { patch } from '../table/writes.ts';
import { refuse } from './errors.ts';

/** How many requests a principal has reserved in one minute, over all instances of all functions. */
export const RequestCount = entity({
  name: 'platform.request-count',
  schema: z.object({
    principal: z.string(),
    minute: z.int(),
    reserved: z.int(),
  }),
  key: (of: { principal: string; minute: number }) => ({
    pk: `P#${of.principal}#REQUESTS`,
    sk: String(of.minute),
  }),
  expiresAt: ({ minute }) => (minute + 60) * 60,
  access: ['by principal and minute, once every some hundred requests of a busy principal'],
});

export interface RateLimit {
  /** Requests that one principal has in a minute; 0 switches the limit off. */
  readonly perMinute: number;
  /** Requests in a minute that an instance lets through without asking anybody. */
  readonly unseen: number;
}

/** Generous: it is there for loops that went wild, not for busy shops. */
export const RATE_LIMIT: RateLimit = { perMinute: 60_000, unseen: 1_000 };

interface Tally {
  minute: number;
  used: number;
  allowed: number;
  /** The shared counter was full: nobody need be asked again before the next minute. */
  isFull: boolean;
}

/** Whether the shared counter could not be asked: no reason to turn anybody away. */
function isTableTrouble(error: unknown): boolean {
  if (error instanceof ContentionError || error instanceof UnknownOutcomeError) return true;
  return error instanceof DomainError && error.kind === 'unavailable';
}

/** An instance forgets its tallies rather than keep one for every principal it ever saw. */
const MAX_TALLIES = 10_000;

/**
 * A limit per principal and minute that costs next to nothing: each instance lets some requests through unseen, and
 * beyond those reserves a lot of as many in a counter that all instances share. Bursts of the whole API are for API
 * Gateway's own throttle; this keeps one caller from taking all of it. When the table fails, requests pass.
 */
export function rateLimiter(table: Table, { perMinute, unseen }: RateLimit) {
  const tallies = new Map<string, Tally>();

  async function reserve(principal: string, minute: number): Promise<boolean> {
    const full = () => refuse('platform.too-many-requests', 'The minute is used up.');
    const key = { principal, minute };
    const room = { less: { reserved: perMinute } };
    try {
      const first = { set: { principal, minute, entity: RequestCount.name, expiresAt: (minute + 60) * 60 } };
      const changes = { ...first, add: { reserved: unseen } };
      const seen = await table.get(RequestCount, key);
      await table.write(patch(RequestCount, key, changes, seen ? room : {}, full));
      return true;
    } catch (error) {
      if (isTableTrouble(error)) return true;
      if (error instanceof DomainError) return false;
      throw error;
    }
  }

  /** @throws platform.too-many-requests with the seconds until the next minute */
  return async function admit({ id }: Principal, now: Date): Promise<void> {
    if (perMinute === 0) return;
    const minute = Math.floor(now.getTime() / 60_000);
    const known = tallies.get(id);
    const tally = known?.minute === minute ? known : { minute, used: 0, allowed: unseen, isFull: false };
    if (tally !== known) {
      if (tallies.size >= MAX_TALLIES) tallies.clear();
      tallies.set(id, tally);
    }
    tally.used += 1;
    if (tally.used <= tally.allowed) return;
    if (!tally.isFull && (await reserve(id, minute))) {
      tally.allowed += unseen;
      return;
    }
    tally.isFull = true;
    const retryAfterSeconds = 60 - Math.floor((now.getTime() % 60_000) / 1000);
    throw refuse('platform.too-many-requests', `You may send ${perMinute} requests a minute.`, {
      retryAfterSeconds,
    });
  };
}
