import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeWindows1252 } from '../../../shared/kernel/windows-1252.ts';

test('every byte that Windows-1252 assigns is written as it is read', () => {
  const unassigned = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
  const bytes = Uint8Array.from(
    Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => !unassigned.includes(byte)),
  );
  const text = new TextDecoder('windows-1252').decode(bytes);
  expect(encodeWindows1252(text)).toEqual({ bytes, unmappable: [] });
});

test('what has no byte is reported with its place, never lost silently', () => {
  const { bytes, unmappable } = encodeWindows1252('a😀b\u0081Łu\u0308');
  expect(unmappable).toEqual([
    { character: '😀', index: 1 },
    { character: '\u0081', index: 4 },
    { character: 'Ł', index: 5 },
  ]);
  expect(new TextDecoder('windows-1252').decode(bytes)).toBe('a?b??ü');
});

test('a text without a report reads back unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const { bytes, unmappable } = encodeWindows1252(text);
      if (unmappable.length === 0)
        expect(new TextDecoder('windows-1252').decode(bytes)).toBe(text.normalize('NFC'));
    }),
  );
});
