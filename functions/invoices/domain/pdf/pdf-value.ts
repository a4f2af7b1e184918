/**
 * Objects of a PDF as ISO 32000-1:2008 7.3 names them. A string is its bytes, a dictionary a map (so that no key can be
 * `__proto__`), a stream its dictionary and the place where its data begins.
 */
export interface PdfName {
  readonly name: string;
}
export interface PdfReference {
  readonly object: number;
}
export interface PdfStream {
  readonly dictionary: PdfDictionary;
  /** Where the data stands in the bytes that the stream was read from. */
  readonly start: number;
}
export type PdfDictionary = ReadonlyMap<string, PdfValue>;
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfReference
  | PdfStream
  | Uint8Array
  | readonly PdfValue[]
  | PdfDictionary;

export function isDictionary(value: PdfValue | undefined): value is PdfDictionary {
  return value instanceof Map;
}

export function isArray(value: PdfValue | undefined): value is readonly PdfValue[] {
  return Array.isArray(value);
}

export function isReference(value: PdfValue | undefined): value is PdfReference {
  return isPlain(value) && 'object' in value;
}

export function isStream(value: PdfValue | undefined): value is PdfStream {
  return isPlain(value) && 'dictionary' in value;
}

export function nameOf(value: PdfValue | undefined): string | undefined {
  return isPlain(value) && 'name' in value ? (value.name as string) : undefined;
}

export function wholeNumberOf(value: PdfValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function isPlain(value: PdfValue | undefined): value is PdfName | PdfReference | PdfStream {
  if (typeof value !== 'object' || value === null) return false;
  return !(value instanceof Map || value instanceof Uint8Array || Array.isArray(value));
}

/** A text string (7.9.2.2): UTF-16BE or UTF-8 by its mark, else taken as Latin-1, which PDFDocEncoding is for letters. */
export function textOf(value: PdfValue | undefined): string | undefined {
  if (!(value instanceof Uint8Array)) return undefined;
  if (value[0] === 0xfe && value[1] === 0xff) return new TextDecoder('utf-16be').decode(value);
  if (value[0] === 0xef && value[1] === 0xbb && value[2] === 0xbf) return new TextDecoder().decode(value);
  return Buffer.from(value).toString('latin1');
}
