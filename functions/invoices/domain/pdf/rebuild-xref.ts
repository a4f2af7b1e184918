import { type PdfCursor, parseValue } from './parse-value.ts';
import { unreadable } from './pdf-limits.ts';
import { isDictionary, isStream, nameOf, type PdfValue } from './pdf-value.ts';
import { type PdfFile, type Place, readObjectAt, TRAILER_KEYS, type Xref } from './read-xref.ts';

const OBJECT = /(?<![0-9])([0-9]{1,10})[\0\t\n\f\r ]{1,8}[0-9]{1,5}[\0\t\n\f\r ]{1,8}obj(?![a-z])/g;
const CHUNK_BYTES = 1_048_576;
/** Longer than any match: what begins in one chunk is found in it. */
const OVERLAP_BYTES = 64;

/**
 * Finds the objects of a file whose cross-reference is broken by looking for `12 0 obj` from its beginning: of two with
 * one number the later one counts, as a later save would say. What lies in object streams is found by `findPacked`.
 * @throws invoices.unreadable-pdf where no catalog is found
 */
export function rebuildXref(file: PdfFile): Xref {
  const places = new Map<number, Place | 'free'>();
  for (const [number, offset] of objectsOf(file)) {
    file.budget.spend('objects', 1);
    places.set(number, { kind: 'at', offset });
  }
  const trailer = new Map<string, PdfValue>();
  for (const dictionary of trailersOf(file)) {
    for (const key of TRAILER_KEYS) {
      const value = dictionary.get(key);
      if (value !== undefined) trailer.set(key, value);
    }
  }
  for (const [number, place] of places) {
    if (place === 'free' || place.kind !== 'at') continue;
    const value = tryRead(file, place.offset);
    const dictionary = isStream(value) ? value.dictionary : value;
    if (!isDictionary(dictionary)) continue;
    const type = nameOf(dictionary.get('Type'));
    if (type === 'Catalog') trailer.set('Root', trailer.get('Root') ?? { object: number });
    if (type !== 'XRef') continue;
    for (const key of TRAILER_KEYS) {
      const said = dictionary.get(key);
      if (said !== undefined) trailer.set(key, said);
    }
  }
  if (!trailer.has('Root')) throw unreadable('The PDF has no catalog: it is damaged or cut off.');
  return { places, trailer };
}

function* objectsOf({ bytes }: PdfFile): Generator<readonly [number: number, offset: number]> {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    const text = Buffer.from(bytes.subarray(from, from + CHUNK_BYTES + OVERLAP_BYTES)).toString('latin1');
    for (const match of text.matchAll(OBJECT)) {
      if (match.index < CHUNK_BYTES) yield [Number(match[1]), from + match.index];
    }
  }
}

function* trailersOf({ bytes, budget }: PdfFile) {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = content.indexOf('trailer'); at >= 0; at = content.indexOf('trailer', at + 1)) {
    budget.spend('sections', 1);
    const cursor: PdfCursor = { bytes, at: at + 'trailer'.length, budget };
    const value = attempt(() => parseValue(cursor));
    if (isDictionary(value)) yield value;
  }
}

function tryRead(file: PdfFile, offset: number): PdfValue | undefined {
  return attempt(() => readObjectAt(file, offset)?.value);
}

/** What is broken is passed over here; a limit that is passed is not. */
function attempt(read: () => PdfValue | undefined): PdfValue | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as { code?: string }).code === 'invoices.unreadable-pdf') return undefined;
    throw error;
  }
}
