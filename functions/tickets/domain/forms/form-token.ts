import { equalInConstantTime, keyedHash } from '../../../../shared/kernel/keyed-hash.ts';

/** Nobody fills in a form faster; programs do. */
const LEAST_AGE_MS = 2_000;
/** How long a page may lie open before it is sent. */
const MOST_AGE_MS = 12 * 3_600_000;

/** Says which page was handed out and when: `<milliseconds>.<id>.<signature>`. */
export function signFormToken(secret: string, form: string, pageId: string, now: Date): string {
  const said = `${now.getTime()}.${pageId}`;
  return `${said}.${keyedHash(secret, `${form}\n${said}`)}`;
}

export type FormToken =
  | { readonly state: 'good'; readonly pageId: string }
  | { readonly state: 'forged' | 'too-fast' | 'too-old' };

/** What a token is worth that comes back with a form. */
export function readFormToken(secret: string, form: string, token: string, now: Date): FormToken {
  const [, at, pageId] = /^(\d{1,15})\.([A-Za-z0-9_-]{1,64})\.[0-9a-f]{64}$/.exec(token) ?? [];
  if (at === undefined || pageId === undefined) return { state: 'forged' };
  const expected = signFormToken(secret, form, pageId, new Date(Number(at)));
  if (!equalInConstantTime(token, expected)) return { state: 'forged' };
  const age = now.getTime() - Number(at);
  if (age < LEAST_AGE_MS) return { state: 'too-fast' };
  return age > MOST_AGE_MS ? { state: 'too-old' } : { state: 'good', pageId };
}

/** Whom a limit counts as one: an IPv4 address, or the /64 that a household or firm has of IPv6. */
export function sourceOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0');
  const groups = [...front, ...zeros, ...back].map((group) => group.replace(/^0+(?=.)/, ''));
  return `${groups.slice(0, 4).join(':')}::/64`;
}
