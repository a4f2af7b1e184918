import { refuse } from '../../errors.ts';
import { decodeStream, type Follow } from './decode-stream.ts';
import { type PdfCursor, parseValue, readWord, skipSpace } from './parse-value.ts';
import { PDF_LIMITS, pdfBudget, tooLarge, unreadable } from './pdf-limits.ts';
import {
  isDictionary,
  isReference,
  isStream,
  nameOf,
  type PdfDictionary,
  type PdfStream,
  type PdfValue,
  wholeNumberOf,
} from './pdf-value.ts';
import { type PdfFile, rawDataOf, readObjectAt, readXref, type Xref } from './read-xref.ts';
import { rebuildXref } from './rebuild-xref.ts';

/** An open PDF: its catalog, and what references in it stand for. */
export interface Pdf {
  readonly catalog: PdfDictionary;
  readonly follow: Follow;
  readonly decode: (stream: PdfStream) => Uint8Array;
}

const HEADER_WITHIN_BYTES = 1_024;
/** References to references, lengths of streams in streams: no program goes far with them. */
const MAX_HOPS = 8;

/**
 * Opens a PDF as far as attachments need it (ISO 32000-1): tables and streams of cross-references, object streams, files
 * that were saved more than once. Pages, fonts and pictures are not looked at. Where the cross-reference is broken the
 * objects are looked for. Pure, and bounded by `PDF_LIMITS` whatever the bytes are.
 * @throws invoices.unreadable-pdf, invoices.encrypted-pdf, invoices.pdf-too-large
 */
export function openPdf(content: Uint8Array): Pdf {
  const head = Buffer.from(content.subarray(0, HEADER_WITHIN_BYTES)).toString('latin1');
  const begin = head.indexOf('%PDF-');
  if (begin < 0) throw unreadable('The file does not begin like a PDF.');
  const file: PdfFile = { bytes: content.subarray(begin), budget: pdfBudget() };
  try {
    return openWith(file, readXref(file), false);
  } catch (error) {
    if ((error as { code?: string }).code !== 'invoices.unreadable-pdf') throw error;
    return openWith(file, rebuildXref(file), true);
  }
}

function openWith(file: PdfFile, xref: Xref, rebuilt: boolean): Pdf {
  // Attachments of an encrypted file are encrypted too (7.6.1), and XML that nobody can read proves nothing.
  if ((xref.trailer.get('Encrypt') ?? null) !== null) {
    throw refuse(
      'invoices.encrypted-pdf',
      'The PDF is protected by encryption: ask its sender for an open one.',
    );
  }
  const resolver = resolverOf(file, xref, rebuilt);
  const catalog = resolver.follow(xref.trailer.get('Root'));
  if (!isDictionary(catalog)) throw unreadable('The PDF has no catalog.');
  return { catalog, ...resolver };
}

function resolverOf(file: PdfFile, xref: Xref, rebuilt: boolean): Pick<Pdf, 'follow' | 'decode'> {
  const known = new Map<number, PdfValue | undefined>();
  const packed = new Map<number, ReadonlyMap<number, PdfValue>>();
  let loading = 0;
  let allPacked: ReadonlyMap<number, PdfValue> | undefined;

  function load(number: number): PdfValue | undefined {
    if (known.has(number)) return known.get(number);
    known.set(number, undefined); // asked for while it is read: a circle
    loading += 1;
    if (loading > MAX_HOPS) throw tooLarge(`objects that need more than ${MAX_HOPS} others to be read`);
    const value = read(number);
    loading -= 1;
    known.set(number, value);
    return value;
  }
  function read(number: number): PdfValue | undefined {
    const place = xref.places.get(number);
    if (place === undefined) return rebuilt ? findPacked(number) : undefined;
    if (place === 'free') return undefined;
    if (place.kind === 'in') return unpack(place.stream).get(number);
    const object = readObjectAt(file, place.offset);
    if (object?.number === number) return object.value;
    throw unreadable(`Object ${number} is not where the cross-reference of the PDF says.`);
  }
  /** Of a rebuilt file nobody says which object stream holds it: of two the one that stands later. */
  function findPacked(number: number): PdfValue | undefined {
    allPacked ??= new Map([...xref.places.keys()].filter(isObjectStream).flatMap((one) => [...unpack(one)]));
    return allPacked.get(number);
  }
  function isObjectStream(number: number): boolean {
    const value = load(number);
    return isStream(value) && nameOf(value.dictionary.get('Type')) === 'ObjStm';
  }
  function unpack(stream: number): ReadonlyMap<number, PdfValue> {
    const before = packed.get(stream);
    if (before) return before;
    packed.set(stream, new Map());
    const value = load(stream);
    const objects = isStream(value) ? readObjectStream(decode(value), value.dictionary) : new Map();
    packed.set(stream, objects);
    return objects;
  }
  /** 7.5.7: pairs of number and place, then the objects. */
  function readObjectStream(bytes: Uint8Array, dictionary: PdfDictionary): ReadonlyMap<number, PdfValue> {
    const first = wholeNumberOf(follow(dictionary.get('First'))) ?? 0;
    const count = wholeNumberOf(follow(dictionary.get('N'))) ?? 0;
    file.budget.spend('objects', count);
    const head: PdfCursor = { bytes, at: 0, budget: file.budget };
    const objects = new Map<number, PdfValue>();
    for (let index = 0; index < count; index += 1) {
      const [number, offset] = [nextNumber(head), nextNumber(head)];
      if (number === undefined || offset === undefined) break;
      objects.set(number, parseValue({ bytes, at: first + offset, budget: file.budget }));
    }
    return objects;
  }
  function follow(value: PdfValue | undefined): PdfValue | undefined {
    let at = value;
    for (let hop = 0; isReference(at); hop += 1) {
      if (hop > MAX_HOPS) throw tooLarge(`references behind more than ${MAX_HOPS} others`);
      at = load(at.object);
    }
    return at;
  }
  function decode(stream: PdfStream): Uint8Array {
    return decodeStream(rawDataOf(file, stream, follow), stream.dictionary, follow, file.budget);
  }
  return { follow, decode };
}

function nextNumber(cursor: PdfCursor): number | undefined {
  skipSpace(cursor);
  const word = readWord(cursor);
  return /^\d{1,10}$/.test(word) ? Number(word) : undefined;
}

export { PDF_LIMITS };
