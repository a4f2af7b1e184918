import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  blockHash,
  compress,
  decompress,
  entryContent,
  entryText,
  madeEntryId,
  parseMadeEntryId,
  readBlock,
  sealBlock,
} from '../../../functions/ledger/domain/block.ts';
import { canonicalJson, sha256Hex } from '../../../shared/kernel/canonical-json.ts';
import { anyEntry, BLOCK_CONTEXT } from '../../support/entry-arbitraries.ts';
import { simpleEntry } from '../../support/simple-entry.ts';

const PREVIOUS = 'f'.repeat(64);

test('a block is canonical JSON, and its entries read back as they were written', () => {
  fc.assert(
    fc.property(fc.array(anyEntry, { minLength: 1, maxLength: 5 }), fc.nat(9_999), (entries, before) => {
      const first = before + 1;
      const named = entries.map((entry, index) => (index % 2 ? { ...entry, id: `id-${index}` } : entry));
      const texts = named.map((entry, index) => entryText(entry, first + index, 'EUR'));
      const block = sealBlock(BLOCK_CONTEXT, PREVIOUS, first, texts);
      expect(block.text).toBe(canonicalJson(JSON.parse(block.text)));
      expect(block).toMatchObject({ firstNumber: first, lastNumber: first + entries.length - 1 });
      expect(block.hash).toBe(sha256Hex(`${PREVIOUS}\n${block.text}`));
      const read = readBlock(decompress(compress(block.text)));
      expect(read).toEqual(
        named.map((entry, index) => ({
          id: madeEntryId(2026, first + index),
          ...entry,
          number: first + index,
          fiscalYear: 2026,
          postedAt: BLOCK_CONTEXT.postedAt,
          postedBy: 'anna',
        })),
      );
      for (const [index, entry] of read.entries()) {
        expect(entryContent(entry, 'EUR')).toBe(entryContent(named[index] ?? entry, 'EUR'));
      }
    }),
  );
});

test('sums larger than any amount that may be sent read back too: year-end entries hold them', () => {
  const entry = simpleEntry('2026-12-31', '1200', '8400', 10n ** 30n);
  const { text } = sealBlock(BLOCK_CONTEXT, PREVIOUS, 1, [entryText(entry, 1, 'EUR')]);
  expect(readBlock(text)[0]?.lines).toEqual(entry.lines);
});

test('the content that makes two entries the same leaves out id and number, and nothing else', () => {
  const entry = { kind: 'regular', date: '2026-01-01', text: 'a', lines: [] } as const;
  expect(entryContent({ ...entry, id: 'x' }, 'EUR')).toBe(entryContent(entry, 'EUR'));
  for (const changed of [
    { kind: 'closing' },
    { date: '2026-01-02' },
    { text: 'b' },
    { reference: 'r' },
  ] as const)
    expect(entryContent({ ...entry, ...changed }, 'EUR')).not.toBe(entryContent(entry, 'EUR'));
});

test('the hash covers the text and the chain before it', () => {
  expect(blockHash(PREVIOUS, 'a')).not.toBe(blockHash('e'.repeat(64), 'a'));
  expect(blockHash(PREVIOUS, 'a')).not.toBe(blockHash(PREVIOUS, 'b'));
});

test('packed content opens only as it was packed: no byte altered, left out or added', () => {
  const packed = compress('Buchungssatz '.repeat(20));
  for (let at = 0; at < packed.length; at += 1) {
    for (let bit = 0; bit < 8; bit += 1) {
      const altered = Uint8Array.from(packed);
      altered[at] = (altered[at] ?? 0) ^ (1 << bit);
      expect(() => decompress(altered), `byte ${at} bit ${bit}`).toThrow(/checksum/);
    }
  }
  expect(() => decompress(packed.subarray(0, -1))).toThrow(/checksum/);
  expect(() => decompress(Uint8Array.from([...packed, 0]))).toThrow(/checksum/);
  expect(() => decompress(new Uint8Array())).toThrow(/checksum/);
});

test('what opens to more than a block ever holds is refused', () => {
  expect(() => decompress(compress('0'.repeat(17 * 1024 * 1024)))).toThrow(RangeError);
});

test.each([
  ['ent_2026_1', { fiscalYear: 2026, number: 1 }],
  ['ent_2026_0', undefined],
  ['ent_2026_01', undefined],
  ['ent_26_1', undefined],
  ['INV-1', undefined],
])('the id %s names %j', (id, place) => {
  expect(parseMadeEntryId(id)).toEqual(place);
});
