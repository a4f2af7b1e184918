import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readFormToken,
  signFormToken,
  sourceOf,
} from '../../../../functions/tickets/domain/forms/form-token.ts';

describe('the token of a form', () => {
  it('is good for its form only, and in its time', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 86_400_000 }), (secret, age) => {
        const at = new Date('2026-03-01T10:00:00Z');
        const now = new Date(at.getTime() + age);
        const token = signFormToken(secret, 'acme/help', 'pag_1', at);
        const expected = age < 2_000 ? 'too-fast' : age > 12 * 3_600_000 ? 'too-old' : 'good';
        expect(readFormToken(secret, 'acme/help', token, now).state).toBe(expected);
        expect(readFormToken(secret, 'acme/other', token, now).state).toBe('forged');
        expect(readFormToken(`${secret}x`, 'acme/help', token, now).state).toBe('forged');
      }),
    );
  });
});

describe('an address', () => {
  it('counts as its household does', () => {
    expect(sourceOf('192.0.2.7')).toBe('192.0.2.7');
    expect(sourceOf('2001:db8:0:12::1')).toBe('2001:db8:0:12::/64');
    expect(sourceOf('2001:0DB8:0000:0012:a:b:c:d')).toBe('2001:db8:0:12::/64');
    expect(sourceOf('::1')).toBe('0:0:0:0::/64');
  });
});
