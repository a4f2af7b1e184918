import { XmlRefusal } from './refusal.ts';

/** Encodings that a declaration may name, in the words of the Encoding Standard; others are refused, not guessed. */
const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'utf-16': 'utf-16',
  'iso-8859-1': 'iso-8859-1',
  'iso-8859-15': 'iso-8859-15',
  'windows-1252': 'windows-1252',
};

/** What the first bytes say (XML 1.0, appendix F): a byte order mark, or `<?` in two bytes a character. */
function markedEncoding(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe && c === 0 && d === 0)
    throw new XmlRefusal('UTF-32 is not taken; send UTF-8.');
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0 && c === 0x3f && d === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c && c === 0 && d === 0x3f)) return 'utf-16be';
  return undefined;
}

function declaredEncoding(start: string): string | undefined {
  return /^\uFEFF?<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/
    .exec(start)?.[1]
    ?.toLowerCase();
}

function decode(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new XmlRefusal(`The file has bytes that are no text in ${encoding.toUpperCase()}.`);
  }
}

/** Decodes an XML file by its byte order mark and declaration, which must agree. Throws `XmlRefusal`. */
export function decodeXml(bytes: Uint8Array): string {
  const marked = markedEncoding(bytes);
  const head = new TextDecoder(marked ?? 'iso-8859-1').decode(bytes.subarray(0, 512));
  const declared = declaredEncoding(head);
  const named = declared === undefined ? undefined : ENCODINGS[declared];
  if (declared !== undefined && named === undefined) {
    throw new XmlRefusal(`The encoding ${declared} is not taken; send UTF-8.`);
  }
  if (marked === undefined && named === 'utf-16') {
    throw new XmlRefusal('The file declares UTF-16, but its bytes are none.');
  }
  const agree = marked === undefined || named === undefined || marked.startsWith(named);
  if (!agree) throw new XmlRefusal(`The file declares ${declared}, but begins as ${marked.toUpperCase()}.`);
  return decode(bytes, marked ?? named ?? 'utf-8');
}
