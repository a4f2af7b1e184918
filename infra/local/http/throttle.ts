import type { ApiModel, Throttle } from '../template/model.ts';

/** Lets a request of a route pass or not. */
export type Throttler = (routeKey: string, nowMs: number) => boolean;

interface Bucket {
  limits: Throttle;
  tokens: number;
  filledAtMs: number;
}

/** Token buckets, one a route: its own limits where the stage sets some, else the stage's. */
export function createThrottler(api: Pick<ApiModel, 'throttle' | 'routeThrottles'>): Throttler {
  const buckets = new Map<string, Bucket>();
  return (routeKey, nowMs) => {
    const limits = api.routeThrottles[routeKey] ?? api.throttle;
    if (!limits) return true;
    const bucket = buckets.get(routeKey) ?? { limits, tokens: limits.burst, filledAtMs: nowMs };
    const gained = ((nowMs - bucket.filledAtMs) / 1000) * limits.ratePerSecond;
    bucket.tokens = Math.min(limits.burst, bucket.tokens + gained);
    bucket.filledAtMs = nowMs;
    buckets.set(routeKey, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  };
}
