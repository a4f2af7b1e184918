import PostalMime, { type Email, type PostalMimeOptions } from 'postal-mime';

/** What the parser asks of each text part; it is documented as internal, and pinned with its version. */
interface Node {
  readonly contentType: { readonly parsed: { readonly params: Readonly<Record<string, string>> } };
  readonly contentDisposition: { readonly parsed: { readonly params: Readonly<Record<string, string>> } };
}
interface Inner {
  isInlineTextNode(node: Node): boolean;
}
const Base = PostalMime as unknown as new (bounds: PostalMimeOptions) => Pick<PostalMime, 'parse'> & Inner;

/** Deeper nested, or with longer headers, a mail is not taken apart. */
const BOUNDS = { maxNestingDepth: 256, maxRfc822NestingDepth: 5, forceRfc822Attachments: true } as const;

/** A text that has a file name is a file, also where the sender wants it shown in place: attachments must not get lost in the text. */
class Parser extends Base {
  override isInlineTextNode(node: Node): boolean {
    const name = node.contentDisposition.parsed.params.filename ?? node.contentType.parsed.params.name;
    return !name && super.isInlineTextNode(node);
  }
}

/** Takes a mail apart. Beyond the bounds it has nothing in it: it is kept raw, for a person to look at. */
export async function takeApart(raw: Uint8Array): Promise<Email> {
  try {
    return await new Parser(BOUNDS).parse(repairHeaders(raw));
  } catch {
    return { headers: [], headerLines: [], attachments: [] };
  }
}

const LONGEST_HEADERS = 256 * 1024;
const ENCODED_WORD = /=\?[\w.-]{1,40}\?q\?([^?\r\n]{0,500})\?=/gi;

const NO_SEMICOLON = /^(content-type:\s*multipart\/[\w-]+)(\s+boundary\s*=)/im;

/**
 * Headers as RFC 2047 wants them: programs write letters beyond ASCII as they are, in the code page of their country, also inside of encoded
 * words: what is not UTF-8 is read as Windows-1252. The semicolon before `boundary` is forgotten, too.
 */
export function repairHeaders(raw: Uint8Array): Uint8Array {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const end = endOfHeaders(bytes);
  const block = bytes.subarray(0, end);
  const text = block.toString('latin1');
  const separated = text.replace(NO_SEMICOLON, '$1;$2');
  if (!block.some((byte) => byte >= 0x80)) {
    return separated === text ? raw : Buffer.concat([Buffer.from(separated, 'latin1'), bytes.subarray(end)]);
  }
  const escaped = separated.replaceAll(ENCODED_WORD, (word) =>
    word.replaceAll(/[\u0080-\u00ff]/g, (letter) => `=${letter.charCodeAt(0).toString(16).toUpperCase()}`),
  );
  const again = Buffer.from(escaped, 'latin1');
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(again);
    return Buffer.concat([again, bytes.subarray(end)]);
  } catch {
    return Buffer.concat([Buffer.from(new TextDecoder('windows-1252').decode(again)), bytes.subarray(end)]);
  }
}

function endOfHeaders(bytes: Buffer): number {
  const ends = ['\r\n\r\n', '\n\n'].map((mark) => bytes.indexOf(mark)).filter((at) => at >= 0);
  return Math.min(...ends, bytes.length, LONGEST_HEADERS);
}
