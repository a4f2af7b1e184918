import { refuse } from './errors.ts';

const BYTE_ORDER_MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Encodings that files of banks name, and their labels for `TextDecoder`. */
const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'utf-16': 'utf-16le',
  'iso-8859-1': 'windows-1252',
  'iso-8859-15': 'iso-8859-15',
  latin1: 'windows-1252',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
};

/** The declaration stands in the first bytes, in ASCII (XML 1.0, appendix F). */
const DECLARATION_BYTES = 256;
const PIECE_BYTES = 65_536;

function encodingOf(start: Uint8Array): string {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => start[index] === byte));
  if (marked) return marked[0];
  const ascii = Buffer.from(start.subarray(0, DECLARATION_BYTES)).toString('latin1');
  const [, named = 'utf-8'] = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(ascii) ?? [];
  const encoding = ENCODINGS[named.toLowerCase()];
  if (encoding) return encoding;
  throw refuse('transfers.xml-encoding', `Line 1: the encoding "${named}" is not read; UTF-8 is.`);
}

/**
 * Decodes an XML file as it arrives, by its byte order mark or declaration, else as UTF-8 (XML 1.0, 4.3.3), in pieces of
 * at most 64 KB. `lineNow` tells the line reached, for the sentence about bytes that the encoding does not have.
 * @throws transfers.xml-encoding
 */
export async function* decodeXml(
  bytes: AsyncIterable<Uint8Array>,
  lineNow: () => number,
): AsyncGenerator<string, void, undefined> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let start: Uint8Array = new Uint8Array(0);
  const decode = (piece: Uint8Array, stream: boolean): string => {
    try {
      return decoder?.decode(piece, { stream }) ?? '';
    } catch {
      const detail = `At or after line ${lineNow()}: bytes that are no ${decoder?.encoding} text. Does the file name the right encoding?`;
      throw refuse('transfers.xml-encoding', detail);
    }
  };
  for await (const chunk of bytes) {
    let content = chunk;
    if (!decoder) {
      start = Buffer.concat([start, chunk]);
      if (start.length < DECLARATION_BYTES) continue;
      decoder = new TextDecoder(encodingOf(start), { fatal: true });
      content = start;
    }
    for (let at = 0; at < content.length; at += PIECE_BYTES)
      yield decode(content.subarray(at, at + PIECE_BYTES), true);
  }
  if (!decoder) {
    decoder = new TextDecoder(encodingOf(start), { fatal: true });
    yield decode(start, true);
  }
  yield decode(new Uint8Array(0), false);
}
