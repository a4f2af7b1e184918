import { hash32 } from '../../../shared/kernel/hash32.ts';
import type { PostedEntry } from './entry.ts';

/** Document numbers are spread over this many partitions by their hash: as many as balances. */
export const DOCUMENT_SHARDS = 16;

/** Document numbers are found whatever their case and spacing: `re 4711` finds `RE4711`. */
export function normalizeDocumentNumber(text: string): string {
  return text.toUpperCase().replace(/\s+/g, '');
}

/** Pairs of (hash of a document number, entry number), big-endian 32-bit each, by partition of the hash. */
export function packDocumentIndex(entries: Iterable<PostedEntry>): Map<number, Uint8Array> {
  const pairs = new Map<number, number[]>();
  for (const { documentNumber, number } of entries) {
    if (!documentNumber) continue;
    const hash = hash32(normalizeDocumentNumber(documentNumber));
    const list = pairs.get(hash % DOCUMENT_SHARDS);
    if (list) list.push(hash, number);
    else pairs.set(hash % DOCUMENT_SHARDS, [hash, number]);
  }
  return new Map([...pairs].map(([shard, list]) => [shard, packWords(list)]));
}

function packWords(words: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(words.length * 4);
  const view = new DataView(bytes.buffer);
  words.forEach((word, index) => {
    view.setUint32(index * 4, word);
  });
  return bytes;
}

/** The pairs of (hash, entry number) again, in the order of entries. */
export function* readDocumentIndex(content: Uint8Array): Generator<[hash: number, number: number], void> {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  for (let at = 0; at + 8 <= content.byteLength; at += 8) yield [view.getUint32(at), view.getUint32(at + 4)];
}

/** Numbers of the entries that may bear a document number with this hash: confirm them by the entries. */
export function findInDocumentIndex(content: Uint8Array, wanted: number): number[] {
  const numbers: number[] = [];
  for (const [hash, number] of readDocumentIndex(content)) if (hash === wanted) numbers.push(number);
  return numbers;
}
