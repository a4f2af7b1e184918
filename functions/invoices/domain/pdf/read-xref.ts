import { decodeStream, type Follow } from './decode-stream.ts';
import { type PdfCursor, parseValue, readWord, skipSpace, takeWord } from './parse-value.ts';
import { type PdfBudget, unreadable } from './pdf-limits.ts';
import {
  isArray,
  isDictionary,
  isStream,
  type PdfDictionary,
  type PdfStream,
  wholeNumberOf,
} from './pdf-value.ts';

/** Where an object stands: at a place in the file, or as the n-th in an object stream. */
export type Place =
  | { readonly kind: 'at'; readonly offset: number }
  | { readonly kind: 'in'; readonly stream: number; readonly index: number };

export interface Xref {
  readonly places: ReadonlyMap<number, Place | 'free'>;
  /** Of all saves together: what a newer one says counts. */
  readonly trailer: PdfDictionary;
}

export interface PdfFile {
  /** From `%PDF-` on. */
  readonly bytes: Uint8Array;
  readonly budget: PdfBudget;
}

export const TRAILER_KEYS = ['Root', 'Encrypt', 'Info', 'ID'] as const;

/**
 * Reads the cross-reference sections from the newest to the oldest (7.5.4 to 7.5.8): tables, streams, and both together.
 * @throws invoices.unreadable-pdf where one is broken: then `rebuildXref` looks for the objects themselves
 */
export function readXref(file: PdfFile): Xref {
  const places = new Map<number, Place | 'free'>();
  const trailer = new Map<string, ReturnType<typeof parseValue>>();
  const seen = new Set<number>();
  const waiting = [lastXrefOffset(file)];
  for (let offset = waiting.shift(); offset !== undefined; offset = waiting.shift()) {
    if (seen.has(offset)) continue;
    seen.add(offset);
    file.budget.spend('sections', 1);
    const section = readSection(file, offset, places);
    for (const key of TRAILER_KEYS) {
      const value = section.get(key);
      if (value !== undefined && !trailer.has(key)) trailer.set(key, value);
    }
    const [hybrid, previous] = [wholeNumberOf(section.get('XRefStm')), wholeNumberOf(section.get('Prev'))];
    if (hybrid !== undefined) waiting.push(hybrid);
    if (previous !== undefined) waiting.push(previous);
  }
  if (!trailer.has('Root')) throw unreadable('The PDF names no catalog.');
  return { places, trailer };
}

const TAIL_BYTES = 2_048;

function lastXrefOffset({ bytes, budget }: PdfFile): number {
  const from = Math.max(0, bytes.length - TAIL_BYTES);
  const tail = Buffer.from(bytes.subarray(from)).toString('latin1');
  const found = tail.lastIndexOf('startxref');
  if (found < 0) throw unreadable('The PDF has no end (startxref): it may be cut off.');
  const cursor = { bytes, at: from + found + 'startxref'.length, budget };
  skipSpace(cursor);
  return numberIn(readWord(cursor));
}

function numberIn(word: string): number {
  if (!/^\d{1,15}$/.test(word)) throw unreadable('The cross-reference table of the PDF is broken.');
  return Number(word);
}

function readSection(file: PdfFile, offset: number, places: Map<number, Place | 'free'>): PdfDictionary {
  const cursor: PdfCursor = { bytes: file.bytes, at: offset, budget: file.budget };
  return takeWord(cursor, 'xref') ? readTable(cursor, places) : readXrefStream(file, offset, places);
}

function readTable(cursor: PdfCursor, places: Map<number, Place | 'free'>): PdfDictionary {
  while (!takeWord(cursor, 'trailer')) {
    const [first, count] = [nextNumber(cursor), nextNumber(cursor)];
    cursor.budget.spend('objects', count);
    for (let index = 0; index < count; index += 1) {
      const offset = nextNumber(cursor);
      nextNumber(cursor);
      skipSpace(cursor);
      const kind = readWord(cursor);
      if (kind !== 'n' && kind !== 'f') throw unreadable('The cross-reference table of the PDF is broken.');
      const number = first + index;
      if (!places.has(number)) places.set(number, kind === 'n' ? { kind: 'at', offset } : 'free');
    }
  }
  const trailer = parseValue(cursor);
  if (!isDictionary(trailer)) throw unreadable('The PDF has no trailer.');
  return trailer;
}

