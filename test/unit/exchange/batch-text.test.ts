import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cleanDocument,
  cutText,
  DOCUMENT_LENGTH,
  REPLACEMENT,
  writableText,
} from '../../../functions/exchange/domain/datev/batch-text.ts';
import { encodeWindows1252 } from '../../../shared/kernel/windows-1252.ts';

test.each([
  ['Größe – „Preis“ 5 €', 'Größe – „Preis“ 5 €', false],
  ['Łódź', 'Lódz', true],
  ['Gro\u0308ße', 'Größe', false],
  ['a\u2011b', 'a-b', true],
  ['a\r\nb\tc ', 'a b c', false],
  ['🙂 日本', `${REPLACEMENT} ${REPLACEMENT}${REPLACEMENT}`, true],
])('%s is written as %s', (text, written, changed) => {
  expect(writableText(text)).toEqual({ text: written, changed });
});

test('whatever the text, every character of what is written has a byte, and no ? is made up', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
      const { text: written } = writableText(text);
      expect(encodeWindows1252(written).unmappable).toEqual([]);
      if (!text.includes('?') && !/[\u037e\uff1f\ufe56\u2047-\u2049]/.test(text))
        expect(written).not.toContain('?');
      expect(cutText(written, 10).length).toBeLessThanOrEqual(10);
    }),
  );
});

test.each([
  ['RE-2026/0815', 'RE-2026/0815'],
  ['Rechnung Nr. 7', 'Rechnung-Nr--7'],
  ['Prüf_Beleg ß', 'Pruef-Beleg-ss'],
  ['é', 'e'],
  [`${'x'.repeat(40)}-4711`, `${'x'.repeat(31)}-4711`],
  ['', ''],
])('document number %s becomes %s', (text, clean) => {
  expect(cleanDocument(text, DOCUMENT_LENGTH)).toBe(clean);
});

test('a clean number has the characters of the field only, and is clean already', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      const clean = cleanDocument(text, DOCUMENT_LENGTH);
      expect(clean).toMatch(/^[A-Za-z0-9$&%*+\-/]{0,36}$/);
      expect(cleanDocument(clean, DOCUMENT_LENGTH)).toBe(clean);
    }),
  );
});
