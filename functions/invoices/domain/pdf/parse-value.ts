import { PDF_LIMITS, type PdfBudget, tooLarge, unreadable } from './pdf-limits.ts';
import type { PdfDictionary, PdfValue } from './pdf-value.ts';

/** A place in bytes that values are read from; moves as they are read. */
export interface PdfCursor {
  readonly bytes: Uint8Array;
  at: number;
  readonly budget: PdfBudget;
}

const SPACE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITERS = new Set([...'()<>[]{}/%'].map((one) => one.charCodeAt(0)));
const [OPEN, CLOSE, LESS, GREATER, SLASH, HASH, BACKSLASH, PERCENT] = [...'()<>/#\\%'].map((one) =>
  one.charCodeAt(0),
) as [number, number, number, number, number, number, number, number];
const [LINE_FEED, RETURN] = [10, 13] as const;

/** Moves over white space and comments (7.2.3). */
export function skipSpace(cursor: PdfCursor): void {
  const { bytes } = cursor;
  for (;;) {
    const byte = bytes[cursor.at];
    if (byte === undefined) return;
    if (byte === PERCENT) {
      while (cursor.at < bytes.length && bytes[cursor.at] !== LINE_FEED && bytes[cursor.at] !== RETURN) {
        cursor.at += 1;
      }
    } else if (SPACE.has(byte)) cursor.at += 1;
    else return;
  }
}

const MAX_WORD_CHARACTERS = 400;

/** A run of regular characters: a number or a keyword; empty before a delimiter and at the end. */
export function readWord(cursor: PdfCursor): string {
  const { bytes } = cursor;
  const start = cursor.at;
  for (;;) {
    const byte = bytes[cursor.at];
    if (byte === undefined || SPACE.has(byte) || DELIMITERS.has(byte)) break;
    cursor.at += 1;
    if (cursor.at - start > MAX_WORD_CHARACTERS) throw unreadable('A word of the PDF has no end.');
  }
  return Buffer.from(bytes.subarray(start, cursor.at)).toString('latin1');
}

/** Whether the keyword comes next; moves over it if so. */
export function takeWord(cursor: PdfCursor, word: string): boolean {
  skipSpace(cursor);
  const before = cursor.at;
  if (readWord(cursor) === word) return true;
  cursor.at = before;
  return false;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;

/**
 * The next value (7.3), not followed: a reference stays one. A stream is left after the word `stream`, its data unread.
 * @throws invoices.unreadable-pdf, invoices.pdf-too-large
 */
export function parseValue(cursor: PdfCursor, depth = 0): PdfValue {
  if (depth > PDF_LIMITS.depth) throw tooLarge(`values nested deeper than ${PDF_LIMITS.depth}`);
  cursor.budget.spend('values', 1);
  skipSpace(cursor);
  const { bytes } = cursor;
  const byte = bytes[cursor.at];
  if (byte === SLASH) return { name: readName(cursor) };
  if (byte === OPEN) return readLiteral(cursor);
  if (byte === LESS) return bytes[cursor.at + 1] === LESS ? readDictionary(cursor, depth) : readHex(cursor);
  if (byte === 0x5b) return readArray(cursor, depth);
  const word = readWord(cursor);
  if (NUMBER.test(word)) return readNumber(cursor, word);
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'null') return null;
  throw unreadable(`At byte ${cursor.at} of the PDF stands ${JSON.stringify(word)}, which is no value.`);
}

/** A number, or `12 0 R`. */
function readNumber(cursor: PdfCursor, word: string): PdfValue {
  const value = Number(word);
  if (!/^\d+$/.test(word)) return value;
  const after = cursor.at;
  skipSpace(cursor);
  if (/^\d{1,5}$/.test(readWord(cursor)) && takeWord(cursor, 'R')) return { object: value };
  cursor.at = after;
  return value;
}

function readName(cursor: PdfCursor): string {
  cursor.at += 1;
  const word = readWord(cursor);
  if (!word.includes(String.fromCharCode(HASH))) return word;
  return word.replace(/#([0-9A-Fa-f]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

function readArray(cursor: PdfCursor, depth: number): PdfValue[] {
  cursor.at += 1;
  const items: PdfValue[] = [];
  for (;;) {
    skipSpace(cursor);
    if (cursor.bytes[cursor.at] === 0x5d) break;
    items.push(parseValue(cursor, depth + 1));
  }
  cursor.at += 1;
  return items;
}

function readDictionary(cursor: PdfCursor, depth: number): PdfDictionary {
  const { bytes } = cursor;
  cursor.at += 2;
  const dictionary = new Map<string, PdfValue>();
  for (;;) {
    skipSpace(cursor);
    if (bytes[cursor.at] === GREATER && bytes[cursor.at + 1] === GREATER) break;
    if (bytes[cursor.at] !== SLASH)
      throw unreadable(`A dictionary of the PDF is broken at byte ${cursor.at}.`);
    const key = readName(cursor);
    dictionary.set(key, parseValue(cursor, depth + 1));
  }
  cursor.at += 2;
  return dictionary;
}

function readHex(cursor: PdfCursor): Uint8Array {
  const end = cursor.bytes.indexOf(GREATER, cursor.at);
  if (end < 0) throw unreadable('A string of the PDF has no end.');
  const digits = Buffer.from(cursor.bytes.subarray(cursor.at + 1, end))
    .toString('latin1')
    .replace(/[\0\t\n\f\r ]/g, '');
  cursor.at = end + 1;
  return Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex');
}

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** A string in parentheses (7.3.4.2), which may have balanced ones in it. */
function readLiteral(cursor: PdfCursor): Uint8Array {
  const { bytes } = cursor;
  const out: number[] = [];
  let open = 0;
  for (;;) {
    const byte = bytes[cursor.at];
    if (byte === undefined) throw unreadable('A string of the PDF has no end.');
    cursor.at += 1;
    if (byte === OPEN && open++ === 0) continue;
    if (byte === CLOSE && --open === 0) return Uint8Array.from(out);
    if (byte === BACKSLASH) out.push(...readEscape(cursor));
    else out.push(byte);
  }
}

function readEscape(cursor: PdfCursor): number[] {
  const { bytes } = cursor;
  const [octal] =
    /^[0-7]{1,3}/.exec(Buffer.from(bytes.subarray(cursor.at, cursor.at + 3)).toString('latin1')) ?? [];
  if (octal !== undefined) {
    cursor.at += octal.length;
    return [Number.parseInt(octal, 8) & 0xff];
  }
  const byte = bytes[cursor.at] ?? LINE_FEED;
  cursor.at += 1;
  if (byte === RETURN && bytes[cursor.at] === LINE_FEED) cursor.at += 1;
  if (byte === RETURN || byte === LINE_FEED) return [];
  return [ESCAPES[String.fromCharCode(byte)] ?? byte];
}
