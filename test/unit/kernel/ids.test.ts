import { describe, expect, it } from 'vitest';
import { newId, ulid } from '../../../shared/kernel/ids.ts';

describe('ids', () => {
  it('encodes time first, so that ids sort by age', () => {
    const none = new Uint8Array(10);
    expect(ulid(0, none)).toBe('00000000000000000000000000');
    expect(ulid(1_469_918_176_385, none).slice(0, 10)).toBe('01ARYZ6S41'); // vector of the ULID specification
    expect(ulid(1, none) < ulid(2, none)).toBe(true);
  });

  it('puts the prefix in front', () => {
    expect(newId('ent')).toMatch(/^ent_[0-9A-HJKMNP-TV-Z]{26}$/);
  });
});
