import { describe, expect, it } from 'vitest';
import { canonicalJson, sha256Hex } from '../../../shared/kernel/canonical-json.ts';

describe('canonical JSON', () => {
  it('sorts keys as RFC 8785 §3.2.3 does, by UTF-16 code units', () => {
    const keys = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew',
      '1': 'One',
      '\ud83d\ude00': 'Emoji',
      '\u0080': 'Control',
      '\u00f6': 'o',
    };
    expect(canonicalJson(keys)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"o","\u20ac":"Euro Sign","\ud83d\ude00":"Emoji","\ufb33":"Hebrew"}',
    );
  });

  it('leaves undefined members out and keeps null', () => {
    expect(canonicalJson({ b: undefined, a: null, list: [1, 'x', true] })).toBe(
      '{"a":null,"list":[1,"x",true]}',
    );
  });

  it('refuses numbers that other languages could write otherwise', () => {
    expect(() => canonicalJson({ a: 0.1 })).toThrow(TypeError);
  });

  it('hashes by FIPS 180-4 (test vector "abc")', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
