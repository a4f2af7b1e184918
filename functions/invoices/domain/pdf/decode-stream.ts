import { inflateSync } from 'node:zlib';
import { PDF_LIMITS, type PdfBudget, tooLarge, unreadable } from './pdf-limits.ts';
import {
  isArray,
  isDictionary,
  nameOf,
  type PdfDictionary,
  type PdfValue,
  wholeNumberOf,
} from './pdf-value.ts';

/** Follows a reference to what it stands for. */
export type Follow = (value: PdfValue | undefined) => PdfValue | undefined;

/**
 * The data of a stream, unpacked (ISO 32000-1 7.4). Filters of pictures are not needed to find attachments, and refused;
 * so is LZW, which PDF/A forbids.
 * @throws invoices.unreadable-pdf, invoices.pdf-too-large
 */
export function decodeStream(
  raw: Uint8Array,
  dictionary: PdfDictionary,
  follow: Follow,
  budget: PdfBudget,
): Uint8Array {
  const filters = listOf(follow(dictionary.get('Filter') ?? dictionary.get('F')), follow);
  const parameters = listOf(follow(dictionary.get('DecodeParms') ?? dictionary.get('DP')), follow);
  if (filters.length > PDF_LIMITS.filters) throw tooLarge(`a stream behind ${filters.length} filters`);
  return filters.reduce<Uint8Array>((data, filter, index) => {
    const decoded = applyFilter(nameOf(filter) ?? '', data, budget);
    budget.spend('decodedBytes', decoded.length);
    const settings = parameters[index];
    return isDictionary(settings) ? undoPredictor(decoded, settings, follow) : decoded;
  }, raw);
}

function listOf(value: PdfValue | undefined, follow: Follow): (PdfValue | undefined)[] {
  if (value === undefined || value === null) return [];
  return isArray(value) ? value.slice(0, PDF_LIMITS.filters + 1).map(follow) : [value];
}

function applyFilter(filter: string, data: Uint8Array, budget: PdfBudget): Uint8Array {
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return inflate(data, budget.decodedLeft());
    case 'ASCIIHexDecode':
    case 'AHx':
      return decodeHex(data);
    case 'ASCII85Decode':
    case 'A85':
      return decodeAscii85(data);
    default:
      throw unreadable(
        `A stream of the PDF is packed with ${filter || 'something unnamed'}, which is not read.`,
      );
  }
}

function inflate(data: Uint8Array, left: number): Uint8Array {
  try {
    return inflateSync(data, { maxOutputLength: Math.max(1, left) });
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      throw tooLarge(`more than ${PDF_LIMITS.decodedBytes} bytes when it is unpacked`);
    }
    throw unreadable('A packed stream of the PDF is damaged or cut off.');
  }
}

function decodeHex(data: Uint8Array): Uint8Array {
  const [digits = ''] = Buffer.from(data)
    .toString('latin1')
    .replace(/[\0\s]/g, '')
    .split('>');
  return Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex');
}

const MAX_ASCII85_BYTES = 4 * 1_048_576;

/** 7.4.3: five characters from `!` to `u` are four bytes, `z` is four zeros, `~>` the end. */
function decodeAscii85(data: Uint8Array): Uint8Array {
  if (data.length > MAX_ASCII85_BYTES) throw tooLarge(`more than ${MAX_ASCII85_BYTES} bytes in ASCII 85`);
  const [text = ''] = Buffer.from(data)
    .toString('latin1')
    .replace(/[\0\s]/g, '')
    .split('~>');
  const out: number[] = [];
  let group: number[] = [];
  const flush = (characters: number) => {
    const padded = [...group, 84, 84, 84, 84].slice(0, 5);
    const value = padded.reduce((sum, digit) => sum * 85 + digit, 0);
    const bytes = [value / 0x1000000, value / 0x10000, value / 0x100, value].map(
      (one) => Math.floor(one) & 0xff,
    );
    for (const byte of bytes.slice(0, characters - 1)) out.push(byte);
    group = [];
  };
  for (const character of text) {
    if (character === 'z' && group.length === 0) {
      out.push(0, 0, 0, 0);
      continue;
    }
    const digit = character.charCodeAt(0) - 33;
    if (digit < 0 || digit > 84) throw unreadable('A stream of the PDF is not in ASCII 85.');
    group.push(digit);
    if (group.length === 5) flush(5);
  }
  if (group.length > 0) flush(group.length);
  return Uint8Array.from(out);
}

const MAX_ROW_BYTES = 1_000_000;

/** 7.4.4.4: PNG's predictors, which cross-reference streams are written with; TIFF's is for pictures. */
function undoPredictor(data: Uint8Array, settings: PdfDictionary, follow: Follow): Uint8Array {
  const setting = (name: string, standard: number) => wholeNumberOf(follow(settings.get(name))) ?? standard;
  const predictor = setting('Predictor', 1);
  if (predictor < 2) return data;
  if (predictor < 10) throw unreadable('A stream of the PDF has the predictor of TIFF, which is not read.');
  const bits = setting('Colors', 1) * setting('BitsPerComponent', 8);
  const pixel = Math.max(1, Math.ceil(bits / 8));
  const row = Math.ceil((bits * setting('Columns', 1)) / 8);
  if (row < 1 || row > MAX_ROW_BYTES)
    throw unreadable('A stream of the PDF has rows of an impossible length.');
  const rows = Math.floor(data.length / (row + 1));
  const out = new Uint8Array(rows * row);
  for (let index = 0; index < rows; index += 1) {
    const kind = data[index * (row + 1)] ?? 0;
    for (let column = 0; column < row; column += 1) {
      const at = index * row + column;
      const left = column < pixel ? 0 : (out[at - pixel] ?? 0);
      const up = index === 0 ? 0 : (out[at - row] ?? 0);
      const corner = index === 0 || column < pixel ? 0 : (out[at - row - pixel] ?? 0);
      out[at] = (data[index * (row + 1) + 1 + column] ?? 0) + predicted(kind, left, up, corner);
    }
  }
  return out;
}

/** PNG (RFC 2083, 6): none, sub, up, average, Paeth. */
function predicted(kind: number, left: number, up: number, corner: number): number {
  switch (kind) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const [byLeft, byUp, byCorner] = [
        Math.abs(up - corner),
        Math.abs(left - corner),
        Math.abs(left + up - 2 * corner),
      ];
      if (byLeft <= byUp && byLeft <= byCorner) return left;
      return byUp <= byCorner ? up : corner;
    }
    default:
      return 0;
  }
}