function nextNumber(cursor: PdfCursor): number {
  skipSpace(cursor);
  return numberIn(readWord(cursor));
}

/** Nothing in a cross-reference stream may be a reference, but its length often is: then its end is looked for. */
const NOTHING_FOLLOWED: Follow = (value) => value;

function readXrefStream(file: PdfFile, offset: number, places: Map<number, Place | 'free'>): PdfDictionary {
  const stream = readObjectAt(file, offset)?.value;
  if (!isStream(stream)) throw unreadable('The cross-reference stream of the PDF is broken.');
  const { dictionary } = stream;
  const raw = rawDataOf(file, stream, NOTHING_FOLLOWED);
  const data = decodeStream(raw, dictionary, NOTHING_FOLLOWED, file.budget);
  const widths = isArray(dictionary.get('W')) ? (dictionary.get('W') as readonly unknown[]) : [];
  const [kindWidth, secondWidth, thirdWidth] = [0, 1, 2].map(
    (at) => wholeNumberOf(widths[at] as number) ?? 0,
  ) as [number, number, number];
  const width = kindWidth + secondWidth + thirdWidth;
  if (width < 1 || Math.max(kindWidth, secondWidth, thirdWidth) > 8) {
    throw unreadable('The cross-reference stream of the PDF is broken.');
  }
  const index = dictionary.get('Index');
  const ranges = isArray(index) ? index : [0, dictionary.get('Size') ?? 0];
  let at = 0;
  const field = (size: number) => {
    let value = 0;
    for (const end = at + size; at < end; at += 1) value = value * 256 + (data[at] ?? 0);
    return value;
  };
  for (let range = 0; range + 1 < ranges.length; range += 2) {
    const [first, count] = [wholeNumberOf(ranges[range]) ?? 0, wholeNumberOf(ranges[range + 1]) ?? 0];
    file.budget.spend('objects', count);
    for (let number = first; number < first + count && at + width <= data.length; number += 1) {
      const kind = kindWidth === 0 ? 1 : field(kindWidth);
      const [second, third] = [field(secondWidth), field(thirdWidth)];
      if (places.has(number)) continue;
      if (kind === 1) places.set(number, { kind: 'at', offset: second });
      else if (kind === 2) places.set(number, { kind: 'in', stream: second, index: third });
      else places.set(number, 'free');
    }
  }
  return dictionary;
}

/** The object `12 0 obj …` at a place, or undefined where none begins there. */
export function readObjectAt({ bytes, budget }: PdfFile, offset: number) {
  const cursor: PdfCursor = { bytes, at: offset, budget };
  if (offset >= bytes.length) return undefined;
  skipSpace(cursor);
  const number = readWord(cursor);
  skipSpace(cursor);
  const generation = readWord(cursor);
  if (!/^\d{1,10}$/.test(number) || !/^\d{1,5}$/.test(generation) || !takeWord(cursor, 'obj'))
    return undefined;
  const value = parseValue(cursor);
  if (!isDictionary(value) || !takeWord(cursor, 'stream')) return { number: Number(number), value };
  if (bytes[cursor.at] === 13) cursor.at += 1;
  if (bytes[cursor.at] === 10) cursor.at += 1;
  return { number: Number(number), value: { dictionary: value, start: cursor.at } };
}

/** The data of a stream as it stands in the file: by its length where `endstream` follows there, else up to that word. */
export function rawDataOf(
  { bytes, budget }: PdfFile,
  { dictionary, start }: PdfStream,
  follow: Follow,
): Uint8Array {
  const length = wholeNumberOf(follow(dictionary.get('Length')));
  if (length !== undefined && start + length <= bytes.length) {
    if (takeWord({ bytes, at: start + length, budget }, 'endstream'))
      return bytes.subarray(start, start + length);
  }
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('endstream', start);
  if (end < 0) throw unreadable('A stream of the PDF has no end: the file may be cut off.');
  return bytes.subarray(start, end);
}
